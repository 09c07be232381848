"""Keeping what is typed on a form as a draft: at each rest in typing, and at the latest before two seconds are over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from diplotrack.base.errors import UserError
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.asides import Asides, gather_as_it_stands
from diplotrack.desktop.forms.blocks import Block
from diplotrack.store.drafts import KeptDraft
from diplotrack.store.unit_of_work import Changed
from diplotrack.workspace import Workspace
from diplotrack.workspace.drafting import title_of
from diplotrack.workspace.editing import Draft
from diplotrack.workspace.editing.packing import Packed, dumps, pack

REST, AT_LATEST = 500, 1000
"""Milliseconds of rest in typing after which a draft is kept, and after which it is kept though nobody rests."""


@dataclass(slots=True)
class _Place:
    """Where the draft lies. Only jobs of the keeping thread use it, and they run one after the other."""

    key: str


@dataclass(slots=True)
class _Seen:
    """The packed record as it was opened, which stays the same while one types."""

    of: Draft | None = None
    packed: Packed | None = field(default=None)


class Keeping(QObject):
    """Keeps the draft of one form. ``kept(KeptDraft)`` follows each time, ``failed(str)`` where it could not."""

    kept = Signal(object)
    failed = Signal(str)

    def __init__(self, context: Context, draft: Draft, blocks: list[Block], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._blocks = blocks
        self.draft = draft
        self.key = ""
        self.waiting: Asides = []
        """Words aside that belong to blocks which are not made yet."""
        self._place = _Place("")
        self._seen = _Seen()
        self._asides: dict[Block, Asides] = {}
        self._stale: set[Block] = set()
        self.is_held = False
        self._rest, self._latest = self._timer(REST), self._timer(AT_LATEST)

    def go_on_with(self, kept: KeptDraft, asides: Asides) -> None:
        """Write under the key of a draft that was kept before."""
        self.key = self._place.key = kept.key
        self.waiting = asides

    def touch(self, block: Block) -> None:
        """Something was written in that block."""
        self._stale.add(block)
        self._rest.start()
        if not self._latest.isActive():
            self._latest.start()

    def gather(self) -> Asides:
        """Put into the draft what was written since; returns all words that are no values yet."""
        for number, block in enumerate(self._blocks):
            if block in self._stale:
                self._asides[block] = gather_as_it_stands(block, number)
        self._stale.clear()
        return [*self.waiting, *(one for some in self._asides.values() for one in some)]

    def now(self) -> bool:
        """Keep it now; returns whether there was something to keep. It is written off the interface thread."""
        self._rest.stop()
        self._latest.stop()
        if self.is_held:
            return False
        asides = self.gather()
        if not asides and not self.draft.is_changed:
            self.forget()
            return False
        packed = self._packed()
        kind, record_id, title, place = self.draft.kind, self.draft.id, title_of(self.draft), self._place

        def write(workspace: Workspace) -> KeptDraft:
            payload = dumps(packed, asides)
            kept = workspace.drafts.keep_packed(place.key, kind, record_id, title, payload)
            place.key = kept.key
            return kept

        self._context.keep(write, self._done, owner=self, failed=self._refused)
        return True

    def look_again_at(self, block: Block) -> None:
        """What stands in that block was put there by the form itself and is to be gathered next time."""
        self._stale.add(block)

    def saving(self) -> Callable[[Workspace], Changed]:
        """The job that saves the draft into the ledger and then lets go of it, for the writer's thread."""
        draft, place = self.draft, self._place

        def save(workspace: Workspace) -> Changed:
            changed = workspace.editing.save(draft)
            # Here and not in the answer: a window that closes meanwhile hears no answer.
            if place.key:
                workspace.drafts.forget(place.key)
            return changed

        return save

    def forget(self) -> None:
        """Let go of the draft: it was saved, or everything in it was taken back."""
        self._end(lambda workspace, key: workspace.drafts.forget(key))

    def discard(self) -> None:
        """Throw the draft away, so that it can be brought back."""
        self._end(lambda workspace, key: workspace.drafts.discard(key))

    def hold(self, *, on: bool) -> None:
        """While it is on, nothing is gathered or kept: the draft is being saved, or the form is done."""
        self.is_held = on
        if not on and self._stale:
            self._rest.start()

    def begin_anew(self, draft: Draft) -> None:
        """The form shows that draft from now on, in blocks made anew; words aside go where they stood."""
        self.waiting = self.gather()
        self.draft = draft
        self._asides.clear()

    def _end(self, act: Callable[[Workspace, str], None]) -> None:
        self._rest.stop()
        self._latest.stop()
        place, context = self._place, self._context

        def end(workspace: Workspace) -> bool:
            key, place.key = place.key, ""
            if key:
                act(workspace, key)
            return bool(key)

        def done(was_there: bool) -> None:
            if was_there:
                context.drafts_changed.emit()

        self.key = ""
        context.keep(end, done)

    def _packed(self) -> Packed:
        packed = pack(self.draft, with_seen=False)
        if self._seen.of is not self.draft.seen:
            seen = self.draft.seen
            self._seen = _Seen(seen, pack(seen) if seen is not None else None)
        packed["seen"] = self._seen.packed
        return packed

    def _done(self, kept: KeptDraft) -> None:
        is_new, self.key = kept.key != self.key, kept.key
        self.kept.emit(kept)
        if is_new:
            self._context.drafts_changed.emit()

    def _refused(self, error: UserError) -> None:
        self.failed.emit(error.sentence)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.now)
        return timer
