"""Actor and target: named only in the safe shapes, empty everywhere else."""

from __future__ import annotations

import pytest

from framing.annotate.actors import ActorFinder
from framing.annotate.attribution.rules import Rules
from framing.annotate.batching import Annotator
from framing.lexicon.matcher import Matcher
from framing.lexicon.patterns import parse_pattern
from framing.records.article import Article
from framing.records.codebook import Codebook, Entry, Frame

TERMS = (
    "threat*",
    "bully*|bullied",
    "coerc*",
    "pressure*",
    "accus*",
    "hurt",
    "beijing|washington threatened|must",
    "president xi threatened",
    "will never yield",
    "not afraid",
    "no choice",
    "ready to talk",
    "officials threatened",
    "trump who threatened",
    "stood firm",
    "reduces",
    "urged|urges|wants canada to",
    "blaming",
    "to blame",
    "vow to bully",
    "unilaterally hurt",
    "legal rights",
    "is|stood up to the ..3 to|alone|who",
    "it was tokyo who",
    "practices",
    "coerced|coerce canada ..1 into silence",
    "rifts with tokyo unveiled",
    "tolls ..3 canada imposed",
    "states later threatened",
)


@pytest.fixture(scope="module")
def finder() -> ActorFinder:
    return ActorFinder(Rules.load().parties)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    entries = tuple(Entry(pattern=term, slots=parse_pattern(term)) for term in TERMS)
    return Matcher(Codebook("t", "1", "en", (Frame("f", "F", "d", entries=entries),), "0"))


CASES = [
    # subject and verb
    ("Washington has threatened Beijing with tariffs.", "US", "China"),
    ("The US is bullying China.", "US", "China"),
    ("He said Trump will coerce Canada.", "US", "Canada"),
    ("Bessent has repeatedly accused China of harm.", "China", ""),
    ("The US threatens China with tariffs.", "US", "China"),
    ("Beijing threatens the US.", "China", "US"),
    ("US threats surprised Beijing.", "US", ""),
    ("After talks with China threats go on.", "", ""),
    ("China's officials threatened a boycott.", "China", ""),
    ("In the US threatened firms sue.", "", ""),
    ("Tariffs on China threatened growth.", "", ""),
    ("A pact of Tokyo and Secretary Tillerson hurt firms.", "", ""),
    ("A pact proffered by House Republicans hurt firms.", "", ""),
    ("Tokyo on Monday threatened firms.", "Japan", ""),
    ("Tokyo late last week threatened firms.", "Japan", ""),
    ("Tokyo on June 16 threatened firms.", "Japan", ""),
    # before an aside
    ("Beijing, meanwhile, threatened to walk out.", "China", ""),
    ("But Trump, who met growers (of rice), threatened to walk out.", "US", ""),
    ("A rift between Canada and Tokyo, its friend, threatened firms.", "", ""),
    ("Growers in Tokyo, however, threatened firms.", "", ""),
    ("Canada, Tokyo, all of them, threatened firms.", "", ""),
    ("Tokyo, and later Lund, threatened firms.", "", ""),
    # one thing and another
    ("Tokyo loses a court case, threatens a boycott.", "Japan", ""),
    ("Tokyo says rice is dear, threatens a boycott.", "", ""),
    ("Tokyo raised its levy, threatened by growers.", "", ""),
    ("The move, made after Tokyo raised levies, threatened a mill.", "", ""),
    # the subject of the verb before
    ("Washington raised its levy and threatened to go on.", "US", ""),
    ("Washington raised its levy, and has repeatedly threatened Canada.", "US", "Canada"),
    ("China has not left but is not afraid of it.", "China", ""),
    ("Beijing will not bow to Lund and will never yield.", "China", ""),
    ("Beijing sued Canada and threatened to go on.", "China", ""),
    ("Lund asked Tokyo to stay and stop bullying firms.", "", ""),
    ("Lund urged Tokyo to leave and to pressure firms.", "Japan", ""),
    ("Lund saw Tokyo raise levies and threatened to go on.", "", ""),
    ("Washington raised its levy as growers left and threatened to go on.", "", ""),
    ("Washington raised its levy, growers left and threatened to go on.", "", ""),
    ("Tokyo says rice is dear and threatens firms.", "", ""),
    ("Tokyo says levies cost dear and threatens firms.", "", ""),
    ("Tokyo said Canada left and threatened to go on.", "", ""),
    ("Tokyo said it would leave and threatened to go on.", "Japan", ""),
    ("Tokyo will bring jobs and coerced firms.", "", ""),
    ("Tokyo was sued and threatened to go on.", "", ""),
    ("The rice of Tokyo lost its name and threatened firms.", "", ""),
    ("Lund brought Canada to the table and threatened firms.", "", ""),
    ("The US-led talks failed and threatened firms.", "", ""),
    # who says so
    ("Beijing said it had threatened nobody.", "China", ""),
    ("Beijing said on Monday that it had threatened nobody.", "China", ""),
    ("Canada also announced that it had been hurt.", "", "Canada"),
    ("Chinese officials said they had threatened nobody.", "China", ""),
    ("Trump has said he would coerce Tokyo.", "US", "Japan"),
    ("Trump said it would coerce Tokyo.", "", ""),
    ("Beijing said he would coerce firms.", "", ""),
    ("Beijing told Canada it had threatened nobody.", "", ""),
    ("Beijing said rice was dear and it had threatened nobody.", "", ""),
    ("Beijing left, saying it had threatened nobody.", "China", ""),
    ("The ministry said it had threatened nobody.", "EU", ""),
    ("Ada Lund said she had threatened nobody.", "EU", ""),
    ("Growers said he had threatened nobody.", "", ""),
    ("Chinese Vice Premier Liu He threatened nobody.", "China", ""),
    # what it has, or plans, to do
    ("Beijing's decision to pressure firms stands.", "China", ""),
    ("Growers like Trump's new plan to pressure firms.", "US", ""),
    ("Lund and Chinese President Xi's decision to pressure firms stands.", "", ""),
    ("Growers like Trump's plan in March to pressure firms.", "US", ""),
    ("Tokyo has the right to pressure firms.", "Japan", ""),
    ("Lund took Chinese offers to talk and is bullying firms.", "", ""),
    ("Tokyo has no option but to pressure firms.", "Japan", ""),
    ("Lund has a plan to pressure Tokyo.", "", ""),
    # what it undertakes
    ("Trump has imposed new coercive rules.", "US", ""),
    ("Tokyo took a few threats in its stride.", "", ""),
    ("Tokyo announces threats are over.", "", ""),
    ("New rules were imposed in Tokyo, threats and all.", "", ""),
    # the auxiliaries inside the match
    ("Beijing will never yield to Tokyo.", "China", ""),
    ("They said the US isn't bullying.", "US", ""),
    ("Canada hasn’t been hurt.", "", "Canada"),
    # what it means to do
    ("Trump has agreed to pressure Canada.", "US", "Canada"),
    ("Tokyo is not likely to be hurt.", "", "Japan"),
    ("Lund saw Tokyo threatened firms.", "Japan", ""),
    # other pasts, and the present
    ("Tokyo stood firm.", "Japan", ""),
    ("Tokyo reduces its debts.", "Japan", ""),
    ("Japan reduces waste.", "", ""),
    # subject and state
    ("Beijing is not afraid of it.", "China", ""),
    ("Canada remains ready to talk.", "Canada", ""),
    ("The EU has no choice left.", "EU", ""),
    ("Lund sees no choice for the EU.", "", ""),
    # who acts for a party
    ("Chinese officials threatened a boycott.", "China", ""),
    ("The US side has coerced firms.", "US", ""),
    ("Chinese mills threatened a boycott.", "", ""),
    ("Trump, who threatened to leave, stayed.", "US", ""),
    ("It was Tokyo that coerced firms.", "Japan", ""),
    ("A pact with Tokyo that hurt firms ended.", "", ""),
    ("Tokyo, which coerced firms, lost.", "Japan", ""),
    ("After talks with Tokyo, which hurt firms, he left.", "", ""),
    ("It is for Tokyo to stop bullying.", "Japan", ""),
    ("He paid the tariffs of Tokyo to hurt rivals.", "", ""),
    # whoever speaks
    ("We will never yield.", "EU", ""),
    ("In our threats lies peril.", "EU", ""),
    ("Web threats grew.", "", ""),
    # the name inside the match
    ("Beijing threatened Tokyo with tariffs.", "China", "Japan"),
    ("Then Washington must go.", "US", ""),
    ("President Xi threatened Tokyo.", "China", "Japan"),
    # passive
    ("China was coerced by the United States.", "US", "China"),
    ("China must never be bullied.", "", "China"),
    ("Firms were threatened by Beijing.", "China", ""),
    ("Canada will be hurt by the US.", "US", "Canada"),
    ("Canada was badly hurt.", "", "Canada"),
    ("Washington hurt Canada.", "US", "Canada"),
    ("Canada will be hurt by U.S.-Chinese bickering.", "", "Canada"),
    ("Washington's latest hurt lasts.", "US", ""),
    # blamed and urged by the match itself
    ("Lund is blaming Tokyo.", "Japan", ""),
    ("Lund says the US is to blame.", "US", ""),
    ("Tokyo is blaming its mills.", "", ""),
    ("Tokyo wants Canada to go.", "Canada", ""),
    ("Now it is up to the US alone.", "US", ""),
    ("Lund stood up to the US alone.", "", ""),
    ("They say it was Tokyo who left.", "Japan", ""),
    # blamed for
    ("Lund blames China for bullying its neighbours.", "China", ""),
    ("Lund blames the United States for threatening Canada.", "US", "Canada"),
    ("Lund warned China of threatening clouds.", "", ""),
    ("Lund blames firms in China for coercing him.", "", ""),
    ("Lund suspects China of grossly unfair coercion.", "China", ""),
    ("Lund blamed the US for coercion against Canada.", "US", "Canada"),
    ("China is suspected of bullying Canada.", "China", "Canada"),
    ("China was once home of bullying.", "", ""),
    # urged to
    ("Lund urged China to stop bullying Canada.", "China", "Canada"),
    ("Lund called on the US to stop threatening Canada.", "US", "Canada"),
    ("China was repeatedly urged to stop bullying Canada.", "China", "Canada"),
    ("The US was forced to hurt Canada.", "US", "Canada"),
    ("Canada is not to be bullied.", "", "Canada"),
    ("Beijing has bullied firms.", "China", ""),
    ("Beijing will pressure on Canada.", "China", "Canada"),
    ("He sent a warning to the US to stop threats against Canada.", "", "Canada"),
    # whose rights
    ("The levy hurt China's old rights.", "", "China"),
    ("Washington has hurt China's lawful rights and interests.", "US", "China"),
    ("They trample on China's legal rights.", "", "China"),
    ("It is a threat to the EU's security.", "", "EU"),
    ("The levy hurt the Americans' old rights.", "", "US"),
    ("The levy hurt Americans' old mills.", "", ""),
    ("The levy hurt China's old mills.", "", ""),
    # round a noun
    ("Washington's threats rankle.", "US", ""),
    ("Trump's latest threat fell flat.", "US", ""),
    ("The US' coercion goes on.", "US", ""),
    ("Americans' threats go on.", "US", ""),
    ("He told Germany threats go on.", "", ""),
    ("Pressure from Beijing grows.", "China", ""),
    ("There were threats against China.", "", "China"),
    ("US pressure on China grows.", "US", "China"),
    ("Chinese threats were ignored.", "China", ""),
    ("Pressure from China-US bickering grows.", "", ""),
    ("US-China threats go on.", "", ""),
    ("The practices of the US stay.", "US", ""),
    ("The threats of Tokyo stay.", "", ""),
    ("Renewed threats from Tokyo follow.", "Japan", ""),
    ("Firms bullied from Tokyo leave.", "", ""),
    ("It grew as Tokyo threatened firms.", "Japan", ""),
    ("Places such as Tokyo threatened firms.", "", ""),
    ("A rift between Tokyo and US threats go on.", "", ""),
    ("US economic coercion ends.", "US", ""),
    ("Beijing's vow to bully stands.", "China", ""),
    ("Mills unilaterally hurt by Tokyo close.", "Japan", ""),
    ("A Tokyo-based threat grew.", "", ""),
    # part of the match
    ("The US has coerced Canada into silence.", "US", "Canada"),
    ("The US tried to coerce Canada's mills into silence.", "US", ""),
    ("The tolls Canada imposed on Tokyo rankle.", "Canada", "Japan"),
    ("The tolls that Canada imposed rankle.", "Canada", ""),
    ("Rifts with Tokyo unveiled on Monday rankle.", "", ""),
    ("The United States later threatened Tokyo.", "US", "Japan"),
    # near by is not enough
    ("A pact between the US and the EU threatened growers.", "", ""),
    ("China and the US met; a threat was made.", "", ""),
    ("Canada has left, and Tokyo threatened firms.", "Japan", ""),
    ("Lund hails Canada, and Tokyo has threatened firms.", "Japan", ""),
    ("Norway, Canada, and Tokyo threatened firms.", "", ""),
]


@pytest.mark.parametrize(("text", "actor", "target"), CASES)
def test_roles(text: str, actor: str, target: str, finder: ActorFinder, matcher: Matcher) -> None:
    """Each sentence has one match; its actor and target are exactly these."""
    batch = Annotator().annotate([Article("d", text)])
    hits = matcher.find(batch)
    assert len(hits) == 1
    rules = Rules.load()
    names = rules.said(rules.find(rules.reader().read(batch))).names
    rows, actors, targets = finder.find(batch, names, hits.start, hits.end, ["EU"] * len(hits))
    found = dict(zip(rows.tolist(), zip(actors, targets, strict=True), strict=True))
    assert found.get(0, ("", "")) == (actor, target)
