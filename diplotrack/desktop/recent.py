"""The records that were opened last in a workspace, from one run to the next."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings

from diplotrack.records import TOP_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diplotrack.desktop.context import Context
    from diplotrack.workspace import Workspace
    from diplotrack.workspace.reading import Key

KEPT = 12


def kept_as(workspace: Workspace, what: str) -> str:
    """The key in the settings for something about this workspace: they are of the computer, identifiers are not."""
    place = str(workspace.path.resolve()).encode()
    return f"{what}/{blake2b(place, digest_size=8).hexdigest()}"


def written(keys: Iterable[Key]) -> str:
    """Records as one line of settings."""
    return " ".join(f"{kind}:{record_id}" for kind, record_id in keys)


def read(line: object) -> list[Key]:
    """The records that :func:`written` wrote; what is none is passed over."""
    found = []
    for word in str(line or "").split():
        kind, _colon, number = word.partition(":")
        if kind in TOP_KINDS and number.isdigit():
            found.append((kind, int(number)))
    return found


class Recent(QObject):
    """What was opened by a link, from the palette, in a tab or to be edited; latest first."""

    def __init__(self, context: Context, settings: QSettings | None = None) -> None:
        super().__init__(context)
        self._settings = settings or QSettings()
        self._key = kept_as(context.workspace, "recent_records")
        self.keys: list[Key] = read(self._settings.value(self._key, ""))
        context.record_wanted.connect(self._note)
        context.tab_wanted.connect(self._note)
        context.edit_wanted.connect(self._note)

    @classmethod
    def of(cls, context: Context) -> Recent:
        """The records opened last in that window; the first who asks makes it."""
        return context.findChild(cls) or cls(context)

    def _note(self, kind: str, record_id: int | None) -> None:
        if record_id is None or kind not in TOP_KINDS:
            return
        key = (kind, record_id)
        self.keys = [key, *(one for one in self.keys if one != key)][:KEPT]
        self._settings.setValue(self._key, written(self.keys))
