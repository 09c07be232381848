"""An import tried out: the very plan that would be written, and for records known already what would be changed.

It only reads: nobody has to wait for it, and an encrypted workspace is copied nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress, quiet
from diplotrack.exchange.incoming.drafts import Draft, Values
from diplotrack.exchange.incoming.foreseen import Foreseen, filled
from diplotrack.exchange.incoming.importing import NOTHING, Import
from diplotrack.exchange.incoming.incoming import Incoming, Item
from diplotrack.exchange.incoming.joining import Same
from diplotrack.exchange.incoming.references import Known
from diplotrack.exchange.incoming.revising import Revision, differs
from diplotrack.exchange.incoming.trial import ByProduct, Fate, Trial, TrialItem
from diplotrack.exchange.incoming.writing import CHUNK, Written, split
from diplotrack.records import KINDS, Person, Record
from diplotrack.store.ledger import Ledger
from diplotrack.store.passages import passages_of
from diplotrack.store.unit_of_work import existing


def rehearse(
    ledger: Ledger,
    incoming: Incoming,
    progress: Progress = quiet,
    *,
    same: Same | None = None,
    join: int = NOTHING,
) -> Trial:
    """What importing would do, item by item, bad items skipped; ``same`` and ``join`` as for :class:`Import`.

    Raises UserError for a file that cannot be read, and Cancelled from ``progress``.
    """
    return _Rehearsal(ledger, incoming, skip_bad_rows=True, same=same, join=join, progress=progress).try_out()


class _Rehearsal(Import):
    """An import that stops where the other would write."""

    def try_out(self) -> Trial:
        self._met: list[TrialItem | tuple[int, Draft]] = []
        with self.ledger.read() as session:
            drafts = self._plan(session)
            foreseen = Foreseen(session, self.desk)
            sketches = self._sketched(session, drafts, foreseen)
            trial = Trial(self._told())
            trial.items = [self._item(one, sketches, foreseen) for one in self._met]
            trial.items.sort(key=lambda item: item.number)
            trial.beside = self._beside(session, drafts, sketches)
        return trial

    def _drafts_of(self, item: Item) -> list[Draft]:
        counts = self.result.unchanged, len(self.rejected)
        errors = len(self.result.errors)
        made = super()._drafts_of(item)
        title = "" if made else self.incoming.title(item)
        if made:
            self._met.append((item.number, made[0]))
        elif self.result.unchanged > counts[0]:
            self._met.append(TrialItem(item.number, Fate.UNCHANGED, title=title))
        elif len(self.rejected) > counts[1]:
            refused = tuple(self.result.errors[errors:])
            self._met.append(TrialItem(item.number, Fate.REFUSED, title=title, errors=refused))
        else:
            self._met.append(TrialItem(item.number, Fate.LEFT_OUT, title=title))
        return made

    def _sketched(self, session: Session, drafts: Sequence[Draft], foreseen: Foreseen) -> dict[int, _Sketch]:
        """The revision of each draft that has a record and says something else than before, by the draft's ``id()``.

        Counts as writing does.
        """
        new, old = split((draft for draft in drafts if draft.same_as is None), self.desk.references)
        unwritten = [draft for draft in new if draft.id is None]
        foreseen.number(unwritten)
        written = Written(Counter(draft.name for draft in unwritten), {id(draft) for draft in unwritten})
        imported = self.desk.references.imported(one for _draft, one in old)
        old = [(draft, one) for draft, one in old if differs(draft, one, imported[one.id])]
        sketches: dict[int, _Sketch] = {}
        for start in range(0, len(old), CHUNK):
            some = old[start : start + CHUNK]
            loaded = _loaded(session, some)  # kept, so that the session keeps them
            for draft, there in some:
                sketch = sketches[id(draft)] = _Sketch(session, draft, there, imported[there.id], foreseen)
                if sketch.run():
                    written.updated.add(id(draft))
                written.kept += [(draft, sentence) for sentence in sketch.kept]
            del loaded
            self.progress(start + len(some), len(old), _("Comparing"))
        self._count(written)
        return sketches

    def _item(
        self,
        met: TrialItem | tuple[int, Draft],
        sketches: dict[int, _Sketch],
        foreseen: Foreseen,
    ) -> TrialItem:
        if isinstance(met, TrialItem):
            return met
        number, draft = met
        if draft.same_as is not None:
            return TrialItem(number, Fate.JOINED, draft.name, draft.caption, foreseen.record_of(draft))
        if draft.id is None or draft.id < 0:
            told = partial(filled, draft, foreseen)
            if not foreseen.knows(draft):
                return TrialItem(number, Fate.CREATED, draft.name, draft.caption, None, told())
            return TrialItem(number, Fate.CREATED, draft.name, draft.caption, None, told)
        sketch = sketches.get(id(draft))
        if sketch is None:
            return TrialItem(number, Fate.UNCHANGED, draft.name, draft.caption, draft.id)
        fate = Fate.UPDATED if sketch.changed else Fate.UNCHANGED
        changes, kept = sketch.told(), tuple(sketch.kept)
        return TrialItem(number, fate, draft.name, sketch.title or draft.caption, draft.id, changes, kept)

    def _beside(
        self, session: Session, drafts: Sequence[Draft], sketches: dict[int, _Sketch]
    ) -> list[ByProduct]:
        """What is made or changed besides the records of the items."""
        primary = {id(draft) for draft in self.primary}
        others = [draft for draft in drafts if id(draft) not in primary and draft.same_as is None]
        made = [ByProduct(one.name, one.caption) for one in others if one.id is not None and one.id < 0]
        changed = [
            ByProduct(one.name, one.caption, Fate.UPDATED, one.id)
            for one in others
            if id(one) in sketches and sketches[id(one)].changed
        ]
        merged = [session.get(Person, old) for old, _new in self.desk.people.merged]
        joined = [ByProduct("person", one.name, Fate.JOINED, one.id) for one in merged if one is not None]
        return [*made, *changed, *joined]


class _Sketch(Revision):
    """A revision that writes down what it would change."""

    def __init__(
        self, session: Session, draft: Draft, known: Known, imported: dict[str, Any], foreseen: Foreseen
    ) -> None:
        self.session = session
        self.draft, self.known, self.old = draft, known, imported
        self.kept: list[str] = []
        self.changed = False
        self.title = ""
        self._foreseen = foreseen
        self._columns_set: dict[Record, dict[str, Any]] = {}
        self._texts: list[tuple[str, str, str]] = []
        self._added: list[tuple[type[Record], Values]] = []
        self._dropped: list[Record] = []

    def told(self) -> tuple[Any, ...]:
        """The changes as people read them."""
        tell = self._foreseen
        found = [one for row, values in self._columns_set.items() for one in tell.columns(row, values)]
        found += [tell.text(self.draft.kind, *change) for change in self._texts]
        found += [tell.part(kind, values) for kind, values in self._added]
        found += [tell.part(type(row), tell.values(row), gone=True) for row in self._dropped]
        return tuple(found)

    def _set(self, row: Record, column: str, value: Any) -> None:
        self._columns_set.setdefault(row, {})[column] = value

    def _write(self, record: Record, role: str, text: str) -> None:
        kind = record.__kind__.name
        now = passages_of(self.session, kind, [record.id]).get(record.id, {}).get(role, [])
        self._texts.append((role, "\n\n".join(passage.text for passage in now), text))

    def _add(self, kind: type[Record], values: Values) -> None:
        self._added.append((kind, values))

    def _drop(self, row: Record) -> None:
        self._dropped.append(row)

    def _remember(self, _imported: dict[str, Any]) -> None:
        record = self.session.get(KINDS[self.known.owner_kind], self.known.owner_id)
        self.title = record.caption if record is not None else ""


def _loaded(session: Session, pairs: Sequence[tuple[Draft, Known]]) -> list[dict[int, Record]]:
    """The records that are compared, fetched many at once."""
    owners: dict[str, set[int]] = {}
    for _draft, known in pairs:
        owners.setdefault(known.owner_kind, set()).add(known.owner_id)
    return [existing(session, name, ids) for name, ids in owners.items()]
