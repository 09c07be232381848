"""A page of steps: one in front, a line of all of them above it, and the keys that lead from one to the other."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStackedWidget

from diplotrack.desktop.context import Context
from diplotrack.desktop.views.importing.step import Step
from diplotrack.desktop.views.importing.steps import StepLine
from diplotrack.desktop.views.page import Page

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StepStack(QStackedWidget):
    """As high as the step in front needs, ``least`` pixels at least; those out of sight ask for nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.least = 0
        self.currentChanged.connect(lambda _place: self.updateGeometry())

    def hasHeightForWidth(self) -> bool:
        """Qt would ask all of them how high they are, and give each the height of the highest."""
        return False

    def minimumSizeHint(self) -> QSize:
        """The least that the step in front needs."""
        shown = self.currentWidget()
        needed = shown.minimumSizeHint() if shown is not None else QSize(0, 0)
        layout = shown.layout() if shown is not None else None
        lines = layout.totalMinimumHeightForWidth(self.width()) if layout is not None else 0
        return needed.expandedTo(QSize(0, max(lines, self.least)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words break elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class StepPage(Page):
    """``steps`` are those that can be walked now, the first of them at first in front."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.steps: list[Step] = []
        self.line = StepLine(context.theme)
        self.line.wanted.connect(lambda place: self.go_to(self.steps[place]))
        self.stack = StepStack()

    def take_steps(self, steps: Sequence[Step]) -> None:
        """Take in all steps that there may be; the first alone can be walked as yet."""
        self.steps = list(steps[:1])
        for step in steps:
            self.stack.addWidget(step)

    @property
    def step(self) -> Step:
        """The step in front."""
        current = self.stack.currentWidget()
        assert isinstance(current, Step)
        return current

    @abstractmethod
    def go_on(self) -> None:
        """Do what is to be done next."""

    @abstractmethod
    def go_to(self, step: Step) -> None:
        """Show a step, and do first what it needs."""

    @abstractmethod
    def tell(self) -> None:
        """Show how each step stands, and what is to be done next."""

    def came_to_front(self) -> None:
        """The step takes the keyboard."""
        self.step.take_keyboard()

    def go_back(self) -> None:
        """Go to the step before."""
        place = self.steps.index(self.step)
        if place:
            self.go_to(self.steps[place - 1])

    def show_step(self, step: Step) -> None:
        """Bring a step to the front; the first one where that step is not among those that can be walked."""
        shown = step if step in self.steps else self.steps[0]
        self.stack.setCurrentWidget(shown)
        self.tell()
        if self.isVisible():
            shown.take_keyboard()

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Walk these from now on; a line of one step says nothing and is hidden."""
        self.steps = list(steps)
        self.line.show_steps([str(step.label) for step in steps])
        self.line.setVisible(len(steps) > 1)

    def event(self, event: QEvent) -> bool:
        """Some keys mean something else here than in the rest of the window."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and self._means(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter goes on, Alt+Left and Alt+Right go from step to step."""
        act = self._means(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _means(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does on this page; None where it does what it does everywhere."""
        held, key = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, event.key()
        if held == Qt.KeyboardModifier.ControlModifier and key in ENTER:
            return self.go_on
        place = self.steps.index(self.step)
        if held == Qt.KeyboardModifier.AltModifier and key == Qt.Key.Key_Left and place:
            return self.go_back
        if (
            held == Qt.KeyboardModifier.AltModifier
            and key == Qt.Key.Key_Right
            and place < len(self.steps) - 1
        ):
            return lambda: self.go_to(self.steps[place + 1])
        if not held and isinstance(QApplication.focusWidget(), QAbstractItemView):
            return self.step.keys.get(Qt.Key(key))
        return None
