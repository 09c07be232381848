"""Records of another kind that are written down on a form and saved with it: promises, actions."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.blocks import Block, read_into
from diplotrack.desktop.forms.grid import Grid
from diplotrack.desktop.forms.inputs import Input
from diplotrack.desktop.forms.making import make_input
from diplotrack.desktop.theme.direction import isolated
from diplotrack.records import KINDS, fields
from diplotrack.records.display import Mention, display
from diplotrack.store.lists import Condition, ListQuery
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import Draft, Fault, PartRow, written
from diplotrack.workspace.editing.draft import Place, is_blank
from diplotrack.workspace.gleaning import Gleaned

MARGIN = 4
"""Pixels that the rim of a link takes on both sides together."""


class FollowLine(QFrame):
    """One record that follows from the one on the form, as a line of inputs."""

    def __init__(self, block: FollowsBlock, follow: Draft) -> None:
        super().__init__()
        self.draft = follow
        self.block = block
        self.inputs: dict[str, Input] = {}
        theme = block.context.theme
        self.grid = Grid(theme)
        self.dress()
        drop = QToolButton()
        drop.setIcon(theme.icon("close"))
        drop.setIconSize(QSize(theme.scale.space(4), theme.scale.space(4)))
        drop.setAccessibleName(_("{row}: take it out").format(row=str(follow.record.__kind__.label)))
        drop.setToolTip(_("Take it out"))
        drop.clicked.connect(lambda: block.drop(self))
        side = QVBoxLayout()
        side.setContentsMargins(0, theme.scale.space(4.5), 0, 0)
        side.addWidget(drop)
        side.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.grid, 1)
        row.addLayout(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.scale.space(2))
        column.setSpacing(theme.scale.space(1))
        self.quote = self._quote_link()
        if self.quote is not None:
            column.addWidget(self.quote)
        column.addLayout(row)

    def dress(self) -> None:
        """Set the inputs into the line."""
        about = written(self.draft.record)
        for name, columns in self.block.usual.items():
            one = make_input(self.block.context, self.draft.record, name, about[name], self.draft.caption)
            one.show_value(self.draft.values.get(name))
            one.edited.connect(self.block.edited)
            one.setObjectName(name)
            self.inputs[name] = one
            self.grid.add(one, columns)

    def _quote_link(self) -> Link | None:
        """The words of which it was made, and the section in which they stand; pressed, it shows them there."""
        quoted = self.draft.quoted
        if quoted is None:
            return None
        roles = self.block.draft.record.__kind__.texts
        section = next((str(role.label) for role in roles if role.role == quoted.role), "")
        words = _("“{words}” in {section}").format(words=" ".join(quoted.words.split()), section=section)
        link = Link(words)
        link.setAccessibleName(_("Show the words: {words}").format(words=words))
        link.setAutoDefault(False)
        link.clicked.connect(lambda: self.block.words_wanted.emit(quoted))
        return link

    def tell_gone(self, *, gone: bool) -> None:
        """Whether the words of which it was made still stand in the text."""
        if self.quote is not None:
            self.quote.say(_("These words are no longer in the text: {words}") if gone else "{words}")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        shown = {name: self.draft.values.get(name) for name in self.inputs}
        return is_blank(self.draft.record, PartRow(shown))


class Link(QPushButton):
    """A record to go to: as wide as the form has room for, with an ellipsis where it is longer."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = self._shown = words
        self.setProperty("role", "link")
        self.setToolTip(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, frame: str) -> None:
        """Set its words into a sentence, ``{words}`` where they stand in it."""
        self._shown = frame.format(words=self._words)
        self.setToolTip(self._shown)
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        elide = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self._shown, elide, width - MARGIN)
        self.setText(isolated(shown).replace("&", "&&"))


class FollowsBlock(Block):
    """``usual`` maps the fields that a line shows to their columns of twelve; ``link`` is the one that points back.

    With ``quiet`` it is not seen until there is a line, or something that is there already.
    """

    words_wanted = Signal(object)
    """The Quoted that somebody wants to see in the text."""

    def __init__(
        self,
        context: Context,
        draft: Draft,
        kind: str,
        link: str,
        usual: dict[str, int],
        heading: str,
        add: str,
        *,
        quiet: bool = False,
    ) -> None:
        super().__init__(context, draft, heading)
        self.kind, self._link, self.usual = kind, link, usual
        self.lines: list[FollowLine] = []
        self._body = QVBoxLayout()
        self.add = QPushButton(add)
        self.add.setProperty("role", "flat")
        self.add.setIcon(context.theme.icon("add"))
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self.add_line)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._there = QVBoxLayout()
        self.column.addLayout(self._there)
        self.column.addLayout(self._body)
        self.column.addLayout(foot)
        for _column, follow in draft.follows:
            if follow.kind == kind:
                self._show(follow)
        if quiet and not self.lines:
            self.hide()
        if draft.id is not None:
            here, by_part = (draft.kind, draft.id), "." in link
            query = ListQuery(kind, (Condition(link, "is", draft.id),)) if not by_part else ListQuery(kind)
            context.read(
                lambda workspace: _pointing(workspace, kind, *here) if by_part else _named(workspace, query),
                self._show_there,
                owner=self,
            )

    def _show_there(self, records: list[tuple[Mention, str]]) -> None:
        """Those that are there already, to be opened in forms of their own."""
        for mention, more in records:
            one = Link(f"{mention.caption}  ·  {more}" if more else mention.caption)
            one.setAccessibleName(mention.caption)
            one.setAutoDefault(False)
            one.clicked.connect(
                lambda _on=False, mention=mention: self.context.edit_record(mention.kind, mention.id)
            )
            self._there.addWidget(one)
        if records:
            self.show()

    def take(self, gleaned: Gleaned) -> FollowLine:
        """Write down what was made of words of the text; the keyboard stays where it is."""
        line = self._show(gleaned.draft)
        self.edited.emit()
        return line

    def add_line(self) -> FollowLine:
        """Begin another; the keyboard goes into it."""
        line = self._show(self.context.workspace.editing.blank(self.kind))
        next(iter(line.inputs.values())).setFocus()
        self.edited.emit()
        return line

    def _show(self, follow: Draft) -> FollowLine:
        line = self.make_line(follow)
        self.lines.append(line)
        self._body.addWidget(line)
        if self.parentWidget() is not None:
            self.show()
        return line

    def make_line(self, follow: Draft) -> FollowLine:
        """The line of one record."""
        return FollowLine(self, follow)

    def complete(self, line: FollowLine) -> None:
        """Add to the draft of a line what goes without saying."""

    def drop(self, line: FollowLine) -> None:
        """Take one out."""
        self.take_out(line, self.lines, self.add)

    def gather(self) -> list[Fault]:
        """The lines in which something is written, tied to this record."""
        others = [one for one in self.draft.follows if one[1].kind != self.kind]
        faults: list[Fault] = []
        mine: list[tuple[str, Draft]] = []
        for line in self.lines:
            unread = read_into(line.draft.values, line.inputs, ("follows", len(others) + len(mine)))
            faults += unread
            if unread or not line.is_empty:
                self.complete(line)
                mine.append((self._link, line.draft))
        self.draft.follows = others + mine
        return faults

    def place(self, place: Place) -> Input | None:
        """The input of a line."""
        if len(place) != 3 or place[0] != "follows" or not isinstance(place[1], int):
            return None
        follow = self.draft.follows[place[1]][1] if place[1] < len(self.draft.follows) else None
        line = next((one for one in self.lines if one.draft is follow), None)
        return line.inputs.get(str(place[2])) if line is not None else None


def _named(workspace: Workspace, query: ListQuery) -> list[tuple[Mention, str]]:
    """The records of the list, each with what follows its title."""
    kind = KINDS[query.kind]
    about, own = kind.__kind__, fields(kind)
    ids = list(workspace.records.identifiers(query))
    columns = [about.title, *(name for name in about.subtitle if name in own)]
    rows = workspace.records.rows(query.kind, ids, columns)
    found = []
    for record_id in ids:
        title, *more = rows[record_id]
        shown = [display(own[name], value) for name, value in zip(columns[1:], more, strict=True)]
        found.append(
            (Mention(query.kind, record_id, str(title)), ", ".join(words for words in shown if words))
        )
    return found


def _pointing(workspace: Workspace, kind: str, here: str, record_id: int) -> list[tuple[Mention, str]]:
    """The records of a kind that point at this one through a part of theirs."""
    uses = (one for one in workspace.reading.uses(here, record_id) if one.kind == kind)
    return [(use.mention, display(None, use.on)) for one in uses for use in one.uses]
