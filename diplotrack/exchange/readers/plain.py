"""The reader of profiles that need no code: fields are columns, names are references or parts, texts are passages."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.exchange.incoming.desk import Desk
from diplotrack.exchange.incoming.drafts import Draft, Part, day
from diplotrack.exchange.people.figures import PartyId
from diplotrack.exchange.profiles.profile import Profile
from diplotrack.exchange.profiles.typed_rows import TypedRow, WrittenName
from diplotrack.exchange.readers import PlainReader
from diplotrack.records import KINDS, Objective, ObjectiveLink, Record, fields
from diplotrack.records.enumerations import CommitmentSide, Correspondent, Side
from diplotrack.records.field import Field

PARTY_PARTS: dict[str, tuple[str, str, Any]] = {
    "engagement": ("engagement_party", "side", Side.THEIRS),
    "communication": ("communication_party", "part", Correspondent.TO),
    "commitment": ("commitment_party", "side", CommitmentSide.BY),
    "agreement": ("agreement_party", "", None),
    "statement": ("statement_audience", "", None),
}
"""For each kind that has parties beside it: their part, the column of their role, and the role where none is told."""


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
        self._objectives = dict(desk.session.execute(select(Objective.code, Objective.id)).all())
        told = [spec.name for spec in profile.fields] + list(profile.constants)
        strange = [field for field in told if field not in self.fields and field != "marking"]
        if strange:
            sentence = _("The profile “{profile}” fills {fields}, which a record of “{kind}” does not have.")
            raise UserError(sentence.format(profile=profile.name, fields=", ".join(strange), kind=name))

    def read(self, row: TypedRow) -> list[Draft]:
        """The record."""
        values: dict[str, Any] = dict(self.desk.marking)
        for name, value in row.values.items():
            if name in self.fields and value is not None:
                values |= self._column(row, name, self.fields[name], value)
        draft = Draft(self.kind, values, key=row.key, texts={r: p for r, p in row.texts.items() if p})
        for written in row.names:
            self._name(row, draft, written)
        for name, field in self.fields.items():
            if field.required and field.editable and draft.values.get(name) in (None, ""):
                self.desk.refuse(row, name, "", _("it is empty and may not be"))
        return [draft]

    def _column(self, row: TypedRow, name: str, field: Field, value: object) -> dict[str, Any]:
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
        if field.choices is not None:
            known = {one.value: one for one in field.choices}
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
        elif written.spec.kind == "person" and draft.name == "engagement":
            side = self._role(Side, written, Side.THEIRS)
            draft.parts.append((KINDS["participant"], {"person_id": found, "side": side}))
        elif written.spec.kind == "party" and draft.name in PARTY_PARTS:
            draft.parts.append(self._party(draft, written, found))
        else:
            sentence = _("a record of this kind has no place for “{role}”")
            self.desk.note(
                row, written.spec.column, sentence.format(role=written.spec.role or written.spec.kind)
            )

    def _party(self, draft: Draft, written: WrittenName, party: PartyId) -> Part:
        name, column, usual = PARTY_PARTS[draft.name]
        values: dict[str, Any] = {"party_id": party}
        if column:
            values[column] = self._role(type(usual), written, usual)
        if name == "agreement_party":
            values["name_used"] = written.text
        return KINDS[name], values

    @staticmethod
    def _role(choices: Any, written: WrittenName, usual: Any) -> Any:
        return next((one for one in choices if one.value == written.spec.role), usual)

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
        elif "objective_id" in self.fields:
            draft.values["objective_id"] = found
        else:
            draft.parts.append((ObjectiveLink, {"objective_id": found}))


def _who_is(name: str, several: int) -> str:
    if several:
        return _("{n} people are called “{name}”").format(n=several, name=name)
    return _("nobody is called “{name}”").format(name=name)


READER = TomlReader
