"""The texts that lie here to be taken in, each kept with its answers until it is recorded or closed."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject

from diplotrack.desktop.context import Context
from diplotrack.desktop.views.intake.answering import Answering, Said
from diplotrack.desktop.views.intake.reading import Places, Read
from diplotrack.workspace import Workspace, kept_intake
from diplotrack.workspace.intake import Reading
from diplotrack.workspace.kept_intake import KeptIntake


@dataclass(slots=True)
class _Key:
    """Under what it is kept. Only jobs of the keeping thread use it, and they run one after the other."""

    key: str = ""


@dataclass(slots=True)
class Lying:
    """One text: what was kept of it, and, once it was read, what is answered to it and where its words stand."""

    kept: KeptIntake
    answering: Answering | None = None
    places: Places = field(default_factory=dict)
    at: _Key = field(default_factory=_Key)

    @property
    def title(self) -> str:
        """What it is called."""
        return self.kept.title

    def take_up(self, read: Read) -> None:
        """It was read, or read again: what was answered stays."""
        if self.answering is None:
            kept = self.kept
            said = Said(copy.deepcopy(kept.answers), dict(kept.shown))
            self.answering = Answering(read.reading, said)
        else:
            self.answering.read_again(read.reading)
        self.places = read.places

    @property
    def reading(self) -> Reading | None:
        """What it says; None until it was read."""
        return self.answering.reading if self.answering is not None else None


class Tray(QObject):
    """The texts of one window, the oldest first; ``front`` is the one that is shown."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.texts: list[Lying] = []
        self.front: Lying | None = None
        self._closed: list[Lying] = []
        self.was_closed_last = False
        """Whether nothing was answered since a text was closed."""

    def fetch(self, then: Callable[[], None]) -> None:
        """Take up what was left here before, then ``then()``."""

        def show(found: list[tuple[str, KeptIntake]]) -> None:
            left = [Lying(one, at=_Key(key)) for key, one in found]
            self.texts = [*left, *self.texts]
            self.front = self.front or (left[0] if left else None)
            then()

        self._context.keep(kept_intake.open_all, show, owner=self)

    def lay(self, read: Read) -> None:
        """A text came: it lies in front, the others behind it; one that lies here already comes to the front."""
        same = next((one for one in self.texts if one.kept.source.text == read.reading.source.text), None)
        if same is None:
            same = Lying(KeptIntake(read.reading.source, read.path))
            self.texts.append(same)
        same.take_up(read)
        self.front = same
        self.keep(same)

    def keep(self, one: Lying) -> None:
        """Write down what was answered so far."""
        self.was_closed_last = False
        if self._context.workspace.ledger.is_read_only:
            return
        if one.answering is not None:
            said = one.answering.said
            source, path, draft = one.answering.reading.source, one.kept.path, one.kept.draft
            one.kept = KeptIntake(source, path, copy.deepcopy(said.answers), dict(said.shown), draft)
        at, kept = one.at, one.kept

        def write(workspace: Workspace) -> None:
            at.key = kept_intake.keep(workspace, at.key, kept)

        self._context.keep(write, owner=self)

    def let_go(self, one: Lying) -> None:
        """It was recorded."""
        self._take_out(one)

    def close(self, one: Lying) -> None:
        """Put it away; it can be brought back while the window is open."""
        self._take_out(one)
        self._closed.append(one)
        self.was_closed_last = True

    def bring_back(self) -> bool:
        """Lay the text that was closed last in front again; returns whether there was one."""
        if not self._closed:
            return False
        one = self._closed.pop()
        self.texts.append(one)
        self.front = one
        self.keep(one)
        return True

    def _take_out(self, one: Lying) -> None:
        place = self.texts.index(one)
        self.texts.remove(one)
        rest = self.texts[min(place, len(self.texts) - 1)] if self.texts else None
        self.front = rest if self.front is one else self.front
        at = one.at

        def forget(workspace: Workspace) -> None:
            key, at.key = at.key, ""
            if key:
                kept_intake.forget(workspace, key)

        # Without an owner: a window that closes meanwhile must not find it again.
        self._context.keep(forget)
