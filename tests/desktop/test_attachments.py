"""Files are dropped on a form, pasted into it or chosen; they are opened from a folder that goes at closing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from diplotrack.desktop.bringing import Bringing, Brought
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.files import FilesBlock
from diplotrack.desktop.forms.form import RecordForm
from diplotrack.desktop.forms.texts import TextsBlock
from diplotrack.desktop.viewing import Viewing, sweep_leftovers
from diplotrack.desktop.window import MainWindow
from diplotrack.workspace import Workspace
from tests.desktop.test_forms import block, open_form, save

Calm = Callable[[], None]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "مذكرة شفوية.txt"
    path.write_text("The Embassy presents its compliments", encoding="utf-8")
    return path


def whole_form(window: MainWindow, calm: Calm) -> RecordForm:
    form = open_form(window, calm, "engagement", 3)
    form.complete()
    return form


def dropped(target: QWidget, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(5, 5), copy, mime, button, none))
    event = QDropEvent(QPoint(5, 5), copy, mime, button, none)
    QApplication.sendEvent(target, event)
    assert event.isAccepted()


def test_files_dropped_and_pasted_are_saved_with_the_record(
    window: MainWindow, calm: Calm, workspace: Workspace, note: Path
) -> None:
    form = whole_form(window, calm)
    files, texts = block(form, FilesBlock), block(form, TextsBlock)
    dropped(texts.editor.viewport(), note)
    calm()
    assert texts.editor.toPlainText() == ""
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    QApplication.clipboard().setImage(image)
    QTest.keyClick(texts.editor, Qt.Key.Key_V, CTRL)
    calm()
    assert [line.file.name.split(".")[0][:12] for line in files.lines] == ["مذكرة شفوية", "Pasted image"]
    QApplication.clipboard().setText("They agreed.")
    QTest.keyClick(texts.editor, Qt.Key.Key_V, CTRL)
    assert texts.editor.toPlainText() == "They agreed."
    assert len(files.lines) == 2
    files.lines[0].mark.menu().actions()[-1].trigger()
    save(form, calm)

    stored = workspace.editing.load("engagement", 3).files
    assert [one.media_type for one in stored] == ["text/plain", "image/png"]
    assert stored[0].marking.level is not None
    again = whole_form(window, calm)
    QTest.mouseClick(block(again, FilesBlock).lines[1].drop, Qt.MouseButton.LeftButton)
    save(again, calm)
    assert len(workspace.editing.load("engagement", 3).files) == 1
    workspace.history.undo()
    assert len(workspace.editing.load("engagement", 3).files) == 2


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence_and_the_others_are_kept(
    context: Context, qtbot: QtBot, calm: Calm, note: Path, tmp_path: Path
) -> None:
    answers: list[Brought] = []
    bringing = Bringing(context, context)
    bringing.brought.connect(answers.append)
    bringing.take([tmp_path / "gone.pdf", tmp_path, note])
    bringing.take([note])
    calm()
    calm()

    assert [one.name for one in answers[0].files] == [note.name]
    assert "gone.pdf" in answers[0].refused[0]
    assert "folder" in answers[0].refused[1]
    assert answers[1].files[0].sha256 == answers[0].files[0].sha256


def test_a_copy_for_viewing_cannot_be_written_and_goes_at_closing(
    context: Context, calm: Calm, note: Path
) -> None:
    file = context.workspace.attaching.take_in(note)
    viewing, opened = Viewing.of(context), list[Path]()
    viewing.show_file = opened.append
    viewing.open(file)
    calm()

    [path] = opened
    assert path.read_text(encoding="utf-8").startswith("The Embassy")
    assert path.stat().st_mode & 0o777 == 0o400
    assert viewing.folder.stat().st_mode & 0o777 == 0o700
    sweep_leftovers()
    assert path.exists()
    viewing.clear()
    assert not path.exists()


def test_a_copy_is_saved_where_one_wants_it(context: Context, calm: Calm, note: Path, tmp_path: Path) -> None:
    file = context.workspace.attaching.take_in(note)
    parent = QWidget()
    dialog = Viewing.of(context).save_as(file, parent)
    dialog.fileSelected.emit(str(tmp_path / "copy.txt"))
    calm()
    assert (tmp_path / "copy.txt").read_bytes() == note.read_bytes()
    dialog.close()
