"""How the words of proposals are marked in the text: by kind of thing, and by what was answered."""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextCharFormat

from diplotrack.base.i18n import _, format_number
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.palette import Tone
from diplotrack.desktop.views.intake.answering import FAIR, State
from diplotrack.workspace.intake import SURE, About, Proposal

Lines = QTextCharFormat.UnderlineStyle

FRAME: tuple[Tone, Lines] = ("quiet", Lines.DotLine)
MARKS: dict[About, tuple[Tone, Lines]] = {
    About.PARTY: ("accent", Lines.SingleUnderline),
    About.BODY: ("accent", Lines.DashUnderline),
    About.PERSON: ("good", Lines.SingleUnderline),
    About.PROMISE: ("warn", Lines.DashUnderline),
    About.STATEMENT: ("warn", Lines.DotLine),
    About.LINK: ("accent", Lines.DotLine),
}
"""Tone and shape of the line under the words; the rest, which tells of the frame, as :data:`FRAME`."""


def mark(about: About, state: State, theme: Theme) -> QTextCharFormat:
    """The line under words, and a soft ground once they were accepted. The shape differs too, not the colour alone."""
    tone, line = MARKS.get(about, FRAME)
    form = QTextCharFormat()
    form.setUnderlineStyle(line)
    form.setUnderlineColor(QColor(theme.tint(tone).ink))
    if state == "accepted":
        form.setBackground(QColor(theme.tint("good").ground))
    return form


def highlight(theme: Theme, *, first: bool) -> QTextCharFormat:
    """The words of the proposal in front: the most telling as if selected, the others on the ground of its line."""
    form = QTextCharFormat()
    palette = theme.palette
    form.setBackground(QColor(palette.accent if first else theme.tint("accent").ground))
    form.setForeground(QColor(palette.on_accent if first else theme.tint("accent").ink))
    return form


def grade(one: Proposal) -> int:
    """How sure it is, in three steps: 3 sure, 2 likely, 1 a guess."""
    return 3 if one.sureness >= SURE else 2 if one.sureness >= FAIR else 1


def sureness(one: Proposal) -> str:
    """The same in words."""
    words = {3: _("Sure ({n} of 100)"), 2: _("Likely ({n} of 100)"), 1: _("A guess ({n} of 100)")}
    return words[grade(one)].format(n=format_number(one.sureness))


def told(state: State) -> str:
    """What was answered, in a word."""
    return {"open": _("open"), "accepted": _("accepted"), "refused": _("refused")}[state]
