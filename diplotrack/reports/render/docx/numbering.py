"""Lists: dashes, and figures that begin anew with each list."""

from __future__ import annotations

from diplotrack.reports.render.docx.markup import HEAD, SPACES

BULLETS = 1
"""The list of all points without figures."""

_LEVEL = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr>'
    '<w:rPr><w:color w:val="646B75"/></w:rPr></w:lvl>'
)
NUMBERING = (
    f"{HEAD}<w:numbering {SPACES}>"
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
    + _LEVEL.format(format="bullet", text="\u2013")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>'
    + _LEVEL.format(format="decimal", text="%1.")
    + "</w:abstractNum>"
    f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>{{numbers}}</w:numbering>'
)


def ordered(number: int) -> str:
    """A list of figures that begins at one."""
    return (
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
