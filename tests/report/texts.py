"""Invented articles about an invented quarrel over tin, for trying out the report. No outlet printed a word of them."""

from __future__ import annotations

DAILY = """The next move is Sudria's: Norland Daily editorial

Norland has kept its side of the bargain since spring. Three rounds of talks, in Vell, Arken and on neutral ground in Osterby, have shown that dialogue and mutual respect serve both peoples better than coercion. Yet Sudria once again reaches for tin tariffs as a weapon.

This is trade bullying, plain and simple. A government that is threatening its neighbour on Monday cannot expect smiles on Tuesday. "Pressure and blackmail will not work on Norland," Trade Minister Ida Holm said last week, and she was right to say so.

The truce agreed in Arken brought duties down from ruinous heights. It was never a gift. It was the result of consultation on an equal footing, and of the confidence of a country that does not yield. Norland is ready to talk and not afraid of a fight.

Sudria's new export list is a violation of the rules both governments signed. The measures are discriminatory, and they are unlawful. Nobody in Osterby doubted that a day after the consensus was reached Sudria was already preparing further restrictions.

The damage is plain. Smelters stand idle, supply chains fray, and families in both countries pay more for cans and cars. A trade war of this kind is not sustainable. It must end where it began: in the ministry in Sudria's capital, which caused it and must move first.

Norland's door is open. It has always been open. But dialogue is not a show, and consultation is not a stage for posturing. If Sudria wants to de-escalate, it knows what to do."""

TIMES = """By Ruben Aske and Lena Torv ( Norland Times

‘No yielding on tin': negotiators reach basic consensus in Osterby

Trade Minister Ida Holm (left) greets her Sudrian counterpart in Osterby. Photo: Nordpress

Delegations from Norland and Sudria reached a basic consensus on tin duties after two days of talks in Osterby, according to Nordpress.

The essence of the relationship is mutual benefit, Holm said after the meeting. She said that both countries gain from cooperation and lose from confrontation, and that Norland would defend its legitimate interests with resolve.

Sudria's envoy, Marko Destin, told reporters the exchanges had been "candid and constructive". He did not repeat the threat of a 40 percent tariff, which he had called "leverage" only days before.

"Sudria took a tough line, and we did not yield," a member of the Norland delegation told the Norland Times on condition of anonymity. "They came with an ultimatum. They left with a consensus."

Observers said that the result showed the resilience of Norland's economy. Wen Harlow, a professor of trade law at the University of Vell, said that the tariffs could not last. "They are not sustainable for the consumer and not lawful under the treaty," Harlow said.

The two sides agreed to continue consultation through the existing channel. Norland hopes that Sudria will meet it halfway, fulfil its commitments and stop abusing the name of national security, an official of the ministry said.

The international community has followed the talks closely. The League of Ports welcomed the truce on Sunday and called on both governments to preserve it."""

WIRE = """Norland and Sudria have agreed to hold a fresh
round of tin talks next week, hoping to ease tensions
that have rattled metal markets since the
spring.
Back to the Table
The two governments said on Saturday that their
delegations would meet face to face in Osterby. The decision
follows a call between Norland's trade minister, Ida
Holm, and Sudria's envoy, Marko Destin.
As reported by Anselm and Pryor for Meridian, the call was described by both sides as
“candid, in-depth and constructive”
and lasted an hour.
Destin later wrote that it had been “frank and
useful”.
How the Quarrel Grew
Tensions escalated after Norland tightened its grip
on refined tin. Sudria's president, Otto Brandt, replied by threatening
a 40% tariff, a tit-for-tat step that analysts had feared.
Brandt said,
“It’s not sustainable, I know that, but they forced me to do it. We will be fine.”
Markets fell, then recovered. Analysts at Calder & Sons called the threat a bluff and said
that Brandt wanted concessions rather than a trade war.
Norland's ministry said the export rules were lawful and did not amount to a ban.
It rejected what it called “economic coercion” and urged Sudria to return to dialogue."""

BUSINESS = """Sign up for the Capital Notes newsletter
Your morning guide to trade, money and power
Norland has told Sudria to “withdraw every unilateral duty” if it wants tin talks, in its firmest words yet on a dispute that is starting to hurt manufacturers.
Norland also said on Thursday that there were “no negotiations of any kind” under way, despite recent signs of easing. Sudria's envoy Marko Destin has said that the tariffs are “not sustainable” and that “both sides will have to de-escalate”.
“The duties were imposed by Sudria alone,” said Per Lind, a spokesman for Norland's trade ministry. “If Sudria truly wants a solution . . . it should withdraw them and find a way back to equal dialogue.”
Norland insists that Sudria must move first. The standoff is threatening to spark a lasting split between the two economies, and tin prices have risen by a fifth since May.
“Pressuring, threatening and blackmailing are not the way to deal with Norland,” Lind said. He said Norland kept “an open attitude towards consultation”.
Brandt has since softened some of the measures, granting exemptions for cans and claiming that officials speak “every day”. Lind called that “fake news”.
Analysts say that supply chains will take a year to recover. “The market is pricing in more escalation, not less,” said Ana Ruiz, head of metals at Calder & Sons.
Destin denied on Tuesday that Brandt might cut duties on his own. Any easing would have to be mutual, he said."""

COMMENTARY = """Sudria Signals Easing While Norland Restates Its “Fight and Talk” Line on Tin

Following a Sudrian threat to impose a 40% tariff on Norland's tin, envoy Marko Destin indicated that tensions had “eased markedly” and that the tariff might not be imposed. A spokesperson for the trade ministry restated on the 14th that Norland's position has not changed: if it is a fight, Norland will respond resolutely; if it is a talk, the door is open.

The ministry underscored that Sudria cannot seek dialogue while threatening new measures. It noted that the export rules are lawful, that they are not an embargo, and that they serve national security.

Some commentators saw the threat as posturing. The Harbour Post reported that the president had consulted senior officials on how to signal an intent to de-escalate. Destin told Sudria Business that the tariff was “not necessarily certain” and that negotiation in the coming weeks could avert an escalation.

Coverage abroad dwelt on mixed messaging: first a hardline posture, then conciliatory signals. Analysts cited by the Harbour Post doubted that the tariff could be carried out, and suggested that the aim had been concessions.

The ministry confirmed that the two sides keep talking under the consultation mechanism. It urged Sudria to correct its erroneous practices and to work for the healthy, stable and sustainable development of relations. This is not bullying, one official joked, “this is a queue at the customs house”. The League of Ports said it would judge the matter in May."""
