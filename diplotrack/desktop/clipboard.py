"""Rich and bare text on the clipboard."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel


def put_on_clipboard(text: str, html: str) -> None:
    """Put the same words there as bare text and as HTML.

    The clipboard outlives the interpreter, and what was made in Python would call into it when it goes at last; so
    the one that is put there comes from a model of Qt's own.
    """
    model = QStandardItemModel()
    model.appendRow(QStandardItem())
    content = model.mimeData([model.index(0, 0)])
    for kind in content.formats():
        content.removeFormat(kind)
    content.setText(text)
    content.setHtml(html)
    QGuiApplication.clipboard().setMimeData(content)
