"""The reader of profiles that need no code: fields are columns, names are references or parts, texts are passages."""

from __future__ import annotations

from datetime import datetime, time
from functools import cache
from typing import Any

from sqlalchemy import select

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, join_names
from diplotrack.exchange.incoming.desk import Desk
from diplotrack.exchange.incoming.drafts import Draft, Part, day
from diplotrack.exchange.people.sightings import name_columns
from diplotrack.exchange.profiles.beside import BESIDE, PARTY_PARTS, PERSON_PARTS, Beside
from diplotrack.exchange.profiles.profile import Profile
from diplotrack.exchange.profiles.typed_rows import TypedRow, WrittenName
from diplotrack.exchange.readers import PlainReader
from diplotrack.records import KINDS, Objective, ObjectiveLink, Record, Update, fields
from diplotrack.records.enumerations import CommitmentStatus, Format
from diplotrack.records.field import Field


class TomlReader(PlainReader):
    """Makes the record kind that the profile names."""

    version = 1

    def __init__(self, desk: Desk, profile: Profile) -> None:
        super().__init__(desk, profile)
        name = profile.kind
        if name not in KINDS:
            sentence = _(
                "The profile “{profile}” names the kind “{kind}”, which there is not; use one of: {kinds}."
            )
            raise UserError(sentence.format(profile=profile.name, kind=name, kinds=", ".join(KINDS)))
        self.kind: type[Record] = KINDS[name]
        self.fields = fields(self.kind)
        self._choices = {
            name: {one.value: one for one in field.choices}
            for name, field in self.fields.items()
            if field.choices is not None
        }
        self._needed = [name for name, field in self.fields.items() if field.required and field.editable]
        self._objectives = dict(desk.session.execute(select(Objective.code, Objective.id)).all())
        told = [spec.name for spec in profile.fields] + list(profile.constants)
        self.beside = {one.name: one for one in BESIDE.get(name, ())}
        known = {*self.fields, *self.beside, "marking"}
        strange = [field for field in told if field not in known]
        if strange:
            sentence = _("The profile “{profile}” fills {fields}, which a record of “{kind}” does not have.")
            raise UserError(sentence.format(profile=profile.name, fields=", ".join(strange), kind=name))

    def read(self, row: TypedRow) -> list[Draft]:
        """The record."""
        values: dict[str, Any] = dict(self.desk.marking)
        for name, value in row.values.items():
            if name in self.fields and value is not None:
                values |= self._column(row, name, self.fields[name], value) | values
        draft = Draft(self.kind, values, key=row.key, texts={r: p for r, p in row.texts.items() if p})
        for written in row.names:
            self._name(row, draft, written)
        if draft.name == "person":
            _name_person(values)
        if draft.name == "commitment":
            draft.parts += self._status(values)
        if draft.name == "engagement" and not values.get("title"):
            values["title"] = self._title(draft)
        draft.parts += [
            (KINDS[one.part], self._row_beside(one, values, text))
            for name, one in self.beside.items()
            for text in _texts(row.values.get(name))
        ]
        for name in self._needed:
            if draft.values.get(name) in (None, ""):
                self.desk.refuse(row, name, "", _("it is empty and may not be"))
        return [draft]

    def _status(self, values: dict[str, Any]) -> list[Part]:
        """The update that says how a commitment stands: its status follows from its updates, and is open without."""
        status = values.pop("status", CommitmentStatus.OPEN)
        if status is CommitmentStatus.OPEN:
            return []
        on = values.get("completed_on")
        is_day = on is not None and on == values.get("completed_on_latest")
        return [
            (Update, {"on": on if is_day else None, "text": "", "new_status": status, **self.desk.marking})
        ]

    def _title(self, draft: Draft) -> str:
        """What an engagement without a title is called: its form, and with whom; "" where nobody is named."""
        names = [
            self.desk.name(values["party_id"]) for _kind, values in draft.parts if values.get("party_id")
        ]
        people = (values["person_id"] for _kind, values in draft.parts if values.get("person_id"))
        names = names or [self.desk.people.name_of(one) for one in people]
        form = draft.values.get("format", Format.MEETING)
        return _("{form}: {names}").format(form=form.label, names=join_names(names)) if names else ""

    def _row_beside(self, one: Beside, values: dict[str, Any], text: str) -> dict[str, Any]:
        """A row beside the record; an office is one of the party that the person belongs to."""
        given: dict[str, Any] = {**dict(one.given), one.column: text}
        if "party_id" in fields(KINDS[one.part]):
            given["party_id"] = values.get("party_id")
        return given

    def _column(self, row: TypedRow, name: str, field: Field, value: object) -> dict[str, Any]:
        if isinstance(value, datetime) and field.type == "day":
            clock = f"{name.removesuffix('s_on')}_time"
            timed = {clock: value.time()} if clock in self.fields and value.time() != time() else {}
            return {**self._column(row, name, field, PartialDate.day(value.date())), **timed}
        if isinstance(value, datetime) and field.type == "time":
            value = value.time()
        if field.type == "day":
            if not isinstance(value, PartialDate):
                try:
                    value = PartialDate.parse(str(value))
                except UserError as error:
                    self.desk.refuse(row, name, str(value), error.sentence)
                    return {}
            if field.partial:
                return day(name, value)
            if value.precision != "day":
                self.desk.refuse(row, name, value.iso(), _("here a full day is needed"))
                return {}
            return {name: value.earliest}
        if (known := self._choices.get(name)) is not None:
            if str(value) not in known:
                sentence = _("it is none of {choices}").format(choices=", ".join(known))
                self.desk.refuse(row, name, str(value), sentence)
                return {}
            return {name: known[str(value)]}
        if field.scale and value not in {step for step, _label in field.scale}:
            steps = ", ".join(str(step) for step, _label in field.scale)
            self.desk.refuse(row, name, str(value), _("it is none of {choices}").format(choices=steps))
            return {}
        if isinstance(value, list):
            return {name: "; ".join(str(part) for part in value)}
        return {name: value}

    def _name(self, row: TypedRow, draft: Draft, written: WrittenName) -> None:
        if written.spec.kind == "objective":
            self._objective(row, draft, written)
            return
        found = (
            self._person(row, written) if written.spec.kind == "person" else self.desk.resolve(row, written)
        )
        if found is None:
            return
        column = f"{written.spec.role}_id"
        if column in self.fields:
            draft.values[column] = found
        elif draft.name in (PARTY_PARTS if written.spec.kind == "party" else PERSON_PARTS):
            draft.parts.append(self._part(draft, written, found))
        else:
            sentence = _("a record of this kind has no place for “{role}”")
            self.desk.note(
                row, written.spec.column, sentence.format(role=written.spec.role or written.spec.kind)
            )

    def _part(self, draft: Draft, written: WrittenName, named: int | Draft) -> Part:
        kind = written.spec.kind
        name, column, usual = (PARTY_PARTS if kind == "party" else PERSON_PARTS)[draft.name]
        values: dict[str, Any] = {f"{kind}_id": named}
        if column:
            values[column] = _role(written.spec.role, usual)
        if name == "agreement_party":
            values["name_used"] = written.text
        return KINDS[name], values

    def _person(self, row: TypedRow, written: WrittenName) -> int | Draft | None:
        desk = self.desk
        on = written.on.earliest if written.on else None
        named = desk.people.named(written.text)
        if len(named) == 1:
            return named[0].who
        match written.spec.unknown:
            case "create" if not named:
                return desk.people.meet(written.text, None, on=on).who
            case "note" | "create":
                desk.note(row, written.spec.column, _who_is(written.text, len(named)))
            case _:
                desk.refuse(row, written.spec.column, written.text, _who_is(written.text, len(named)))
        return None

    def _objective(self, row: TypedRow, draft: Draft, written: WrittenName) -> None:
        found = self._objectives.get(written.text)
        if found is None:
            sentence = _("no objective has the code “{code}”").format(code=written.text)
            if written.spec.unknown == "error":
                self.desk.refuse(row, written.spec.column, written.text, sentence)
            else:
                self.desk.note(row, written.spec.column, sentence)
        elif (column := f"{written.spec.role or 'objective'}_id") in self.fields:
            draft.values[column] = found
        else:
            draft.parts.append((ObjectiveLink, {"objective_id": found}))


@cache
def _role(role: str, usual: Any) -> Any:
    """The part that a profile names, else the usual one."""
    return next((one for one in type(usual) if one.value == role), usual)


def _who_is(name: str, several: int) -> str:
    if several:
        return _("{n} people are called “{name}”").format(n=several, name=name)
    return _("nobody is called “{name}”").format(name=name)


def _name_person(values: dict[str, Any]) -> None:
    """A name makes family and given name, and these make a name, where only one of the two is told."""
    parts = [values.get("given_name"), values.get("family_name")]
    if not values.get("name"):
        values["name"] = " ".join(str(part) for part in parts if part)
    elif not any(parts):
        values.update(name_columns(str(values["name"])))


def _texts(value: object) -> list[str]:
    """A cell's texts, none where it is blank."""
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


READER = TomlReader
