"""Labels of pages: buttons, rubrics, and what stands above a list of other articles; each by its words.

Buttons are nobody's prose wherever they stand. Rubrics ("World", "Opinion") are only above and below an article; inside
it they may be its subheadings.
"""

from __future__ import annotations

import re

#: Lines that are buttons or labels, in small letters, without colons at the end.
BUTTONS = frozenset(
    (
        "100's of premium titles|[pullquote]|about us|accept all|accept cookies|accessibility links|ad|ad feedback|"
        "add ap news on google|add comment|add to shortlist|add us on google|advertise with us|advertisement|"
        "advertising|all news|all rights reserved|analysis/opinion|annual plan|article content|"
        "article content continued|article continues below|ask copilot|author of the article|back to the top|"
        "back to top|back to top button|be the first to comment|be the first to leave a comment|become a member|"
        "best value|blog comments powered by disqus|bookmark|bookmark popover|bottom of page|breadcrumb|breaking|"
        "breaking news emails|by|by taboola|careers|change text size|choose your language|click here|"
        "click here to share on social media|client challenge|close|close menu|coming up|comment|comments|"
        "comments are closed|comments closed|connect with us|contact us|continue reading|"
        "continue reading the main story|continue reading with one of these options|cookie policy|cookie preferences|"
        "cookie settings|cookies settings|copy|copy link|copy to clipboard|copy url|courtesy photo|dark mode|"
        "decrease font size|developing|developing story|digest more|don't miss|donate|donate now|e-mail|e-paper|"
        "earlier story|editor's choice|editor's picks|editors' picks|email this article|enlarge image|epaper|expand|"
        "explore more on these topics|explore what daily8 ai can do for you|facebook|facebook messenger|"
        "facebooktwitteremailprint|featured image|file photo|filed under|flipboard|follow|follow on google news|"
        "follow us|font size|for immediate release|full coverage|full story|get all your news in one place|"
        "getty images|gift article|gift premium articles|gift this article|gift this story|"
        "go to accessibility shortcuts|go to video|google+|handout photo|hashtags|header image|hide caption|"
        "hot words|image|in this article|increase font size|instagram|intl. edition|join our commenting forum|"
        "join the conversation|just in|key developments|key events|key points|key takeaways|key words|keywords|"
        "latest headlines|latest news|latest stories|leave a comment|leave a reply|leave the first comment|"
        "leave your comment|leer en español|left menu|light mode|like loading|like this|link copied|link copied!|"
        "linkedin|listen|listen live|listen to article|listen to the article|listen to the full version|"
        "listen to this article|listen to this story|live now|live tv|load more|load next story|"
        "loading audio file, please wait.|loading comments...|loading...|loading…|log in|log in / register|login|"
        "logo|main menu|manage cookies|manage preferences|maybe later|media release|menu|messenger|monthly plan|"
        "more for you|more from this author|more headlines|more in this section|more info|more news|more on this|"
        "more on this story|more on this…|more stories|most commented|most popular|most popular in 24h|most read|"
        "most viewed|most viewed in 24 hours|my account|news feed|news release|news tips|newsletter|next article|"
        "next up|no comment|no comments|no comments yet|no menu items!|no thanks|not now|now playing|one app|"
        "open image in gallery|open in app|open menu|open this photo in gallery|other news|others also read|photo|"
        "photo credit|photo supplied|photos|pinterest|play video|please turn your images on|"
        "please update your browser|popular now|popular posts from this blog|post a comment|posted by|"
        "press enter to search|previous article|print|print dictionary print|print page|print this article|"
        "privacy policy|promoted links|published|published by|purchase licensing rights|quick links|read aloud|"
        "read also|read full article|read full story|read in app|read in browser|read more|read more here|"
        "read more...|read next|read the article|read the full story|read the full transcript|read time|"
        "reading ranking|reading time|recommended|recommended for you|recommended stories|recommended videos|reddit|"
        "register / sign in to unlock more articles|register to unlock more articles|reject all|related|"
        "related article|related articles|related articles:|related coverage|related keywords|related news|"
        "related posts|related stories|related tags|related topics|removed from bookmarks|replay program|"
        "report a technical issue|report an editorial error|reprints|reuse this content|rss|save|save article|"
        "save story|save this article|save this story|scroll for next|scroll to continue|scroll to top|search|"
        "see all|see also|see full page|see more|select speed|select voice|share|share - wechat|share article|"
        "share by email|share full article|share link|share on facebook|share on linkedin|share on twitter|"
        "share on whatsapp|share on x|share options|share this|share this article|"
        "share this article with your network|share this story|share this with family and friends|share via email|"
        "share with|short url|show all|show caption|show comments|show less|show more|show new comments|sign in|"
        "sign in / register|sign up|sign up for free|sign up here|site map|site navigation|sitemap|"
        "skip advertisement|skip links|skip to content|skip to main content|skip to main menu|source link|sponsored|"
        "sponsored links|start now|start reading|story continued below|story continues|story continues below|"
        "story continues below advertisement|story highlights|submitted|submitted photo|subscribe|"
        "subscribe for more articles|subscribe now|subscribe to newsletter|subscribe today|subscriber benefit|"
        "subscribers only|suggested topics|summary|supplied|supplied photo|support local journalism.|support us|"
        "supported by|swipe. select. stay informed.|switch to mobile version|synopsis|table of contents|tag|tags|"
        "telegram|terms & conditions|terms of service|terms of use|text size|this blog has now ended|"
        "this content is reserved for subscribers|this content is reserved for subscribers only|threads|tiktok|"
        "today's top news|toggle menu|toggle navigation|top|top of page|top picks|top stories|top story|transcript|"
        "translate|trending|trending now|try our ai features|tweet|twitter|unlimited access|unlocking article|"
        "unsubscribe|up next|updated|us edition|user avatar|video player|video playerclose|video unavailable|"
        "view all|view author profile|view bio|view comments|view full coverage|view full edition|view gallery|"
        "view image in fullscreen|view in browser|view online|view original post|view profile|"
        "view this email in your browser|want to leave a tip?|watch|watch cbs news|watch live|watch live tv|"
        "watch more|watch now|watch the video|watch video|we've got more news|web editor|wechat|weibo|"
        "what is your opinion on this topic?|whatsapp|write a comment|written by|x|you may also like|you may like|"
        "you might also like|your comment|your support makes all the difference|youtube|■|▪"
    ).split("|")
)
#: Rubrics of newspapers, in small letters: labels above a headline and below an article.
RUBRICS = frozenset(
    (
        "administration|africa|africa news|america|americas|analysis|ap news|ap u.s.|ap u.s. news|ap world news|arts|"
        "asean|aseanplus news|asia|asia news|asia pacific|asia-pacific|australia|banking & finance|books|"
        "breaking news|business|business & economy|business news|canada|cartoons|china|china economy|china news|"
        "china politics|china power|china-us|client alert|columnists|comment|commentary|commodities|companies|"
        "corporate|crossword|cryptocurrency|culture|diplomacy|economic news|economics|economy|editorial|editorials|"
        "education|energy|entertainment|environment|europe|europe news|european union|events|exclusive|explainer|"
        "fact check|feature|features|finance|finance & economics|financial|food|foreign affairs|forex|"
        "from the magazine|games|geopolitics|global|global economy|global trade|headlines|health|home|home page|"
        "homepage|hong kong|in-depth|india|industry|insight|insights|international|international business|"
        "international news|international trade|interview|investing|japan|jobs|just in|korea|latest|law|letters|"
        "lifestyle|live|live updates|local|local news|market|markets|media|middle east|middle east news|military|"
        "money|more|nation|national|national news|news|news / nation|news analysis|news brief|news wires|obituaries|"
        "observer|op-ed|opinion|opinions|our columnists|pacific|personal finance|perspective|podcasts|policy|"
        "political news|politics|politics & policy|portfolio|premium|press release|press releases|real estate|"
        "religion|retail|russia|science|shop|southeast asia|special report|sport|sports|sports news|"
        "staff & wire reports|state news|stocks|style|tech|technology|today's paper|today’s paper|top headlines|"
        "top news|topic|topics|trade|trade war|travel|u.k.|u.s.|u.s. news|u.s. politics|uk|uk news|united states|us|"
        "us & canada|us news|us politics|video|videos|viewpoint|views|voices|washington|weather|world|world affairs|"
        "world business|world economy|world news"
    ).split("|")
)
#: A step of the way to a rubric has at most so many words; a menu in one line has at least so many, or fewer if they
#: are nothing but rubrics.
_RUBRIC_WORDS, _MENU, _BRIEF = 4, 6, 3
#: No way to a rubric is longer.
_WAY = 90
#: So many of its words are rubrics or buttons.
_RUBRICS = 0.4
#: The name of a picture's file, which a page shows where the picture is missing.
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
#: No button is longer, but for several of one kind in a row.
_BUTTON = 60
#: What stands on either side of a button, and how many letters of one come again at once behind it.
_BUTTON_SIGNS, _TWICE = "*•_ .:→»›▼▲►▶◀◄|-–—", 6
#: The labels above a list of other articles.
_MORE = frozenset(
    "also read|don't miss|earlier story|latest news|latest stories|more for you|more from this author|"
    "more headlines|more in this section|more news|more on this|more on this story|more stories|most popular|"
    "most read|most viewed|next up|other news|others also read|popular now|popular posts from this blog|"
    "read also|read next|recommended|recommended for you|recommended stories|related|related article|"
    "related articles|related coverage|related news|related posts|related stories|see also|suggested topics|"
    "top picks|top stories|trending|trending now|up next|you may also like|you may like|you might also like".split("|")
)
#: How longer labels of that kind begin, and how long they are at most.
_MORE_ON, _TEASER = ("More ", "Related ", "Read ", "See "), 100
_NEXT = re.compile(r"Next In [A-Z][\w’'& -]{2,40}")
#: Buttons that are not always the same: "Text size: A | A", "Powered by example.com".
_SHAPED, _SHAPED_STARTS = re.compile(r"text size:[at +|-]+|powered by [\w.-]+"), ("text size:", "powered by ")
#: The name of a picture with its size: "the valley post logo 150x150".
_SIZED = re.compile(r" \d{2,4}x\d{2,4}$")
_SHARES = re.compile(r"(?:Share (?:(?:this|current) )?(?:[a-z]+ )?(?:on|via|with|to) [A-Z]\w+ ?){2,}")
#: The number of a button in a list of them, and how often it was used: "2. Skip to main menu", "Comments (0)".
_NUMBERED = re.compile(r"^\d{1,2}\. +|\s*\(\d+\)$")
#: What a page says about time: "5 min read", "3 hours ago".
_CLOCKED = re.compile(
    r"(?:Listen |Read(?:ing)?(?: [Tt]ime)?:? ?)?\(?\d+[- ]?(?:min(?:ute)?s?(?: read(?:ing time)?)?\)?"
    r"|(?:min(?:ute)?|hour|day|week|month|year)s? ago|(?:comments?|shares?|views?|photos?|images?))"
    r"|Estimated read(?:ing)? time: \d+(?:-\d+)? min(?:ute)?s?",
    re.IGNORECASE,
)
#: A clock or a sum that stands alone, beside an entry of a live blog or in a box of prices: "23:36 hrs IST", "$4.75".
_FIGURES = re.compile(
    r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m)?(?: hrs)?(?: [A-Z]{2,4})?"
    r"|[+-]?(?:(?:US|A|C|HK|NZ|S)?[$€£¥]|R[MsP] ?)?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?"
    r"(?: (?:USD|EUR|GBP|CNY|JPY|INR)| ?°?[CF])?(?: ?\([+-]?\d+(?:\.\d+)?%\)| (?:US|A|C|HK|NZ|S)?[$€£]\d+(?:\.\d+)?)?"
)
_FIGURE_STARTS = frozenset("0123456789+-$€£¥")
_CRUMB = re.compile("[/>›»|•·]")
_CRUMBS = re.compile(r"\s*[/>›»|•·]\s*")


def is_button(words: str) -> bool:
    """Whether a short line is a button or a label of the page.

    >>> is_button("Share this:"), is_button("crane 2.jpg"), is_button("___"), is_button("Share prices fell")
    (True, True, True, False)
    """
    if len(words) > _BUTTON:
        return words.startswith("Share ") and _SHARES.fullmatch(words) is not None
    bare = words.strip(_BUTTON_SIGNS).lower()
    if bare[:1].isdecimal() or bare[-1:] == ")":
        bare = _NUMBERED.sub("", bare)
    if bare.endswith(_PICTURES) or bare in BUTTONS or ("’" in bare and bare.replace("’", "'") in BUTTONS):
        return True
    if bare.startswith(_SHAPED_STARTS) and _SHAPED.fullmatch(bare):
        return True
    if words[len(words) // 2] == words[0] and _is_twice(words):
        return True
    if bare[-1:].isdecimal() and _SIZED.search(bare):
        return True
    return not bare or not (bare[0].isalnum() or any(map(str.isalnum, bare)))


def _is_twice(words: str) -> bool:
    """Whether a page ran a button together with itself: "Send by e-mailSend by e-mail"."""
    half = len(words) // 2
    return half >= _TWICE and not len(words) % 2 and words.startswith(words[half:]) and words[half - 1] != " "


def is_figure(words: str) -> bool:
    """Whether a brief line is nothing but a clock, a sum, or the time that something takes or took.

    >>> is_figure("23:36 hrs IST"), is_figure("$4.75"), is_figure("5 min read"), is_figure("5 mills close")
    (True, True, True, False)
    """
    if (words[0].isdecimal() or words[0] in "(LRE") and _CLOCKED.fullmatch(words):
        return True
    return (words[0] in _FIGURE_STARTS or words[-1].isdecimal()) and _FIGURES.fullmatch(words) is not None


def is_more(words: str) -> bool:
    """Whether a line is the label of a list of other articles.

    >>> is_more("Related Stories"), is_more("Next In Port News"), is_more("More on the strike:"), is_more("Save Story")
    (True, True, True, False)
    """
    if words[-1] == ":" and words.startswith(_MORE_ON):
        return len(words) <= _TEASER
    if words.startswith("Next In "):
        return _NEXT.fullmatch(words) is not None
    return len(words) <= _BUTTON and words.strip(_BUTTON_SIGNS).lower() in _MORE


def is_rubric(words: str) -> bool:
    """Whether a short line names a part of a newspaper, or the way to one: "Home / Opinion / Editorials".

    >>> is_rubric("World"), is_rubric("Home > Opinion > Editorials"), is_rubric("World markets fall")
    (True, True, False)
    """
    if len(words) < _WAY:
        if words.lower().strip(" -–—>/|") in RUBRICS:
            return True
        parts = _CRUMBS.split(words) if _CRUMB.search(words) else []
        if len(parts) > 1 and all(len(part.split()) <= _RUBRIC_WORDS for part in parts):
            return any(part.lower() in RUBRICS for part in parts)
    # Of a menu the second word begins like a name, as all others do.
    if words.count(" ") < _BRIEF - 1 or words[words.index(" ") + 1].islower() or words[-1] in '.!?”"':
        return False
    names = []
    for name in words.split():
        if name[0].islower():
            return False
        if name[0].isalpha():
            names.append(name.strip(",").lower())
    known = sum(name in RUBRICS or name in BUTTONS for name in names)
    return known >= _RUBRICS * len(names) if len(names) >= _MENU else known == len(names) >= _BRIEF
