"""What is decided once about each distinct piece: facts about words and about the gaps between them."""

from __future__ import annotations

from enum import IntFlag


class Word(IntFlag):
    """Facts about a word, combined by ``|``."""

    LOWER = 1 << 0  #: starts with a lower-case letter
    UPPER = 1 << 1  #: starts with an upper-case letter
    DIGIT = 1 << 2  #: starts with a digit
    SINGLE = 1 << 3  #: a single capital letter, as in an initial or U.S.
    TITLE = 1 << 4  #: an abbreviation before a name: never ends a sentence
    ABBREVIATION = 1 << 5  #: another abbreviation: ends one only before a clear start
    STARTER = 1 << 6  #: a capitalised function word, as sentences start with
    SAYS = 1 << 7  #: a verb that follows a quotation (“... ?” Trump said)
    BEFORE_NUMBER = 1 << 8  #: No., Art., pp.: does not end a sentence before a digit
    NEGATOR = 1 << 9
    NOT_NEGATED_AFTER = 1 << 10  #: only, just, merely ...: cancels the negator before it
    BUT_SHORT = 1 << 11  #: but, short, less after nothing
    DOUBT = 1 << 12  #: after no: no doubt, no question, no matter
    SCOPE_END = 1 << 13  #: but, although, because, since, when, who, which
    THAT = 1 << 14
    BELIEVES = 1 << 15  #: a verb whose that-clause stays in the scope of its negation
    IMPLICATIVE = 1 << 16  #: prevent, condemn, rule out: what follows is affirmed again
    PREPOSITION = 1 << 17
    DEFINITE = 1 << 18  #: the, this, that, its, their ...
    WHETHER = 1 << 19
    OR = 1 << 20
    INSTEAD = 1 << 21  #: rather, instead
    THAN_OF = 1 << 22  #: than, of after rather, instead
    CONDITION = 1 << 23  #: if, unless, whether
    MODAL = 1 << 24  #: would, could, might
    DENIES = 1 << 25  #: deny, reject, dismiss ... in all forms
    FALSE = 1 << 26  #: groundless, baseless, untrue: said of a claim before it
    FAKE = 1 << 27
    NEWS = 1 << 28
    CONJUNCTION = 1 << 29  #: and, or, nor
    ELIDED = 1 << 30  #: em, tis, 90s: the mark before it is an apostrophe
    FAR = 1 << 31  #: far, before from
    FROM = 1 << 32
    IF = 1 << 33
    NO = 1 << 34
    PREFIX = 1 << 35  #: de, anti, non ...: before a hyphen it turns the word after it round
    SUFFIX = 1 << 36  #: free, proof: after a hyphen it turns the word before it round
    BE = 1 << 37
    DENIED = 1 << 38  #: after be it tells what somebody does not get: was denied a visa
    REFUSES = 1 << 39  #: refuse, fail, unable, yet ..., before to: not, of the verb right behind
    TO = 1 << 40
    LACKS = 1 << 41  #: lack, absence: not, of the noun right behind
    RULES = 1 << 42  #: rule, before out
    OUT = 1 << 43
    DOUBTS = 1 << 44  #: doubt, as a verb: not, of what follows
    AND = 1 << 45
    RESUMES = 1 << 46  #: will, does, has, it, we: behind an and, they start a clause of its own
    DOMAIN = 1 << 47  #: com, org ...: behind a full stop it ends an address
    FEW = 1 << 48  #: few, little, before sign, hope, expect ...: as good as not
    PLATFORM = 1 << 49  #: X, where people post: behind on or to it is no initial
    LET = 1 << 50  #: let, before alone: not, of what follows
    ALONE = 1 << 51
    MORE = 1 << 52  #: before than: nothing more than


class Gap(IntFlag):
    """Facts about a gap, combined by ``|``."""

    LOOSE = 1 << 0  #: more than space, hyphen or quotation mark: the words beside it are not adjacent
    CLAUSE = 1 << 1  #: clause punctuation: comma, semicolon, colon, dash, bracket
    STOP = 1 << 2  #: a full stop that may end a sentence
    HARD_STOP = 1 << 3  #: ! ? 。 that ends one unless the sentence goes on in lower case
    ELLIPSIS = 1 << 4  #: ... or . . . or …
    NEWLINE = 1 << 5  #: a single line break
    BLANK = 1 << 6  #: a blank line, or the end of a field
    MARKS = 1 << 7  #: holds quotation marks
    HYPHEN = 1 << 8  #: nothing but one hyphen: the words beside it count as one
    QUOTE_AFTER_STOP = 1 << 9  #: a closing quotation mark follows the stop
    TIGHT_DOT = 1 << 10  #: nothing but a full stop, as in U.S
    COMMA = 1 << 11
    OPENS = 1 << 12  #: holds one double mark that only opens (with CLOSES: one that closes, then one that opens)
    CLOSES = 1 << 13  #: holds one double mark that only closes
    CLOSES_SINGLE = 1 << 14  #: the same of single marks; mostly an apostrophe
    TANGLED = 1 << 15  #: holds any other quotation marks
    OPENS_SINGLE = 1 << 16  #: as OPENS, of single marks
    GLUED = 1 << 17  #: a stop, perhaps with quotation marks, and no space: "on Thursday.In a speech"
    CITES = 1 << 18  #: its last line begins with >, Markdown's sign for somebody's words
