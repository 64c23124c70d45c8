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
    ("Bessent has repeatedly accused China of harm.", "US", "China"),
    ("Beijing, meanwhile, threatened to walk out.", "", ""),
    ("The US threatens China with tariffs.", "US", "China"),
    ("Beijing threatens the US.", "China", "US"),
    ("US threats surprised Beijing.", "", ""),
    ("After talks with the US threats, China says, go on.", "", ""),
    ("China's officials threatened a boycott.", "", ""),
    ("In the US threatened firms sue.", "", ""),
    ("Tariffs on China threatened growth.", "", ""),
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
    ("The levy hurt China's legal rights.", "", "China"),
    ("Washington has hurt China's lawful rights and interests.", "US", "China"),
    ("It is a threat to the EU's security.", "", "EU"),
    ("The levy hurt the Americans' legal rights.", "", "US"),
    ("The levy hurt Americans' old mills.", "", ""),
    ("The levy hurt China's old mills.", "", ""),
    # round a noun
    ("Washington's threats rankle.", "US", ""),
    ("Trump's latest threat fell flat.", "US", ""),
    ("The US' coercion goes on.", "US", ""),
    ("Americans' threats go on.", "US", ""),
    ("He told Americans threats go on.", "", ""),
    ("Pressure from Beijing grows.", "China", ""),
    ("There were threats against China.", "", "China"),
    ("US pressure on China grows.", "", "China"),
    ("Chinese threats were ignored.", "", ""),
    ("Pressure from China-US bickering grows.", "", ""),
    # near by is not enough
    ("A pact between the US and the EU threatened growers.", "", ""),
    ("China and the US met; a threat was made.", "", ""),
]


@pytest.mark.parametrize(("text", "actor", "target"), CASES)
def test_roles(text: str, actor: str, target: str, finder: ActorFinder, matcher: Matcher) -> None:
    """Each sentence has one match; its actor and target are exactly these."""
    batch = Annotator().annotate([Article("d", text)])
    hits = matcher.find(batch)
    assert len(hits) == 1
    rules = Rules.load()
    names = rules.said(rules.find(rules.reader().read(batch))).names
    rows, actors, targets = finder.find(batch, names, hits.start, hits.end)
    found = dict(zip(rows.tolist(), zip(actors, targets, strict=True), strict=True))
    assert found.get(0, ("", "")) == (actor, target)
