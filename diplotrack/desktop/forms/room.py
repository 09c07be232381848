"""Who met: the people and parties of an engagement on both sides, as chips; each opens into its fields."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.blocks import Block
from diplotrack.desktop.forms.grid import Grid
from diplotrack.desktop.forms.inputs import Input, LineInput
from diplotrack.desktop.forms.naming import ReferenceInput
from diplotrack.desktop.forms.row_pane import RowPane
from diplotrack.desktop.forms.rows import RowLine
from diplotrack.desktop.forms.texts import TextsBlock
from diplotrack.desktop.forms.when import WhenBlock
from diplotrack.desktop.forms.whom import Chip, WhomInput
from diplotrack.records import KINDS, EngagementParty, Participant
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import Side
from diplotrack.workspace.editing import Draft, Fault, Newcomer, PartRow, blank_row
from diplotrack.workspace.editing.draft import Place, is_blank
from diplotrack.workspace.suggesting.introduced import Introduced, Sort, introduced
from diplotrack.workspace.suggesting.whom import Offer, Standing


class RoomBlock(Block):
    """The rows of people and of parties. A person brings the party they acted for on the day."""

    changed = Signal()
    """Somebody came, went or changed."""

    def __init__(self, context: Context, draft: Draft, *, narrow: bool = False) -> None:
        """Where it is ``narrow``, our own side is seen only once somebody of it is named."""
        super().__init__(context, draft)
        self._narrow = narrow
        self.people = [PartRow(dict(row.values), row.id) for row in draft.parts.get("participant", [])]
        self.parties = [PartRow(dict(row.values), row.id) for row in draft.parts.get("engagement_party", [])]
        self._who: dict[int, Standing] = {}
        self._brought: set[int] = set()
        """The parties (by the id of their row object) that came with somebody and go with them."""
        self.theirs = WhomInput(context, N_("With whom"))
        self.ours = WhomInput(context, N_("On our side"))
        grid = Grid(context.theme)
        spans = (12, 12) if narrow else (8, 4)
        for one, columns, side in ((self.theirs, spans[0], Side.THEIRS), (self.ours, spans[1], Side.OURS)):
            one.took.connect(lambda offer, side=side: self._take(offer, side))
            one.introduced.connect(lambda words, side=side: self._introduce(words, side))
            one.dropped.connect(self._drop_key)
            one.opened.connect(self._open_key)
            one.names.textEdited.connect(lambda _words: self.edited.emit())
            grid.add(one, columns)
        self.column.addWidget(grid)
        people = {"person_id": 3, "capacity": 4, "side": 2, "role": 3}
        parties = {"party_id": 4, "side": 3, "note": 5}
        self.panes = {
            "participant": RowPane(context, draft, "participant", people, _("The participant")),
            "engagement_party": RowPane(context, draft, "engagement_party", parties, _("The party")),
        }
        for pane in self.panes.values():
            pane.dropped.connect(self._drop)
            pane.turned.connect(self._turn)
            pane.edited.connect(self._pane_edited)
            self.column.addWidget(pane)
        self._draw()
        self.look_again()
        # The names are gathered before the first of them is typed.
        context.read(lambda workspace: workspace.suggesting.whom("", limit=1), _pass, owner=self, key="names")

    # what the form asks

    def gather(self) -> list[Fault]:
        """The rows of both parts in the order in which they are stored, new ones after them."""
        faults = [self._named(one, side) for one, side in ((self.theirs, "theirs"), (self.ours, "ours"))]
        return [fault for fault in faults if fault is not None] + self.gather_rows()

    def gather_rows(self) -> list[Fault]:
        """The rows that stand as chips, whatever is being typed beside them."""
        found: list[Fault] = []
        unread = [
            (pane.line.row, fault)
            for pane in self.panes.values()
            if pane.line is not None
            for fault in pane.gather()
        ]
        rows = {"participant": self.people, "engagement_party": self.parties}
        for part, mine in rows.items():
            kept = [row for row in mine if row.id is not None or not is_blank(KINDS[part], row)]
            self.draft.parts[part] = sorted(kept, key=lambda row: row.id if row.id is not None else 1 << 62)
            places = {id(row): number for number, row in enumerate(self.draft.parts[part])}
            found += [
                Fault((part, places[id(row)], *fault.place), fault.sentence)
                for row, fault in unread
                if id(row) in places
            ]
        return found

    def place(self, place: Place) -> Input | None:
        """A line of names, or a field of a row, which is opened for it."""
        if place in (("whom", "theirs"), ("whom", "ours")):
            return self.theirs if place[1] == "theirs" else self.ours
        if len(place) != 3 or place[0] not in self.panes or not isinstance(place[1], int):
            return None
        rows = self.draft.parts[str(place[0])]
        if place[1] >= len(rows):
            return None
        self._open(rows[place[1]])
        line = self.panes[str(place[0])].line
        return line.place(str(place[2])) if line is not None else None

    def meet(self, other: Block) -> None:
        """Another day, other offices; and Tab goes from those who met to what was said, our own side after it."""
        if isinstance(other, WhenBlock):
            other.read.connect(self._day_read)
        elif isinstance(other, TextsBlock):
            # Not before both stand in one window.
            QTimer.singleShot(0, other, lambda: self._lead_to(other))

    def _lead_to(self, texts: TextsBlock) -> None:
        QWidget.setTabOrder(self.theirs.line, texts.editor)
        QWidget.setTabOrder(texts.editor, self.ours.line)

    def _day_read(self) -> None:
        before = self.theirs.day
        day = self.draft.values.get("starts_on")
        if isinstance(day, PartialDate) and day.latest != before:
            self.look_again()

    def look_again(self) -> None:
        """Ask who the people were on the day, which may be another now."""
        day = self.draft.values.get("starts_on")
        on = day.latest if isinstance(day, PartialDate) else None
        self.theirs.day = self.ours.day = on
        ids = [row.values["person_id"] for row in self.people if isinstance(row.values.get("person_id"), int)]
        if ids:
            self.context.read(
                lambda workspace: workspace.suggesting.standings(ids, on),
                self._know,
                owner=self,
                key=(id(self), "standings"),
            )

    # who comes and goes

    def _take(self, offer: Offer, side: Side) -> None:
        side = Side.OURS if offer.is_ours else side
        key = self.draft.name(offer.mention)
        if offer.mention.kind == "party":
            if not self._party_row(key, side):
                self.parties.append(_row(EngagementParty, party_id=key, side=side))
        elif all(row.values.get("person_id") != key for row in self.people):
            self.people.append(_row(Participant, person_id=key, side=side))
            self._who[key] = Standing(offer.mention, offer.office, None, offer.party, offer.is_ours)
            if offer.party is not None:
                self._bring(self.draft.name(offer.party), side)
        self._changed()

    def _introduce(self, words: str, side: Side) -> None:
        new = introduced(words)
        party = Newcomer("party", new.party, is_new=True) if new.party else None
        row = self._new_row(new, party, side)
        self.people.append(row)
        if party is not None:
            self._bring(party, side)
            self.context.read(
                lambda workspace: workspace.suggesting.party(new.party),
                lambda found: self._settle(party, found),
                owner=self,
            )
        self._changed()

    def _new_row(self, new: Introduced, party: Any, side: Side) -> PartRow:
        if new.sort == "count":
            whose = party or self._only_party(side)
            return _row(Participant, count=new.count, capacity=new.name, party_id=whose, side=side)
        return _row(
            Participant, person_id=Newcomer("person", new.name, is_new=True), party_id=party, side=side
        )

    def _only_party(self, side: Side) -> Any:
        """The party of unnamed people where the side has but one."""
        parties = {row.values["party_id"] for row in self.parties if row.values["side"] == side}
        return parties.pop() if len(parties) == 1 else None

    def _settle(self, newcomer: Newcomer, found: Mention | None) -> None:
        """The party named in words is one that is there already."""
        if found is None:
            return
        key = self.draft.name(found)
        for row in (*self.people, *self.parties):
            if row.values.get("party_id") == newcomer:
                row.values["party_id"] = key
        seen: set[tuple[Any, Any]] = set()
        for row in list(self.parties):
            what = (row.values["party_id"], row.values["side"])
            if what in seen and row.id is None:
                self.parties.remove(row)
            seen.add(what)
        self._changed()

    def _bring(self, party: Any, side: Side) -> None:
        if not self._party_row(party, side):
            row = _row(EngagementParty, party_id=party, side=side)
            self.parties.append(row)
            self._brought.add(id(row))

    def _party_row(self, party: Any, side: Side) -> PartRow | None:
        same = (row for row in self.parties if (row.values["party_id"], row.values["side"]) == (party, side))
        return next(same, None)

    def _drop(self, row: PartRow) -> None:
        for pane in self.panes.values():
            if pane.line is not None and pane.line.row is row:
                pane.close_line()
        self.people = [one for one in self.people if one is not row]
        self.parties = [one for one in self.parties if one is not row]
        left = {self._party_of(one) for one in self.people}
        self.parties = [
            one for one in self.parties if id(one) not in self._brought or one.values["party_id"] in left
        ]
        self._changed()

    def _party_of(self, row: PartRow) -> Any:
        person = row.values.get("person_id")
        who = self._who.get(person) if isinstance(person, int) else None
        return row.values.get("party_id") or (who.party.id if who is not None and who.party else None)

    # a row that is open

    def _drop_key(self, key: int) -> None:
        row = self._by_key(key)
        if row is not None:
            self._drop(row)

    def _open_key(self, key: int) -> None:
        row = self._by_key(key)
        if row is None:
            return
        if any(pane.line is not None and pane.line.row is row for pane in self.panes.values()):
            self._close_panes()
            self._draw()
            (self.theirs if row.values["side"] != Side.OURS else self.ours).enter_chip(key)
            return
        line = self._open(row)
        name = "capacity" if "capacity" in line.inputs else next(iter(line.inputs))
        line.inputs[name].setFocus()

    def _open(self, row: PartRow) -> RowLine:
        pane = self.panes[
            "participant" if row in self.people and self._is_person_row(row) else "engagement_party"
        ]
        if pane.line is not None and pane.line.row is row:
            return pane.line
        self._close_panes()
        pane.open(row, _sort_of(row))
        assert pane.line is not None
        for one in pane.line.inputs.values():
            if isinstance(one, ReferenceInput):
                one.taken.connect(self._note)
        capacity = pane.line.inputs.get("capacity")
        person = row.values.get("person_id")
        if isinstance(capacity, LineInput) and isinstance(person, int) and person in self._who:
            capacity.line.setPlaceholderText(self._who[person].office)
        if row.values.get("count", 1) != 1:
            pane.line.unfold()
        return pane.line

    def _note(self, mention: Mention) -> None:
        self.draft.name(mention)

    def _is_person_row(self, row: PartRow) -> bool:
        return any(one is row for one in self.people)

    def _close_panes(self) -> None:
        for pane in self.panes.values():
            pane.close_line()

    def _turn(self, sort: Sort) -> None:
        """A newcomer is taken for something else."""
        pane = next((one for one in self.panes.values() if one.line is not None), None)
        if pane is None or pane.line is None:
            return
        row = pane.line.row
        pane.close_line()
        words, party, side = _words_of(row), row.values.get("party_id"), row.values["side"]
        self.people = [one for one in self.people if one is not row]
        self.parties = [one for one in self.parties if one is not row]
        if sort == "party":
            new = _row(EngagementParty, party_id=Newcomer("party", words, is_new=True), side=side)
            self.parties.append(new)
        else:
            told = introduced(words)
            whose = party if "person_id" in row.values else None
            new = self._new_row(Introduced(sort, told.name, told.party, told.count), whose, side)
            self.people.append(new)
        self._open(new)
        self._changed()

    def _pane_edited(self) -> None:
        for pane in self.panes.values():
            pane.gather()
        self._changed()

    # what is shown

    def _named(self, one: WhomInput, side: str) -> Fault | None:
        try:
            one.value()
        except UserError as error:
            return Fault(("whom", side), error.sentence)
        return None

    def _by_key(self, key: int) -> PartRow | None:
        return next((row for row in (*self.people, *self.parties) if id(row) == key), None)

    def _know(self, who: dict[int, Standing]) -> None:
        self._who |= who
        for key, one in who.items():
            if one.party is not None:
                self.draft.name(one.party)
            self.draft.name(one.person)
            assert key == one.person.id
        self._draw()
        self.changed.emit()

    def _changed(self) -> None:
        self._draw()
        self.edited.emit()
        self.changed.emit()

    def _draw(self) -> None:
        for one, ours in ((self.theirs, False), (self.ours, True)):
            rows = [row for row in (*self.people, *self.parties) if (row.values["side"] == Side.OURS) == ours]
            one.show_chips({id(row): self._chip(row) for row in rows})
        if self._narrow:
            self.ours.setVisible(bool(self.ours.chips))

    def _chip(self, row: PartRow) -> Chip:
        party = self._caption("party", row.values.get("party_id"))
        if not self._is_person_row(row):
            return Chip(party or "–", "", isinstance(row.values.get("party_id"), Newcomer))
        person = row.values.get("person_id")
        if not person:
            count, capacity = row.values.get("count") or 1, row.values.get("capacity") or _("people")
            return Chip(f"{count} {capacity}", party)
        who = self._who.get(person) if isinstance(person, int) else None
        office = row.values.get("capacity") or (who.office if who is not None else "") or party
        return Chip(self._caption("person", person), office, isinstance(person, Newcomer))

    def _caption(self, kind: str, key: Any) -> str:
        if isinstance(key, Newcomer):
            return key.name
        return self.draft.caption(kind, key) if key else ""


def _pass(_offers: list[Offer]) -> None:
    """Nothing is to be done with those names yet."""


def _row(part: Any, **values: Any) -> PartRow:
    row = blank_row(part)
    row.values |= values
    return row


def _sort_of(row: PartRow) -> Sort | None:
    """What a newcomer is taken for; None for one who is in the ledger."""
    if row.id is not None:
        return None
    if "person_id" not in row.values:
        return "party" if isinstance(row.values.get("party_id"), Newcomer) else None
    if isinstance(row.values["person_id"], Newcomer):
        return "person"
    return "count" if row.values["person_id"] is None else None


def _words_of(row: PartRow) -> str:
    """The words by which a newcomer was named."""
    for name in ("person_id", "party_id"):
        if isinstance(row.values.get(name), Newcomer):
            return str(row.values[name].name)
    count, capacity = row.values.get("count") or 1, row.values.get("capacity") or ""
    return f"{count} {capacity}".strip()
