"""Articles that framing has read before, out of a store or of an export: nothing is left to be found out about them."""

from __future__ import annotations

import json
from dataclasses import replace

from framing.corpus.drafts import Draft
from framing.corpus.options import ReadOptions
from framing.corpus.tags.outlets import load_outlets
from framing.records.article import GIVEN, PROPOSED, Article, Tag
from framing.records.issue import Issue


def as_it_was(draft: Draft, options: ReadOptions) -> Draft | Issue:
    """The draft with the article that it was, if ``export articles`` wrote its record; any other as it is.

    An earlier version comes only to those who take histories. What framing knew of the record is no column of it.
    """
    if "framing" not in draft.extra:
        return draft
    from framing.corpus.exports import restored  # the parts of a store are loaded for exports alone

    back = restored(draft.fields, draft.extra)
    extra = _without_mark(draft.extra)
    if back is None:
        return replace(draft, extra=extra)
    if back.stands and not (back.stands.current or options.history):
        reason = f"this is version {back.stands.number} of '{back.article.doc_id}', not the current one"
        remedy = "framing add --store takes it"
        return Issue("", draft.file.shown, draft.line, "note", "earlier-version", reason, remedy)
    article = as_asked(back.article, options)
    said = tuple(back.issues)
    return replace(draft, extra=extra, article=article, said=said, codes=back.codes, stands=back.stands)


def _without_mark(extra: dict[str, str]) -> dict[str, str]:
    known = extra["framing"].startswith("{") and '"mark": ' in extra["framing"]
    return {name: value for name, value in extra.items() if name != "framing"} if known else extra


def unfolded(extra: dict[str, str]) -> dict[str, str]:
    """The further columns of a row of Parquet, with those by themselves that an export has put into one.

    >>> unfolded({"extra": '{"desk": "trade"}', "framing": "{}"}), unfolded({"extra": "of the user's own"})
    ({'framing': '{}', 'desk': 'trade'}, {'extra': "of the user's own"})
    """
    if "framing" not in extra or "extra" not in extra:
        return extra
    try:
        inside = json.loads(extra["extra"])
    except ValueError:
        return extra
    if not isinstance(inside, dict) or not all(isinstance(value, str) for value in inside.values()):
        return extra
    return {**{name: value for name, value in extra.items() if name != "extra"}, **inside}


def as_asked(article: Article, options: ReadOptions) -> Article:
    """The article with tags as the options want them where nobody gave any."""
    if not options.propose:
        if article.outlet.how == PROPOSED:
            article = replace(article, outlet=Tag())
        if article.derived_from.how == PROPOSED:
            article = replace(article, derived_from=Tag(value=""))
    if options.outlet and article.outlet.how != GIVEN:
        known = load_outlets(options.outlets_file).named(options.outlet)
        name = known.name if known else options.outlet
        article = replace(article, outlet=Tag(name, GIVEN, "flag", "--outlet"))
    return article
