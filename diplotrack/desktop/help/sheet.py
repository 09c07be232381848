"""The text of a help page."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument

from diplotrack.desktop.views.reading_pane import Sheet

PICTURE = 960
"""The widest that a picture is shown, in pixels of the scale at 100 %."""


class HelpSheet(Sheet):
    """Text whose pictures are made smaller smoothly, which Qt's text itself does not do."""

    picture_width = PICTURE

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture in the width and density in which it is shown; anything else as ever."""
        path = QUrl(name).toLocalFile()
        if kind != QTextDocument.ResourceType.ImageResource.value or not path:
            return super().loadResource(kind, name)
        density = self.devicePixelRatioF()
        image = QImage(path).scaledToWidth(
            round(self.picture_width * density), Qt.TransformationMode.SmoothTransformation
        )
        image.setDevicePixelRatio(density)
        return image
