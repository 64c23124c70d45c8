"""What one distinct word can mean for sentence ends and negation; decided once per word, in plain Python."""

from __future__ import annotations

from framing.records.flags import Word
from framing.records.folding import fold

_TITLES = """mr mrs ms dr drs prof profs sen sens rep reps gov govs gen gens lt col sgt capt cmdr adm maj hon rev
    pres st messrs mme mlle supt insp amb atty cpl pvt fr sr msgr""".split()
_ABBREVIATIONS = """inc corp ltd co bros dept univ assn est approx vs etc al jr esq ave blvd jan feb mar apr jun jul aug
    sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun calif conn fla mass mich minn
    pa tenn va wash wis ala ariz ark colo del ga ill ind kan ky md mo mont neb nev okla ore tex vt
    wyo viz cf ed eds mt ft""".split()
_BEFORE_NUMBER = "ca no nos art arts sec secs fig figs vol vols p pp para ch chap".split()
_STARTERS = """the a an he she it they we you i this that these those there here his her its their our my your in
    on at for from by with as to of and but or so yet if when while although though because since
    after before until unless once during despite under over between among against without within
    according however meanwhile moreover furthermore also still then now today yesterday tomorrow
    what who why how where which whether not no nor even only both each every all some many most
    several few such another other one two three last next earlier later""".split()
_SAYS = """said says say asked asks ask added adds wrote writes told tells replied replies answered responded
    warned argued noted stated declared insisted explained exclaimed wondered continued concluded
    shouted tweeted posted remarked quipped joked recalled acknowledged admitted commented countered
    cried demanded suggested""".split()
_NEGATORS = "not no never neither nor without nobody none nothing cannot hardly scarcely barely nowhere".split()
_SCOPE_ENDS = "but although though because since when whenever where while who whom whose which unless until if".split()
_BELIEVES = """think thinks thought thinking believe believes believed believing expect expects expected expecting
    say says said saying mean means meant suggest suggests suggested imply implies implied agree
    agrees agreed claim claims claimed sign signs evidence indication indications proof guarantee hint hints
    hope hopes chance chances prospect prospects likelihood""".split()
_IMPLICATIVE = """prevent prevents prevented preventing condemn condemns condemned condemning deny denies denied
    denying rule rules ruled ruling stop stops stopped stopping avoid avoids avoided avoiding oppose
    opposes opposed opposing reject rejects rejected rejecting fail fails failed failing hesitate
    hesitates hesitated hesitating refrain refrains refrained refraining tolerate tolerates
    tolerated tolerating lift lifts lifted lifting remove removes removed removing withdraw withdraws withdrew
    withdrawn withdrawing scrap scraps scrapped scrapping end ends ended ending deter deters deterred deterring
    dissuade dissuades dissuaded discourage discourages discouraged discouraging detract detracts detracted halt halts
    halted halting abandon abandons abandoned abandoning cancel cancels canceled cancelled ignore ignores ignored
    ignoring forget forgets forgotten underestimate underestimates underestimated conceal conceals concealed hide hides
    hidden hiding delay delays delayed delaying denounce denounces denounced denouncing soften softens softened
    softening weaken weakens weakened weakening dampen dampens dampened undermine undermines undermined shake shakes
    shook shaken dent dents dented ease eases eased easing reduce reduces reduced reducing lessen lessens lessened
    diminish diminishes diminished curb curbs curbed curbing avert averts averted averting resolve resolves resolved
    resolving settle settles settled settling surprised surprising regret regrets regretted regretting yield yields
    yielded yielding bow bows bowed bowing succumb succumbs succumbed succumbing surrender surrenders surrendered
    surrendering capitulate capitulates capitulated capitulating buckle buckles buckled buckling""".split()
_REFUSES = """refuse refuses refused refusing refusal decline declines declined declining fail fails failed failing
    failure unable inability unwilling unwillingness yet cease ceases ceased""".split()
_LACKS = "lack lacks lacked lacking absence devoid".split()
_PREPOSITIONS = """of in on at to for from by with about against over under between into onto through during toward
    towards amid among upon behind beyond despite""".split()
_DEFINITES = "the this that these those its their his her our your my such".split()
_DENIES = """deny denies denied denying reject rejects rejected rejecting dismiss dismisses dismissed dismissing
    refute refutes refuted refuting rebut rebuts rebutted rebutting repudiate repudiates repudiated
    repudiating disavow disavows disavowed disavowing denial denials rejection rebuttal""".split()
#: Neither "have" nor "do", which a negated verb may govern still: "will not meet and have talks".
_RESUMES = """is are was were has had does did will would shall should can could may might must i he she we they it
    there""".split()
_FALSE = "groundless baseless unfounded untrue fabricated false nonsense slander slanderous".split()

#: Facts of folded words as plain integers: flags would cost ten times as much, once for each distinct word.
_MEANINGS: dict[str, int] = {}
for _words, _flag in (
    (_SAYS, Word.SAYS),
    (_NEGATORS, Word.NEGATOR),
    (["only", "just", "merely", "simply", "solely"], Word.NOT_NEGATED_AFTER),
    (["but", "short", "less"], Word.BUT_SHORT),
    (["doubt", "doubting", "question", "matter", "wonder"], Word.DOUBT),
    (_SCOPE_ENDS, Word.SCOPE_END),
    (["that"], Word.THAT),
    (_BELIEVES, Word.BELIEVES),
    (_IMPLICATIVE, Word.IMPLICATIVE),
    (_PREPOSITIONS, Word.PREPOSITION),
    (_DEFINITES, Word.DEFINITE),
    (["whether"], Word.WHETHER),
    (["or"], Word.OR),
    (["rather", "instead"], Word.INSTEAD),
    (["than", "of"], Word.THAN_OF),
    (["if", "unless", "whether"], Word.CONDITION),
    (["would", "could", "might"], Word.MODAL),
    (_DENIES, Word.DENIES),
    (_FALSE, Word.FALSE),
    (["fake"], Word.FAKE),
    (["news"], Word.NEWS),
    (["and", "or", "nor"], Word.CONJUNCTION),
    ("em tis twas til cause bout n".split(), Word.ELIDED),
    (["far"], Word.FAR),
    (["from"], Word.FROM),
    (["if"], Word.IF),
    (["no"], Word.NO),
    ("is are was were be been being".split(), Word.BE),
    (["denied"], Word.DENIED),
    (_REFUSES, Word.REFUSES),
    (["to"], Word.TO),
    (_LACKS, Word.LACKS),
    ("rule rules ruled ruling".split(), Word.RULES),
    (["out"], Word.OUT),
    (["doubt", "doubts", "doubted"], Word.DOUBTS),
    (["and"], Word.AND),
    (_RESUMES, Word.RESUMES),
    (["few", "little"], Word.FEW),
    (["let"], Word.LET),
    (["alone"], Word.ALONE),
    (["more"], Word.MORE),
    (["x"], Word.PLATFORM),
    ("com net org gov edu co io info biz tv".split(), Word.DOMAIN),
    ("de anti non un counter dis mis".split(), Word.PREFIX),
    (["free", "proof"], Word.SUFFIX),
    (_BEFORE_NUMBER, Word.BEFORE_NUMBER),
    ("etc al viz cf approx govt dept assn".split(), Word.ABBREVIATION),
    (["v", "vs"], Word.TITLE),
):
    for _word in _words:
        _MEANINGS[_word] = _MEANINGS.get(_word, 0) | int(_flag)

#: Facts of words that start with a capital.
_CAPITALISED: dict[str, int] = {}
for _words, _flag in ((_ABBREVIATIONS, Word.ABBREVIATION), (_TITLES, Word.TITLE), (_STARTERS, Word.STARTER)):
    for _word in _words:
        _CAPITALISED[_word] = _CAPITALISED.get(_word, 0) | int(_flag)

_NEGATOR, _MODAL, _LOWER, _DIGIT = int(Word.NEGATOR), int(Word.MODAL), int(Word.LOWER), int(Word.DIGIT)
_UPPER, _INITIAL = int(Word.UPPER), int(Word.UPPER | Word.SINGLE)


def word_flags(word: str, folded: str = "") -> int:
    """All facts about ``word`` (as published) as one integer; ``folded`` is what ``fold`` makes of it."""
    folded = folded or fold(word)
    flags = _MEANINGS.get(folded, 0)
    if folded.endswith("n't"):  # the other shapes of not are among the negators
        flags |= _NEGATOR
    first = word[0]
    if first.islower():
        return flags | _LOWER | (_MODAL if word == "may" else 0)  # May is a month
    if first.isdigit():
        return flags | _DIGIT
    if first.isupper() or first.istitle():
        flags |= _CAPITALISED.get(folded, 0) | (_INITIAL if len(word) == 1 and word != "I" else _UPPER)
    return flags
