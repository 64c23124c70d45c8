"""The sections of a report, in their order on the page.

A section is one module here with ``build(data) -> dict | None`` (None = nothing to show) and one template of the same
name in ``reports/templates/sections/``. The dict holds ``heading`` and whatever the template reads.
"""

SECTIONS = {
    "head": "framing.report.sections.head:build",
    "news": "framing.report.sections.news:build",
    "outlets": "framing.report.sections.outlets:build",
    "frames": "framing.report.sections.frames:build",
    "voices": "framing.report.sections.voices:build",
    "ratios": "framing.report.sections.ratios:build",
    "spread": "framing.report.sections.spread:build",
    "timeline": "framing.report.sections.timeline:build",
    "events": "framing.report.sections.events:build",
    "speakers": "framing.report.sections.speakers:build",
    "words": "framing.report.sections.words:build",
    "phrasing": "framing.report.sections.phrasing:build",
    "agencies": "framing.report.sections.agencies:build",
    "copies": "framing.report.sections.copies:build",
    "prevalence": "framing.report.sections.prevalence:build",
    "coders": "framing.report.sections.coders:build",
    "evidence": "framing.report.sections.evidence:build",
    "articles": "framing.report.sections.articles:build",
    "issues": "framing.report.sections.issues:build",
    "recipe": "framing.report.sections.recipe:build",
}
