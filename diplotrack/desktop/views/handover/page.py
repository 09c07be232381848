"""What a person or a desk holds: all of it in one list, to be given to somebody else, or printed for them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _, format_number, ngettext
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.inputs import ChoiceInput
from diplotrack.desktop.forms.naming import ReferenceInput
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.handover.tree import HoldingsTree
from diplotrack.desktop.views.page import Page
from diplotrack.desktop.views.scrolling import scrolling_column
from diplotrack.records import Field
from diplotrack.records.choice import Choice
from diplotrack.records.display import Mention
from diplotrack.reports.compose.holdings import Held
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace import Workspace
from diplotrack.workspace.handing import InHand, Whose
from diplotrack.workspace.printing import order

TREE_HEIGHT = 64
"""Units of the scale: the least height of the list."""
_ASKED = {"person": "owner", "party": "desk"}
"""Whose holdings are shown → what the hand-over note asks for them."""


class HolderSort(Choice):
    """Whose holdings are shown."""

    PERSON = "person", N_("A person")
    DESK = "party", N_("A desk or post")
    NOBODY = "nobody", N_("Nobody")


class HandoverPage(Page):
    """Begins with whoever the workspace says you are, else with what is nobody's."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.shown: InHand | None = None
        self._whose: Whose = None
        self._stale = False
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme = context.theme
        self.sort = ChoiceInput(Field(N_("Held by"), "choice", choices=HolderSort), theme, HolderSort.PERSON)
        self.sort.show_value(HolderSort.PERSON)
        self.sort.edited.connect(self._sorted)
        self.person = self._name(N_("Person"), "person")
        self.desk = self._name(N_("Desk or post"), "party")
        for one in (self.person, self.desk):
            one.taken.connect(self._take)
        self.to = self._name(N_("Hand over to"), "person")
        self.to.taken.connect(lambda _mention: self._count())
        self.to.edited.connect(self._count)
        self.tree = HoldingsTree(theme)
        self.tree.ticked.connect(self._count)
        self.tree.opened.connect(self._open)
        self.all = self._button(_("Choose all"), "flat")
        self.all.clicked.connect(lambda: self.tree.tick_all(not self.tree.chosen))
        self.give = self._button(_("Hand over"), "primary")
        self.give.clicked.connect(self._give)
        self.give.setToolTip(
            _("What is ticked gets that person as its owner, in one step that Ctrl+Z takes back.")
        )
        self.print = self._button(_("Print the note…"), "")
        self.print.clicked.connect(self._print)
        self.empty = EmptyState(theme, "handover")
        self._lay_out()
        self._sorted()
        context.changed.connect(self._changed)
        theme.changed.connect(self._dress)
        self._dress()
        context.read(_first, self._begin, owner=self, key=(id(self), "first"))

    @property
    def row_count(self) -> int:
        """How many things are held."""
        return self.shown.count if self.shown is not None else 0

    @property
    def is_populated(self) -> bool:
        """Whether somebody's holdings are shown."""
        return self.shown is not None

    @property
    def current_record(self) -> tuple[str, int] | None:
        """The record that the keyboard is on."""
        item = self.tree.currentItem()
        held = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        return (held.kind, held.id) if isinstance(held, Held) else None

    def came_to_front(self) -> None:
        """The name takes the keyboard, or the list where somebody is chosen."""
        (self.tree if self.row_count else self._chooser()).setFocus()

    def show_holder(self, whose: Whose, name: str = "") -> None:
        """Show what they hold; None is nobody."""
        sort = next((one for one in HolderSort if whose and one.value == whose[0]), HolderSort.NOBODY)
        self.sort.show_value(sort)
        self._sorted(read=False)
        if whose is not None:
            (self.person if sort is HolderSort.PERSON else self.desk).line.chosen.emit(
                Mention(whose[0], whose[1], name)
            )
            return
        self._whose = None
        self.read()

    def read(self) -> None:
        """Read the holdings anew."""
        self._stale = False
        whose = self._whose
        self._context.read(
            lambda workspace: workspace.handing.held(whose),
            self._show,
            owner=self,
            key=(id(self), "held"),
            failed=self._refused,
        )

    # what it shows

    def _begin(self, who: Mention | None) -> None:
        if self.shown is None and self._whose is None:
            self.show_holder(("person", who.id) if who else None, who.caption if who else "")

    def _show(self, shown: InHand) -> None:
        self.shown = shown
        self._follow()
        words = ngettext("{name}: {count} open item", "{name}: {count} open items", shown.count)
        self._title_of.setText(words.format(name=shown.name, count=format_number(shown.count)))
        self.tree.show_holdings(shown.holdings)
        self.tree.setVisible(bool(shown.count))
        self.empty.setVisible(not shown.count)
        if shown.whose is None:
            self.empty.say(
                _("Everything has an owner"), _("Choose a person or a desk to see what they hold.")
            )
        else:
            heading = _("{name} holds nothing that is open").format(name=shown.name)
            self.empty.say(heading, _("Owners are given in the forms of commitments, actions and the like."))
        self.counted.emit(self.row_count)
        self.populated.emit()

    def _refused(self, error: UserError) -> None:
        self._title_of.setText("")
        self.tree.show_holdings(())
        self.tree.hide()
        self.empty.say(error.sentence, _("Choose another one."))
        self.empty.show()
        self.shown = InHand(self._whose, "", ())
        self._follow()
        self.populated.emit()

    def _follow(self) -> None:
        self.print.setEnabled(self.shown is not None and bool(self.shown.name))

    def _count(self) -> None:
        count = sum(len(ids) for ids in self.tree.chosen.values())
        words = ngettext("Hand over {count} record", "Hand over {count} records", count)
        self.give.setText(words.format(count=format_number(count)) if count else _("Hand over"))
        self.give.setAccessibleName(self.give.text())
        self.give.setEnabled(bool(count))
        self.all.setText(_("Choose none") if count else _("Choose all"))
        self._follow()

    # choosing and giving

    def _chooser(self) -> QWidget:
        chosen = self.sort.value()
        return self.desk.line if chosen is HolderSort.DESK else self.person.line

    def _sorted(self, *, read: bool = True) -> None:
        sort = self.sort.value()
        self.person.setVisible(sort is HolderSort.PERSON)
        self.desk.setVisible(sort is HolderSort.DESK)
        if read and sort is HolderSort.NOBODY:
            self._whose = None
            self.read()

    def _take(self, mention: Mention) -> None:
        self._whose = (mention.kind, mention.id)
        self.read()

    def _give(self) -> None:
        to = self.to.value()
        if not isinstance(to, int):
            self.to.complain(_("Say to whom it is handed over; choose a person from the list."))
            self.to.line.setFocus()
            return
        chosen, name = self.tree.chosen, self.to.line.text().strip()
        count = sum(len(ids) for ids in chosen.values())

        def done(_changed: Changed) -> None:
            words = ngettext(
                "{count} record is handed over to {name}. Ctrl+Z takes it back.",
                "{count} records are handed over to {name}. Ctrl+Z takes them back.",
                count,
            )
            self._context.say(words.format(count=format_number(count), name=name))

        self._context.write(lambda workspace: workspace.handing.give(chosen, to), done, owner=self)

    def _print(self) -> None:
        if self.shown is not None:
            whose = self.shown.whose
            holder = {_ASKED[whose[0]]: whose[1]} if whose is not None else {}
            self._context.report(order("hand-over", **holder, to=self.to.line.text().strip()))

    def _open(self, held: Held) -> None:
        self._context.open_record(held.kind, held.id)

    # layout

    def _name(self, label: object, kind: str) -> ReferenceInput:
        field = Field(label, "reference", refers=kind)  # type: ignore[arg-type]  # labels are made by N_
        return ReferenceInput(field, self._context, lambda _kind, _id: "")

    def _button(self, words: str, role: str) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(words)
        button.setProperty("role", role)
        return button

    def _lay_out(self) -> None:
        title = QLabel(_("Hand-over"))
        title.setProperty("role", "title")
        title.setAlignment(leading_edge())
        self._title_of = QLabel()
        self._title_of.setProperty("role", "strong")
        self._title_of.setWordWrap(True)
        self._title_of.setAlignment(leading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self._who = QHBoxLayout()
        self._who.addWidget(self.sort, 1)
        for one in (self.person, self.desk):
            self._who.addWidget(one, 2)
        self._who.addStretch(1)
        over = QHBoxLayout()
        over.addWidget(self._title_of, 1)
        over.addWidget(self.all)
        self._foot = QFrame()
        self._foot.setProperty("role", "card")
        self._gift = QHBoxLayout(self._foot)
        self._gift.addWidget(self.to, 1)
        self._gift.addWidget(self.give, 0, Qt.AlignmentFlag.AlignBottom)
        self._gift.addWidget(self.print, 0, Qt.AlignmentFlag.AlignBottom)
        self._list = QVBoxLayout()
        self._list.addLayout(over)
        self._list.addWidget(self.tree, 1)
        self._list.addWidget(self.empty, 1)
        # Where the window is low or the text large, the page scrolls and the list keeps its room.
        self._column = scrolling_column(self)
        self._column.addWidget(title)
        self._column.addLayout(self._who)
        self._column.addLayout(self._list, 1)
        self._column.addWidget(self._foot)

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        self._column.setContentsMargins(space(6), space(4), space(6), space(4))
        self._column.setSpacing(space(3))
        self._who.setSpacing(space(3))
        self._list.setSpacing(space(2))
        self._gift.setContentsMargins(space(4), space(3), space(4), space(3))
        self._gift.setSpacing(space(3))
        self.to.setMaximumWidth(space(110))
        self.tree.setMinimumHeight(space(TREE_HEIGHT))

    # staying true

    def _changed(self, changed: Changed) -> None:
        if not changed.change_set_id:
            return
        if self.isVisible():
            self.read()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read when it is seen again."""
        super().showEvent(event)
        if self._stale:
            self.read()


def _first(workspace: Workspace) -> Mention | None:
    """The person that the workspace says you are."""
    who = str(workspace.settings()["who"] or "")
    found = workspace.editing.completions("person", who, 2) if who else []
    same = [one.mention for one in found if one.mention.caption.casefold() == who.casefold()]
    return same[0] if len(same) == 1 else None
