"""The main window: sidebar, pages, notices, commands."""

from __future__ import annotations

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QStackedWidget,
    QStatusBar,
    QWidget,
)

from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms import open_form
from diplotrack.desktop.views.pages import PAGES, Page, page_named


class MainWindow(QMainWindow):
    """One workspace in a window."""

    def __init__(self, context: Context, settings: QSettings) -> None:
        super().__init__()
        self.context = context
        self._settings = settings
        self._pages: dict[str, Page] = {}
        self.setWindowTitle(_("{workspace} – Diplotrack").format(workspace=context.workspace.path.stem))
        self.resize(settings.value("window_size", QSize(1280, 800)))
        self.sidebar = QListWidget()
        self.sidebar.setAccessibleName(_("Pages"))
        for entry in PAGES:
            item = QListWidgetItem(str(entry.label))
            item.setData(Qt.ItemDataRole.UserRole, entry.name)
            self.sidebar.addItem(item)
        self.stack = QStackedWidget()
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sidebar)
        row.addWidget(self.stack, 1)
        self.setCentralWidget(body)
        self.setStatusBar(QStatusBar())
        self.sidebar.currentRowChanged.connect(lambda place: self.show_page(PAGES[place].name))
        context.page_wanted.connect(self.show_page)
        context.edit_wanted.connect(lambda kind, record_id: open_form(context, kind, record_id, self))
        context.notice.connect(lambda sentence, _tone: self.statusBar().showMessage(sentence, 8000))
        for _command, action in context.commands.all():
            self.addAction(action)
        context.commands.connect_to("undo", lambda: context.write(lambda workspace: workspace.history.undo()))
        context.commands.connect_to("redo", lambda: context.write(lambda workspace: workspace.history.redo()))
        context.commands.connect_to("appearance", context.theme.switch)
        context.commands.connect_to("quit", self.close)
        self.sidebar.setCurrentRow(0)

    @property
    def page(self) -> Page:
        """The page in front."""
        current = self.stack.currentWidget()
        assert isinstance(current, Page)
        return current

    def show_page(self, name: str) -> Page:
        """Bring a page to the front; made on first use."""
        if name not in self._pages:
            self._pages[name] = page_named(name).make(self.context)
            self.stack.addWidget(self._pages[name])
        self.stack.setCurrentWidget(self._pages[name])
        return self._pages[name]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the size, write what is still to be written, let go of the files."""
        self._settings.setValue("window_size", self.size())
        self.context.tasks.drain()
        self.context.workspace.close()
        super().closeEvent(event)
