"""The Reports page: the documents, the choices of one, and its pages, which follow every change of a choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.longwork import ProgressStrip
from diplotrack.desktop.prints.preview import Preview
from diplotrack.desktop.theme.direction import is_mirrored, leading_edge
from diplotrack.desktop.views.empty_state import EmptyState
from diplotrack.desktop.views.page import Page
from diplotrack.desktop.views.reports.bar import ReportBar
from diplotrack.desktop.views.reports.batch_dialog import BatchDialog
from diplotrack.desktop.views.reports.choices import ChoicesPane, Incomplete
from diplotrack.desktop.views.reports.composing import Composing
from diplotrack.desktop.views.reports.delivering import Delivering
from diplotrack.desktop.views.reports.documents import DocumentList
from diplotrack.desktop.views.reports.keeping import Keeping
from diplotrack.desktop.views.reports.pages_view import PagesView
from diplotrack.desktop.views.reports.sheaf import Fit
from diplotrack.records.display import Mention
from diplotrack.workspace.printing import REPORTS, Order, order, report_named
from diplotrack.workspace.printing.batch import varied

ROOMY, CRAMPED = 290, 180
"""Units of the scale: where the page is narrower, the list stands above the choices, and both grow narrow as well."""
LIST, CHOICES, NARROW = 70, 72, 60
"""Units of the scale: the widths of the columns at the left."""


class ReportsPage(Page):
    """It stands once the workspace's marking scheme is known."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.choices: ChoicesPane | None = None
        self.preview: Preview | None = None
        self._wanted: Order | None = None
        self._composing = Composing(context, self)
        self._composing.composed.connect(self._show)
        self._composing.refused.connect(self._refuse)
        self._awaits = False
        self._composing.busy.connect(self._wait)
        self.documents = DocumentList(context.theme)
        self.documents.chosen.connect(self.show_document)
        self.pages = PagesView(context)
        self.bar = ReportBar(context)
        self.empty = EmptyState(context.theme, "report")
        self.delivering = Delivering(context, lambda: self.preview, self)
        self.keeping = Keeping(context, self)
        self._lay_out()
        self._connect()
        self._dress()
        context.read(
            lambda workspace: workspace.editing.scheme(), self._stand, owner=self, key=(id(self), "scheme")
        )

    @property
    def is_populated(self) -> bool:
        """Whether a document is shown as it stands, or it is said what it waits for."""
        if self.choices is None or self._awaits:
            return False
        return self.preview is None or self.pages.is_drawn

    def came_to_front(self) -> None:
        """The keyboard starts in the list of documents, or with what the document must be told."""
        if self.choices is None:
            return
        report = self.choices.report
        missing = [ask for ask in (report.asks if report else ()) if ask.field.required]
        if missing and self.preview is None:
            self.choices.inputs[missing[0].name].setFocus()
        else:
            self.documents.setFocus()

    def show_document(self, name: str) -> None:
        """Show that document; what was chosen for another stays chosen where both ask for it."""
        current = self._order_so_far()
        asks = {ask.name for ask in report_named(name).asks}
        self.show_order(
            Order(
                name,
                {key: value for key, value in current.choices.items() if key in asks},
                current.on,
                current.copy,
                current.max_marking,
                current.release_to,
                current.watermark,
                current.sources,
                current.paper,
            )
        )

    def show_order(self, wanted: Order) -> None:
        """Show the document of that order, with its choices."""
        self._wanted = wanted
        if self.choices is None:
            return
        self._context.read(
            lambda workspace: workspace.printing.kept.mentions(wanted),
            lambda mentions: self._fill(wanted, mentions),
            owner=self,
            key=(id(self), "order"),
            failed=lambda error: self._refuse(error.sentence),
        )

    @property
    def order(self) -> Order | None:
        """What is chosen now; None while something is missing or cannot be read."""
        if self.choices is None or self.choices.report is None:
            return None
        try:
            return self.choices.order()
        except (Incomplete, UserError):
            return None

    def ask_for_each(self) -> BatchDialog | None:
        """Ask about whom one document each is wanted."""
        report = self.choices.report if self.choices is not None else None
        ask = varied(report) if report is not None else None
        if self.choices is None or ask is None:
            self._context.say(_("This document is about nothing that could be varied."), "warning")
            return None
        try:
            wanted = self.choices.order(without=ask.name)
        except (Incomplete, UserError):
            self._context.say(_("Fill in first what else the document wants to know."), "warning")
            return None
        dialog = BatchDialog(self._context, wanted, self.window())
        dialog.open()
        return dialog

    # following the choices

    def _stand(self, scheme: str) -> None:
        self.choices = ChoicesPane(self._context, scheme)
        self.choices.changed.connect(self._changed_choice)
        self._area.setWidget(self.choices)
        self.show_order(self._wanted or order(next(iter(REPORTS))))

    def _fill(self, wanted: Order, mentions: Mapping[str, Sequence[Mention]]) -> None:
        assert self.choices is not None  # nothing is filled before it stands
        self.documents.mark(wanted.report)
        self.choices.show_order(report_named(wanted.report), wanted, mentions)
        self._follow()
        if self.isVisible() and not self.documents.hasFocus():
            self.came_to_front()

    def _order_so_far(self) -> Order:
        """What is chosen as far as it can be read."""
        return self.order or (self.preview.order if self.preview is not None else Order(""))

    def _changed_choice(self, typed: bool) -> None:
        self._follow(typed=typed)

    def _follow(self, *, typed: bool = False) -> None:
        """Compose what is chosen now, or say what is missing."""
        if self.choices is None or self.choices.report is None:
            return
        try:
            wanted = self.choices.order()
        except Incomplete as missing:
            if not missing.is_typing:
                self._ask(str(missing.ask.field.label))
            return
        except UserError as error:
            self._refuse(error.sentence)
            return
        if self.preview is None or self.preview.order != wanted or self._awaits:
            self._awaits = True
            self._composing.want(wanted, typed=typed)

    def _read_again(self) -> None:
        """The ledger changed: what is shown may have."""
        wanted = self.order
        if wanted is not None:
            self._composing.want(wanted, typed=True)

    def _ask(self, what: str) -> None:
        assert self.choices is not None
        assert self.choices.report is not None
        advice = _("Choose at the left: {what}. The pages appear here at once.")
        self._say(str(self.choices.report.label), advice.format(what=what.lower()))

    def _refuse(self, sentence: str) -> None:
        heading = str(self.choices.report.label) if self.choices and self.choices.report else _("Reports")
        self._say(heading, sentence)

    def _say(self, heading: str, advice: str) -> None:
        self._composing.forget()
        self.preview = None
        self.pages.show_leaves(None)
        self.empty.say(heading, advice)
        self._stack.setCurrentWidget(self.empty)
        self.bar.show_preview(None)
        self.bar.show_place("")
        self.populated.emit()

    def _show(self, made: Preview) -> None:
        is_other = self.preview is None or self.preview.order.report != made.order.report
        self.preview = made
        self.bar.show_preview(made)
        self._stack.setCurrentWidget(self.pages)
        self.pages.show_leaves(made.leaves)
        if is_other:
            self.pages.go_to(0)
        self._place()
        self.populated.emit()

    def _wait(self, on: bool) -> None:
        self._awaits = on
        if on and self.preview is None and self.choices is not None and self.choices.report is not None:
            self.empty.say(str(self.choices.report.label), _("The pages are being set…"))
        self._place()

    def _place(self) -> None:
        told = self.pages.told() if self.preview is not None else ""
        self.bar.show_place(f"{told} …" if self._awaits and told else told)
        self.pages.setAccessibleDescription(told)

    def _zoomed(self) -> None:
        self.bar.show_zoom(self.pages.zoom, self.pages.percent)

    # how it is built

    def _connect(self) -> None:
        self.pages.turned.connect(lambda _page: self._place())
        self.pages.zoomed.connect(self._zoomed)
        self.pages.copy_wanted.connect(self.delivering.copy)
        self.pages.words_wanted.connect(self.delivering.copy_words)
        self.bar.zoom_wanted.connect(self.pages.set_zoom)
        self.bar.step_wanted.connect(self.pages.step_zoom)
        self.documents.kept_chosen.connect(self.keeping.open)
        self.documents.rename_wanted.connect(self.keeping.rename)
        self.documents.removal_wanted.connect(self.keeping.remove)
        self.keep_true(self._context, self._read_again)
        self._context.theme.changed.connect(self._dress)
        self.bar.show_zoom(Fit.WIDTH, 100)
        self.bar.show_preview(None)

    def _lay_out(self) -> None:
        heading = QLabel(_("Reports"))
        heading.setProperty("role", "title")
        heading.setAlignment(leading_edge())
        self._left = QWidget()
        self._list = QVBoxLayout(self._left)
        self._list.addWidget(heading)
        self._list.addWidget(self.documents, 1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = QWidget()
        side.setProperty("role", "pane")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._side = side
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, side)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        self._columns.addWidget(self._left, 2)
        self._columns.addWidget(self._area, 3)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.pages)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(ProgressStrip(self._context, self.delivering.work))
        column.addWidget(self._stack, 1)
        edge = QFrame()
        edge.setProperty("role", "edge")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(side)
        layout.addWidget(edge)
        layout.addWidget(right, 1)

    def _dress(self) -> None:
        space = self._context.theme.scale.space
        sides = (space(1), space(4)) if is_mirrored() else (space(4), space(1))
        self._list.setContentsMargins(sides[0], space(3.5), sides[1], space(1))
        self._list.setSpacing(space(2.5))
        self.bar.dress()
        if self.choices is not None:
            self.choices.dress()
        if self.preview is not None:
            self.bar.show_preview(self.preview)
        self._fit()

    def _fit(self) -> None:
        """Where there is little room, the list stands above the choices."""
        space = self._context.theme.scale.space
        roomy = self.width() >= space(ROOMY)
        direction = QBoxLayout.Direction.LeftToRight if roomy else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        wide = CHOICES if self.width() >= space(CRAMPED) else NARROW
        self._left.setFixedWidth(space(LIST if roomy else wide))
        self._area.setFixedWidth(space(wide))
        self._side.setFixedWidth(space(LIST + wide if roomy else wide))
        for place, share in enumerate((2, 3) if wide == CHOICES else (1, 1)):
            self._columns.setStretch(place, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns stand as the width allows."""
        super().resizeEvent(event)
        self._fit()
