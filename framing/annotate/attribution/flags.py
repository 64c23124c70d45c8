"""The facts about one distinct word or gap that the rules of attribution look at, one bit each.

A word's bits come from the tables (cues.yml, parties.yml) and from the closed classes in ``grammar``; a gap's from
its characters. They are computed once per distinct piece; the rules then touch nothing but integers.
"""

from __future__ import annotations


class W:
    """Bits of a word."""

    # what a cue may take as the words of the speaker (classes of cues.yml)
    CLAUSE = 1 << 0
    THATV = 1 << 1
    TELL = 1 << 2
    INF = 1 << 3
    OBJ = 1 << 4
    SHOW = 1 << 5
    PASSIVE = 1 << 6
    QUOTEV = 1 << 7  #: may stand behind or inside the words
    ADJ = 1 << 8
    NOUN = 1 << 9
    AMBIGUOUS = 1 << 10  #: as often a noun or adjective
    NAME = 1 << 11  #: a listed name (of a party, office, agency) may start with it
    PHRASAL = 1 << 12  #: heads an entry of several words: call for
    IMPLIES = 1 << 13  #: a thing does so too, in nobody's words: suggest, show
    # forms of verbs
    PAST = 1 << 14
    SFORM = 1 << 15
    BASE = 1 << 16
    PART = 1 << 17
    ING = 1 << 18
    # grammar
    BE = 1 << 19
    HAVE = 1 << 20
    MODAL = 1 << 21
    NEG = 1 << 22
    ADV = 1 << 23
    PRON = 1 << 24  #: he, she, they, I, we, you
    IT = 1 << 25
    DET = 1 << 26
    POSS = 1 << 27
    PREP = 1 << 28
    THAT = 1 << 29
    WH = 1 << 30
    TO = 1 << 31
    AND = 1 << 32
    BUT = 1 << 33  #: but, while, although, whereas: a new clause that is not the speaker's
    SUBORD = 1 << 34
    REL = 1 << 35
    BY = 1 << 36
    OF = 1 << 37
    # shape and kind
    CAP = 1 << 38
    DIGIT = 1 << 39
    TIME = 1 << 40
    MEDIUM = 1 << 41
    DOC = 1 << 42
    SPEAKER = 1 << 43
    ACCORDING = 1 << 44  #: according, and with PREP: per
    PARTICLE = 1 << 45  #: second word of an entry of several words
    OBJPRON = 1 << 46
    PLURAL = 1 << 47
    GENITIVE = 1 << 48
    LABEL = 1 << 49  #: names a rubric before a colon, not a speaker
    DO = 1 << 50
    SAID = 1 << 51  #: a plain verb of saying that is never anything else: said, says
    HE = 1 << 52
    OPENER = 1 << 53  #: may open an adverbial at a sentence's start: Speaking, Asked, Ultimately, Here
    ADVERBIAL = 1 << 54  #: opens a clause with a subject of its own: when, as, because
    WITH = 1 << 55
    FIRST = 1 << 56  #: I, we, my, our: nobody but a speaker says so
    TRIM = 1 << 57  #: after a comma: the speaker's words are over
    GERUND = 1 << 58  #: any lower-case word in -ing
    UPPER = 1 << 59  #: all capitals, two letters or more, or A
    VERBISH = 1 << 60  #: any lower-case word in -ed, or a frequent past or present form
    TOPIC = 1 << 61  #: its object or infinitive is worded by the outlet: criticise, mention, plan
    AS = 1 << 62


VERB = W.CLAUSE | W.THATV | W.TELL | W.INF | W.OBJ | W.SHOW | W.PASSIVE
CUE = VERB | W.ADJ | W.NOUN | W.ACCORDING | W.PHRASAL
AUX = W.BE | W.HAVE | W.MODAL | W.DO
#: What looks like a finite verb.
FINITE = AUX | W.VERBISH | W.SFORM | W.PAST
#: What subjects and other phrases about somebody start with.
PHRASE = W.CAP | W.PRON | W.DET | W.POSS
#: What a main clause behind another one starts with.
OPENS_CLAUSE = PHRASE | W.IT | W.SPEAKER | W.PLURAL
#: "Offered a loan to *the* mill", "to *Congress*": what stands behind "to" where no verb does.
NO_VERB = PHRASE | W.DIGIT | W.IT


class G:
    """Bits of a gap."""

    COMMA = 1 << 0
    SEMI = 1 << 1
    COLON = 1 << 2
    DASH = 1 << 3
    STOP = 1 << 4
    LEFT = 1 << 5  #: opening bracket
    RIGHT = 1 << 6
    BREAK = 1 << 7
    ASK = 1 << 8  #: ? or !
    OWNER = 1 << 9  #: nothing but an apostrophe and a space: the growers' claims (or the end of a quotation)
    MARK = 1 << 12  #: any double quotation mark
    HYPHEN = 1 << 14


#: Ends a phrase inside a sentence.
PUNCT = G.COMMA | G.SEMI | G.COLON | G.DASH | G.LEFT | G.RIGHT | G.ASK
