"""What pages say about themselves: pleas, notices and boxes, and who wrote an article, by how they begin."""

from __future__ import annotations

import re

from framing.corpus.pages.labels import is_button

#: How sentences begin that are the page's: notices about rights, cookies, comments and the article itself.
NOTICES = (
    "(Adds ", "(Corrects ", "(Except for the headline, ", "(If you want to contribute ", "(Read more ", "(Recasts ",
    "(Refiles ", "(Rewrites ", "(This report is auto-generated ", "(This story has not been edited ", "(Updates ",
    "(You can now subscribe ", "100's of premium ", "100’s of premium ", "A version of this article ",
    "A version of this story ", "About the Author", "Already a member", "Already a subscriber", "Already have an ",
    "Anadolu Agency website contains", "At TOI World Desk", "By clicking ", "By continuing to browse ",
    "By entering your email ", "By providing an email ", "By registering ", "By signing up ", "By signing up, ",
    "By submitting ", "By subscribing", "Create an account or sign in ", "DISCLAIMER:", "Disclaimer:",
    "Do you have an opinion on ", "EDITOR'S NOTE:", "EDITOR’S NOTE:", "Editor's Note:", "Editor's note:",
    "Editor’s Note:", "Editor’s note:", "Enjoy the latest local, ", "Except for the headline, ", "Explore what ",
    "For comprehensive coverage, ", "For more expert analysis ", "Get a note directly from our ",
    "Get all your news ", "Get in touch. Email ", "Get our ", "Get updates direct ", "If you want to contribute ",
    "If you would like to contribute ", "In a time of both misinformation ", "Join ST's ", "Join ST’s ", "Join our ",
    "Like what you ", "Link Copied!", "Listen to this ", "Log in, register ", "Newsweek is committed to ",
    "Nice work! ", "No menu items!", "One app.", "Our Standards:", "Please enable ",
    "Please note: This content ", "Please register, ",
    "Please sign in ", "Please wait while we load ", "Read original ",
    "Read the full article", "Read the full editorial ",
    "Read the original ", "Register now for ", "Send letters to ",
    "Send us your ", "Share the best of ", "Sign up now:", "Skip to ",
    "Start and end each day ", "Statement: This article ", "Stay on top of ", "Subscribe or renew ",
    "Subscribe to continue reading", "Subscribe to our ", "Thank you for reading ", "Thank you for registering",
    "Thank you for subscribing", "Thanks for signing up", "The opinions expressed ", "The views and opinions ",
    "The views expressed ", "This archived news story ",
    "This article appeared in ", "This article first appeared ", "This article has been ",
    "This article is an on-site ", "This article is for subscribers ", "This article is republished ",
    "This article is reserved for ", "This article originally ", "This article reflects ", "This article was ",
    "This copy is for your personal", "This is a rush transcript",
    "This post has been ", "This post originally ", "This report is auto-generated ", "This site uses ",
    "This story first appeared ", "This story has been ", "This story is from the ", "This story originally ",
    "This story was ", "This video summary was ", "This website uses ", "To contact ", "To continue reading",
    "To read the full ", "To read the original ", "To view the original ", "To write comments, ",
    "Unsubscribe at any time", "Views expressed ", "Want more stories ", "We apologize, but this video ",
    "We use cookies ", "We value your ", "What do you think? Leave ", "You can now listen ",
    "You can now subscribe ", "You can share this ", "You have a preview view of this ", "You have reached your ",
    "You have read ", "You must be logged ", "You're busy. ", "Your browser is out of date",
    "Your comment has been ", "Your email address will not ", "Your subscription ", "Your support ", "You’re busy. ",
    "[To read the ", "[To view the ",
)  # fmt: skip
_ABOUT_PAGES = re.compile(
    r"\b(?:agree|consent|privacy|terms|cookies?|browser|summary was|newsletters?|e-?mails?|inbox|subscri\w+"
    r"|publi(?:shed|c domain)|updated"
    r"|corrected|version|print|republished|syndicated|views?|opinions?|articles?|stor(?:y|ies)|register\w*|account"
    r"|comments?|channel|telegram|whatsapp|help us|akismet|trust|agency|contact us|experts?|thank you|thanks|desk"
    r"|editorials?|sign up|skip to|author|paragraphs?|news|enjoy|one click|get|transcript|embargo|letters)\b",
    re.IGNORECASE,
)
_NOTICE = 700
#: Their first letters: what a line is asked first.
KEY = 4
KEYS = frozenset(words[:KEY] for words in NOTICES)
#: Notes on who wrote it and who helped, below an article: what they do, and where.
_WRITER = re.compile(
    r"(?:[A-Z][\w.’'-]+ ){1,3}is (?:an?|the|[A-Z][\w’' ]*['’]s?) [^.]{0,60}"
    r"\b(?:correspondent|reporter|editor|columnist|bureau chief|journalist|writer)s?\b"
    r"(?=.*\b(?:(?:for|at|of) [Tt]he|covers?|covering|reporting on|has reported|writes|based in|joined|reached)\b)"
    r".{0,240}"
)
_HELPED = re.compile(
    r"[—–-]{0,2} ?[A-Z].{2,160} contributed (?:reporting|research|to this (?:report|story|article))\.?"
    r"|\(?Additional reporting by .{2,160}|\(?Edited by:? .{2,60}|\((?:Web )?[Ee]ditors?: ?.{2,80}\)"
    r"|\([A-Z].{2,40} is a pen name .{5,200}\)|\(?(?:END|End|Ends|Enditem)\)?|\((?:Video |Photo )?[Ee]diting: .{2,60}\)"
)
_NOTE = 400
#: In so many letters a note on a writer has said who it is about.
_IS = 60
_UPDATE = re.compile(
    r"(?:Update|UPDATE|Correction|CORRECTION|Clarification)\b.{0,40}: (?:This|An earlier) .{5,300}"
    r"|You have \d[\d.]*% of this article left to read\b.*"
)
#: A sentence, of a box too, which may run into the next without a space; what sentences of a box speak of.
_SENTENCE = re.compile(r"(?:[^.?!]|[.?!](?!\s|[A-Z“\"‘'’”]|$))*[.?!]+[”’\"']*\s*")
_BOXED = re.compile(r"[Nn]ewsletter|inbox|[Ss]ubscri|[Ss]ign up|for free\b|^This (?:article|story) ")
#: No newsletter's box is longer; an article behind one is no shorter, and ends like a sentence.
BOX, _ARTICLE, _PROSE_ENDS = 1_000, 80, frozenset(".”\"’'?!)")
#: What a newsletter's box speaks of, and how one begins; how links to other articles do.
_INVITED = re.compile(
    r"newsletter|inbox|subscri|breaking news|alerts?\b|e-?mail|podcast|\bfor free\b|our app|Sign up here", re.IGNORECASE
)
INVITES = tuple(
    (
        "Sign up|SIGN UP|Subscribe|SUBSCRIBE|Unlock|Get the latest|Get our|Get all|Get breaking|Receive |"
        "Join |Want |Start and end each day|Stay informed|Click here|CLICK HERE|Download |Like what you"
    ).split("|")
)
LINKS = tuple(
    (
        "Read more:|READ MORE:|Read More:|Related:|RELATED:|See also:|SEE ALSO:|Also read:|ALSO READ:|MORE:|"
        "More:|WATCH:|Watch:|READ:|Read:|Recommended:|More on this story:|PHOTOS:|Photos:|VIDEO:|Video:|"
        "GALLERY:|Full Coverage:|Full coverage:|Complete Coverage:|LIVE UPDATES:|Earlier:|EARLIER:|"
        "Related Video|Related Article|Transcript:|Advertisement"
    ).split("|")
)
#: What tells that a sentence is the article's.
_TALK = re.compile(r"\b(?:said|says|he|she|they)\b")
_COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)|Copyright|COPYRIGHT)[^\n]{0,200}(?:\d{4}|[Rr]ights [Rr]eserved)[^\n]{0,200}"
    r"|All [Rr]ights [Rr]eserved\.?"
)
_RIGHTS = ("©", "Copyright", "COPYRIGHT", "(c) ", "(C) ", "All rights reserved")


def is_notice(words: str) -> bool:
    """Whether a line above or below an article is a notice of the page.

    >>> is_notice("By signing up, you agree to our terms."), is_notice("By signing up to the pact, both gain time.")
    (True, False)
    """
    if words[:KEY] not in KEYS or len(words) > _NOTICE or not words.startswith(NOTICES):
        return False
    return _ABOUT_PAGES.search(words) is not None or is_button(words)


def is_box(words: str) -> bool:
    """Whether a line is a newsletter's box, a link to other articles or a copyright line: wherever it stands.

    >>> is_box("Sign up for our newsletter"), is_box("Read more: Mills to close"), is_box("Sign up, he said.")
    (True, True, False)
    """
    length, bare = len(words), words.lstrip("*_>•[( ")
    return (
        (length < 300 and bare.startswith(INVITES) and _INVITED.search(words) is not None and not _TALK.search(words))
        or (length < 200 and words.startswith(LINKS) and words[-1] != ".")
        or (length < 300 and _COPYRIGHT.match(bare) is not None)
    )


def box_end(words: str, start: int, end: int) -> int:
    """Where the article begins on a line that begins with a newsletter's box; 0 if it holds nothing but the box.

    ``[start, end)`` is the phrase that tells the box; the sentences behind it belong to it while they speak of it.

    >>> box = "Unlock the Digest for freeAnn Lee selects her favourites in this weekly newsletter."
    >>> box_end(f"{box}Four mills closed on Tuesday, said their owners, who expect a fifth to follow. It rains.", 0, 26)
    83
    """
    if start or len(words) < end + _ARTICLE:
        return 0
    behind = 0
    for found in _SENTENCE.finditer(words, end, end + BOX):
        if behind and not _BOXED.search(found[0]):
            break
        behind = found.end()
    rest = words[behind:].lstrip()
    parted = "ewsletter" in words[:behind] and len(rest) >= _ARTICLE and rest[-1] in _PROSE_ENDS
    return len(words) - len(rest) if parted else 0


def is_below(words: str) -> bool:
    """Whether a line that ends like a sentence belongs below an article: a notice, rights, notes on its writers.

    >>> is_below("Ann Lee is the port correspondent for the Post."), is_below("Ann Lee is the port’s owner.")
    (True, False)
    """
    return is_notice(words) or words.startswith(_RIGHTS) or bool(note_kind(words))


def note_kind(words: str) -> str:
    """The kind of block that a note on writers and helpers is, or an empty string."""
    if len(words) > _NOTE:
        return ""
    if (words[0] in "(AE" or "contributed" in words) and _HELPED.fullmatch(words):
        return "credit"
    if words[0] in "UCY" and _UPDATE.fullmatch(words):
        return "banner"
    return "byline" if words.find(" is ", 0, _IS) >= 0 and _WRITER.fullmatch(words) else ""
