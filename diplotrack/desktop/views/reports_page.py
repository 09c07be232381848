"""The Reports page: briefs and reports, each on its card."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.prints.brief import BriefCard
from diplotrack.desktop.prints.commitments import CommitmentsCard
from diplotrack.desktop.prints.words import WordsCard
from diplotrack.desktop.theme.direction import leading_edge
from diplotrack.desktop.views.page import Page
from diplotrack.records.display import Mention

WIDEST = 210
"""Units of the space scale beyond which a card grows no wider."""


class ReportsPage(Page):
    """Three cards below one another. They stand once the workspace's marking scheme is known."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.brief: BriefCard | None = None
        self.commitments: CommitmentsCard | None = None
        self.words: WordsCard | None = None
        self._partner: Mention | None = None
        space = context.theme.scale.space
        heading = QLabel(_("Reports"))
        heading.setProperty("role", "title")
        heading.setAlignment(leading_edge())
        body = QWidget()
        body.setProperty("role", "pane")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(space(6), space(4), space(6), space(6))
        self._column.setSpacing(space(4))
        self._column.addWidget(heading)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        context.read(
            lambda workspace: workspace.editing.scheme(), self._stand, owner=self, key=(id(self), "scheme")
        )

    @property
    def is_populated(self) -> bool:
        """Whether the cards stand."""
        return self.brief is not None

    def came_to_front(self) -> None:
        """The partner's name takes the keyboard."""
        if self.brief is not None:
            self.brief.partner.setFocus()

    def brief_on(self, party_id: int) -> None:
        """Fill in that partner."""
        self._context.read(
            lambda workspace: workspace.records.mention("party", party_id),
            self._choose,
            owner=self,
            key=(id(self), "partner"),
        )

    def _choose(self, partner: Mention | None) -> None:
        self._partner = partner
        if self.brief is not None and partner is not None:
            self.brief.choose(partner)
            self.brief.go.setFocus()

    def _stand(self, scheme: str) -> None:
        self.brief = BriefCard(self._context, scheme)
        self.commitments = CommitmentsCard(self._context, scheme)
        self.words = WordsCard(self._context, scheme)
        for card in (self.brief, self.commitments, self.words):
            card.setMaximumWidth(self._context.theme.scale.space(WIDEST))
            self._column.addWidget(card)
        self._column.addStretch(1)
        if self.isVisible():
            self.came_to_front()
        self._choose(self._partner)
        self.populated.emit()
