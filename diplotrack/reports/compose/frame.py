"""What every section of a document shares: the day, the copy, the release filter, names, and the marking so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Concatenate, ParamSpec, Protocol, Self, TypeVar, cast

from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, format_number, join_names
from diplotrack.base.ident import uid_text
from diplotrack.base.markings import UNMARKED, Marking, portion_marking
from diplotrack.release import OwnMarking, ProtectedNames, Whole
from diplotrack.release.marks import rel_to_lists
from diplotrack.reports.compose.sealing import sealed
from diplotrack.reports.document import Copy, Document, Span
from diplotrack.reports.terms import Composed, Terms
from diplotrack.store.derive import our_parties, sort_key
from diplotrack.store.party_names import Called, called_on


class Markable(Protocol):
    """A row that carries a marking, whether an object or a line of a statement."""

    @property
    def id(self) -> int: ...
    @property
    def marking_scheme(self) -> str: ...
    @property
    def marking_rank(self) -> int | None: ...
    @property
    def marking_text(self) -> str: ...
    @property
    def tlp(self) -> str: ...


M = TypeVar("M", bound=Markable)
P = ParamSpec("P")
T = TypeVar("T")

MOST_TOGETHER = 3
"""Partners of one commitment that are named together; more are "several"."""


class Frame:
    """Sections ask it for names and spans, so that marking, protection and links are decided in one place."""

    def __init__(self, session: Session, terms: Terms) -> None:
        if terms.sources and terms.copy is Copy.HAND_OVER:
            sentence = _(
                "Sources are named in internal copies only: leave out the annex, or print an internal copy."
            )
            raise UserError(sentence)
        self.session = session
        self.on = terms.on
        self.copy = terms.copy
        self.release = terms.release
        self.terms = terms
        self.whole = Whole()
        self.ours = frozenset(our_parties(session))
        self.parties: dict[int, Called] = called_on(session, terms.on)
        self.protected = ProtectedNames.read(session)
        self._left_out: dict[str, set[int]] = {}
        self._markings: dict[tuple[str, int], Marking] = {}
        self._made: dict[tuple[str, int | None, str, str, frozenset[str] | None], Marking] = {}
        self._read: dict[Any, Any] = {}

    def once(self, read: Callable[Concatenate[Self, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a reader finds for this frame, read only once however often the document is composed."""
        key = (read, args, tuple(kwargs.items()))
        if key not in self._read:
            self._read[key] = read(self, *args, **kwargs)
        return cast("T", self._read[key])

    def afresh(self) -> None:
        """Begin another composition of the same document: nothing is printed in it yet, nor in a part of it."""
        self.whole.clear()

    @property
    def internal(self) -> bool:
        """Whether the copy stays inside."""
        return self.copy is Copy.INTERNAL

    @property
    def left_out(self) -> dict[str, int]:
        """How many records of each kind the filter kept back."""
        return dict(Counter({kind: len(ids) for kind, ids in self._left_out.items() if ids}))

    def admit(self, kind: str, rows: Iterable[M]) -> list[M]:
        """The rows of a kind that may be printed; the rest are counted as left out, nowhere else."""
        wanted = list(rows)
        lists = rel_to_lists(self.session, kind, {row.id for row in wanted}) if wanted else {}
        kept = []
        for row in wanted:
            marking = self._own(row, lists.get(row.id))
            self._markings[kind, row.id] = marking
            if self.release.allows(marking):
                kept.append(row)
            else:
                self.leave_out(kind, row.id)
        return kept

    def admit_portions(self, kind: str, portions: Iterable[tuple[M, str, int]]) -> list[M]:
        """The portions (row, kind and identifier of its record) that may be printed; records were admitted before."""
        wanted = list(portions)
        lists = rel_to_lists(self.session, kind, {row.id for row, _kind, _id in wanted}) if wanted else {}
        kept = []
        for row, owner_kind, owner_id in wanted:
            marking = portion_marking(
                self._own(row, lists.get(row.id)), self.marking_of(owner_kind, owner_id)
            )
            self._markings[kind, row.id] = marking
            if self.release.allows(marking):
                kept.append(row)
            else:
                self.leave_out(kind, row.id)
        return kept

    def _own(self, row: Markable, rel_to: frozenset[str] | None) -> Marking:
        """What the row itself carries; made once for all rows that carry the same."""
        key = (row.marking_scheme, row.marking_rank, row.marking_text, row.tlp, rel_to)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = OwnMarking(*key[:4]).with_list(rel_to or frozenset())
        return found

    def leave_out(self, kind: str, record_id: int) -> None:
        """Count a record as kept back."""
        self._left_out.setdefault(kind, set()).add(record_id)

    def marking_of(self, kind: str, record_id: int) -> Marking:
        """The marking of a row that was admitted (or kept back); unmarked where it was never asked for."""
        return self._markings.get((kind, record_id), UNMARKED)

    def may_name(self, kind: str, record_id: int) -> bool:
        """Whether a record that was put to :meth:`admit` may be mentioned in another that may go out."""
        return self.release.allows_mention(self.marking_of(kind, record_id))

    def print(self, kind: str, record_id: int) -> str:
        """Note that the row is printed; returns its portion mark ("" where unmarked)."""
        marking = self.marking_of(kind, record_id)
        self.whole.take(marking)
        level = marking.level
        return level.portion if level else ""

    def mention(self, kind: str, record_id: int) -> None:
        """Note that a marked record is named within another; an unmarked one goes under that one's marking."""
        marking = self.marking_of(kind, record_id)
        if not marking.is_unmarked:
            self.whole.take(marking)

    def span(self, text: str, uid: bytes | None = None, *, bold: bool = False, quiet: bool = False) -> Span:
        """Words of a record, protected names hidden, linked to the record in an internal copy."""
        link = uid_text(uid) if uid is not None and self.internal else None
        return Span(self.protected.hide(text), bold=bold, quiet=quiet, uid=link)

    def party(self, party_id: int | None) -> str:
        """A party's name on the day; "" for none. Names of parties are reference data and carry no marking."""
        called = self.parties.get(party_id or 0)
        return called.name if called else ""

    def counterpart(self, by: Sequence[int], to: Sequence[int]) -> str:
        """The partner that a commitment concerns: the other side of ours, or who made it to others or together."""
        sides = [[one for one in side if one not in self.ours] for side in (by, to)]
        ours_alone = bool(by) and not sides[0]
        others = sides[1] if ours_alone else sides[0] or sides[1]
        if len(others) > MOST_TOGETHER and 0 < len(sides[1]) <= MOST_TOGETHER:
            others = sides[1]
        if len(others) > MOST_TOGETHER:
            return _("Several partners")
        return self.party_list(others)

    @staticmethod
    def sorted_as(name: str) -> str:
        """The key by which a name sorts among names."""
        return sort_key(name)

    def party_list(self, ids: Sequence[int], most: int = 4) -> str:
        """Parties as a list in a sentence, the rest counted."""
        names = [name for one in ids if (name := self.party(one))]
        return shortened(names, most)


def shortened(names: Sequence[str], most: int) -> str:
    """A list in a sentence: the first names, then how many more."""
    if len(names) <= most:
        return join_names(list(names))
    rest = format_number(len(names) - most + 1)
    shown = ", ".join(names[: most - 1])
    return _("{names} and {count} more").format(names=shown, count=rest)


def document_of(frame: Frame, document: Document) -> Composed:
    """The document under the banner of what went into it, with the sources and the watermark that were asked for."""
    annex = 0
    if frame.terms.sources:
        from diplotrack.reports.compose.sources import with_sources

        document, annex = with_sources(frame, document)
    watermark = frame.terms.watermark
    stamped = replace(
        document,
        marking=frame.whole.banner,
        tlp=frame.whole.tlp,
        watermark=str(watermark.label).upper() if watermark else None,
    )
    return Composed(sealed(stamped, frame.protected), frame.left_out, frame.whole.is_releasable, annex)
