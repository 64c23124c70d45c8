"""The words that tell who does a thing: auxiliaries, verbs, states and acts.

Every question is of one word in lower case; how such words stand to names is asked in ``roles``.
"""

from __future__ import annotations

#: What parts a subject and what is said of it; a participle behind one is in the passive, an adjective a state.
BE = frozenset("is are was were be been being remain remains remained stay stays stayed".split())
HAVE = frozenset("has have had".split())
_DO = frozenset("do does did".split())
#: Behind these, and "to", stands the bare form of a verb.
MODALS = frozenset("will would could can cannot may might must shall should to".split()) | _DO
_ADVERBS = frozenset(
    """also again now then once earlier later never not repeatedly reportedly recently only both still always already
    even just simply soon ever long""".split()
)
#: "Beijing should *stop* bullying" does as "Beijing is bullying" does.
ENDING = frozenset("stop cease quit end avoid".split())
#: Whoever is urged to do it, or means to, does it: helpers before "to" alone.
BEFORE_TO = frozenset(
    """urged asked told ordered pressed pressured forced warned expected compelled obliged required scheduled slated
    agree agrees agreed aim aims aimed begin begins began choose chooses chose continue continues continued decide
    decides decided fail fails failed hope hopes hoped intend intends intended move moves moved need needs needed offer
    offers offered plan plans planned pledge pledges pledged prepare prepares preparing promise promises promised refuse
    refuses refused seek seeks sought start starts started swear swears swore threaten threatens threatened threatening
    try tries tried trying vow vows vowed want wants wanted
    able bound determined due eager going likely poised prepared ready reluctant set unable unlikely unwilling
    willing""".split()
)
#: Whoever is blamed did it, or is said to; whoever is urged to is to do it.
BLAME = ("accus", "blam")
URGE = frozenset(
    """ask asks asked asking call calls called calling demand demands demanded demanding expect expects expected hope
    hopes hoped implore implores implored need needs remind reminds reminded tell tells told urge urges urged urging
    want wants wanted wanting""".split()
)
#: What a party is, or has, when a stance is said of it: "China is *not afraid*", "has *no choice*".
STATES = frozenset(
    """able afraid ashamed capable committed concerned confident convinced dedicated desperate determined eager entitled
    guilty in interested irresponsible justified keen no open opposed plenty prepared ready reluctant resilient resolute
    resolved responsible serious sincere unable unafraid unfazed unwilling willing worried wrong""".split()
)
#: Of verbs that news has in the passive, the participles that end in something else than -ed; many are also a past.
PARTICIPLES = frozenset(
    """beaten bitten bound broken brought caught cut dealt done driven drawn forbidden forced given held hit hurt kept
    led left lost made met paid put set shaken shown shut struck stuck sunk swept taken thrown told torn undercut
    undone upset""".split()
)
PASTS = frozenset(
    """ate backed began bent bit blew broke bore chose came drew drove fell flew forgot fought forsook froze gave
    went grew knew laid lay overcame overtook ran rode rose said saw sent shook shot shrank spoke spent stole stood
    swore swung took threw undertook withdrew withheld withstood woke won wore wrote built bought sought slid taught
    tore""".split()
)
#: Verbs in -s that are no nouns as well: "Beijing *vows*", but not "US *threats*".
PRESENT = frozenset(
    """abandons abides accepts accuses adds adopts agrees aims announces applies approves avoids backtracks becomes
    begins believes blackmails blames breaches breaks brings bullies cancels cheats coerces condemns considers
    continues cuts decides declares defends defies demands denies denounces deploys digs disrupts does drops eases
    enacts endures ends escalates exerts expands expects expels extends faces falls fights freezes gets gives goes
    halts harms has hits holds hopes hurts ignites ignores imposes insists insults intends intensifies intimidates
    invokes keeps lacks launches lifts loosens loses lowers maintains makes mulls needs obstructs opposes overcomes
    plays postpones prepares presses provokes pushes puts raises readies reaffirms refrains refuses reiterates
    rejects relaxes relies remains removes reneges rescinds reserves resists responds resumes retaliates retreats
    reverses revokes rolls sees seeks seizes sends shrugs shuts signals slams slaps softens speaks stands starts
    stays steals sticks stops strengthens stresses strives suffers suppresses suspends takes tears tells threatens
    throttles tightens tramples tries undermines unleashes unveils upholds urges violates vows wages walks wants
    warns weaponises weaponizes welcomes wields wins wishes withdraws withholds withstands""".split()
)
#: Acts, of whoever stands before them: "*US* threats", "Chinese *countermeasures*".
ACTS = frozenset(
    """abuse accusations aggression ban bans blackmail blockade bluff bluffing bluster brinkmanship bullying coercion
    concessions containment countermeasure countermeasures crackdown curbs defiance demands duties extortion hegemonism
    hegemony hostility interference intimidation levies move moves pressure protectionism provocation provocations
    restraint restrictions retaliation sanctions sincerity suppression tariff tariffs threat threats ultimatum
    unilateralism violation violations""".split()
)
#: Acts that fall on nobody by themselves, so that whoever stands behind "of" does them: "the *unilateralism* of Oslo".
OF_DOER = frozenset(
    """act acts action actions behavior behaviour blackmail brinkmanship countermeasures decision hegemonism hegemony
    measures move moves policies policy practice practices protectionism provocation provocations retaliation tactics
    unilateralism""".split()
)
#: Whoever comes next has to do it: "*time for* Oslo to".
TURNS = frozenset({("time", "for"), ("time", "that"), ("onus", "on")})
#: What may stand between: "US *economic* coercion".
MANNERS = frozenset("trade economic unilateral tariff military political new latest further additional".split())
#: Who acts for the side that is named before: "Chinese *officials* threatened".
AGENTS = frozenset(
    """administration authorities delegation diplomats government leader leaders leadership negotiators officials
    regulators side""".split()
)
#: They take up a name again: "Lund, *who* threatened".
RELATIVES = frozenset({"who", "which", "that"})
#: Whoever speaks: the party whose words they are.
SPEAKER, OF_SPEAKER = frozenset({"we", "i"}), frozenset({"our", "my"})
#: What a party has, or makes, before "to": "Oslo's *decision* to leave".
PLANS = frozenset(
    """ability attempt attempts authority bid campaign capability capacity confidence decision decisions desire
    determination duty effort efforts failure intention leverage means move moves obligation offer offers opportunity
    plan plans pledge pledges power promise promises proposal proposals push readiness reason reasons refusal resources
    right strength threat threats tools vow vows way ways willingness""".split()
)
#: Whoever has none but to do a thing does it.
CHOICES = frozenset("choice choices option options alternative".split())
#: Whoever does these with an act does it: "*imposed* new duties".
UNDERTAKES = frozenset(
    """impose imposes imposed imposing adopt adopts adopted adopting implement implements implemented implementing
    introduce introduces introduced introducing levied levies levying slap slaps slapped slapping launch launches
    launched launching unveil unveils unveiled unveiling take takes taking took taken announce announces announced
    announcing""".split()
)
#: What may stand between.
BEFORE_ACT = MANNERS | frozenset(
    """a an the its his their more higher tougher stiff punitive retaliatory
    necessary corresponding resolute strong proportionate""".split()
)
#: What stands behind a verb in -s, and seldom behind a noun: "Beijing *reduces its* levies".
BEHIND_VERBS = frozenset("a an the its his her their any no forward through that".split())
#: Bare forms that are no nouns.
BARE = frozenset(
    """abandon abide accept accuse adopt blackmail bully coerce continue defend defy escalate expand impose intensify
    intimidate keep lower oppose overcome provoke raise reduce refuse reject remain remove resist resolve respond resume
    retaliate safeguard seek strengthen suppress suspend take tighten threaten uphold violate weaken withdraw withhold
    withstand""".split()
)
HELPERS = BE | HAVE | MODALS | _ADVERBS | ENDING | BEFORE_TO
#: Besides these every word in -ed may be a finite form.
FINITE = PARTICIPLES | PASTS | PRESENT
_SHORTENED = {"wo": "will", "ca": "can", "sha": "shall"}


def spelt_out(word: str) -> str:
    """An auxiliary without its "not".

    >>> spelt_out("isn't"), spelt_out("won’t"), spelt_out("threat")
    ('is', 'will', 'threat')
    """
    if not word.endswith(("n't", "n’t")):
        return word
    return _SHORTENED.get(word[:-3], word[:-3])


def is_participle(word: str) -> bool:
    """Whether a word may be a passive participle, or a past of the same form."""
    return word.endswith("ed") or word in PARTICIPLES


def is_finite(word: str) -> bool:
    """Whether a word may be what a subject does: a past, or a present in -s that is no noun."""
    return word.endswith("ed") or word in FINITE


def is_helper(word: str) -> bool:
    """Whether a word may stand between a subject and its verb, as auxiliaries and adverbs do."""
    return word in HELPERS or word.endswith("ly")


def is_act(word: str) -> bool:
    """Whether a word names an act of the party before it."""
    return word in ACTS


def is_of_doer(word: str) -> bool:
    """Whether it is the doer who stands behind the word and "of".

    >>> is_of_doer("practices"), is_of_doer("bullying")
    (True, False)
    """
    return word in OF_DOER


def before_to(helpers: list[str]) -> list[str]:
    """Those helpers, nearest first, that stand behind "to": "was urged *to be* hit".

    >>> before_to(["be", "to", "urged", "was"])
    ['be']
    """
    return helpers[: helpers.index("to")] if "to" in helpers else helpers


def is_bare(word: str) -> bool:
    """Whether a word is the bare form of a verb, and no noun."""
    return word in BARE
