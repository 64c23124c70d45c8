"""The sections of a report, in their order on the page.

A section is one module here with ``build(data) -> dict | None`` (None = nothing to show) and one template of the same
name in ``reports/templates/sections/``. The dict holds ``heading`` and whatever the template reads.
"""

SECTIONS = {
    "head": "framing.report.sections.head:build",
    "news": "framing.report.sections.news:build",
    "frames": "framing.report.sections.frames:build",
    "spread": "framing.report.sections.spread:build",
    "voices": "framing.report.sections.voices:build",
    "speakers": "framing.report.sections.speakers:build",
    "agencies": "framing.report.sections.agencies:build",
    "evidence": "framing.report.sections.evidence:build",
    "articles": "framing.report.sections.articles:build",
    "issues": "framing.report.sections.issues:build",
    "recipe": "framing.report.sections.recipe:build",
}
