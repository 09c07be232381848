"""A row that its source changed: only what the source changed is changed here, and never what the user edited."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from diplotrack.base.i18n import _
from diplotrack.exchange.incoming.drafts import Draft, Values, identifier, text_digest
from diplotrack.exchange.incoming.marking import LEVEL, lowered
from diplotrack.exchange.incoming.references import Known
from diplotrack.records import KINDS, ExternalReference, Record, fields
from diplotrack.store.passages import passages_of, write_text
from diplotrack.store.unit_of_work import Work
from diplotrack.store.values import encode

IDENTITY: dict[str, tuple[str, ...]] = {
    "engagement_party": ("party_id",),
    "participant": ("person_id", "party_id", "side"),
    "communication_party": ("party_id", "person_id", "part"),
    "commitment_party": ("party_id", "side"),
    "score": ("party_id", "report", "assessor"),
    "agreement_party": ("party_id", "name_used"),
    "statement_audience": ("party_id",),
    "objective_link": ("objective_id",),
    "update": ("on", "new_status", "text"),
    "person_name": ("name",),
    "party_name": ("name",),
    "contact_point": ("channel", "value"),
    "appointment": ("office", "party_id"),
    "tag": ("name",),
    "dismissal": ("quote",),
}
"""By what a part is known again when its row comes once more; the rest of its values may then differ."""


def imported_values(draft: Draft) -> dict[str, Any]:
    """What the external reference keeps: the values as they are imported now, identifiers for records."""
    kept: dict[str, Any] = {"values": _encoded(draft.values)}
    if draft.parts:
        kept["parts"] = [[kind.__kind__.name, _encoded(values)] for kind, values in draft.parts]
    if draft.texts:
        kept["texts"] = {role: text_digest(paragraphs) for role, paragraphs in draft.texts.items()}
    if draft.seen:
        kept["seen"] = [day.isoformat() for day in draft.seen]
    return kept


def _encoded(values: Values) -> dict[str, Any]:
    return {key: encode(identifier(value)) for key, value in values.items() if key != "uid"}


def differs(draft: Draft, known: Known, imported: dict[str, Any]) -> bool:
    """Whether a draft says anything else than what was imported last."""
    return draft.digest != known.digest or imported_values(draft) != imported


class Revision:
    """Brings one record up to date with its source. ``kept`` tells what the user's edits held back.

    What is to be changed is decided apart from changing it, so that an import that is only tried out decides alike.
    """

    def __init__(self, work: Work, draft: Draft, known: Known, imported: dict[str, Any]) -> None:
        self.work, self.session = work, work.session
        self.draft, self.known, self.old = draft, known, imported
        self.kept: list[str] = []
        self.changed = False

    def run(self) -> bool:
        """Whether anything in the record was changed. A record in the trash stays as it is."""
        new = imported_values(self.draft)
        record = self.session.get(KINDS[self.known.owner_kind], self.known.owner_id)
        if record is not None and record.deleted_at is None and new != self.old:
            self._columns(record, self.draft.values, self.old.get("values", {}))
            for role, paragraphs in self.draft.texts.items():
                self._text(record, role, paragraphs)
            self._parts(record)
        self._remember(new)
        return self.changed

    def _columns(self, record: Record, values: Values, old: dict[str, Any]) -> None:
        held = lowered(record, values)
        if any(encode(values[key]) != old.get(key) for key in held):
            self.kept.append(_("a file never lowers a marking"))
        for key, value in values.items():
            value = identifier(value)
            if key == "uid" or key in held or encode(value) == old.get(key):
                continue
            if encode(getattr(record, key)) in (old.get(key), encode(value)):
                if encode(getattr(record, key)) != encode(value):
                    self._set(record, key, value)
                    self.changed = True
            else:
                self._keep(_label(type(record), key))

    def _text(self, record: Record, role: str, paragraphs: list[str]) -> None:
        before = self.old.get("texts", {}).get(role, text_digest([]))
        if before == text_digest(paragraphs):
            return
        kind = record.__kind__.name
        now = passages_of(self.session, kind, [record.id]).get(record.id, {}).get(role, [])
        if text_digest(passage.text for passage in now) == before:
            self._write(record, role, "\n\n".join(paragraphs))
            self.changed = True
        else:
            self._keep(_label(type(record), role))

    def _parts(self, record: Record) -> None:
        old = {_known_by(name, values): (name, values) for name, values in self.old.get("parts", [])}
        new = {
            _known_by(kind.__kind__.name, _encoded(values)): (kind, values)
            for kind, values in self.draft.parts
        }
        current = self._current(record, {name for name, _values in old.values()})
        current |= self._current(record, {kind.__kind__.name for kind, _values in new.values()})
        for key, (kind, values) in new.items():
            row = current.get(key)
            if row is not None:
                if key in old:
                    self._columns(row, values, old[key][1])
            elif key not in old:  # what the user took out stays out
                given = {column: identifier(value) for column, value in values.items()}
                self._add(kind, {**given, kind.__kind__.owner: record.id})
                self.changed = True
        for key in old.keys() - new.keys():
            row = current.get(key)
            if row is None:
                continue
            if all(encode(getattr(row, column)) == value for column, value in old[key][1].items()):
                self._drop(row)
                self.changed = True
            else:
                self._keep(row.caption)

    def _keep(self, what: str) -> None:
        """Tell once what is left as somebody edited it; a day has two columns and a marking three."""
        sentence = _("“{field}” was edited here").format(field=what)
        if sentence not in self.kept:
            self.kept.append(sentence)

    # Changing --------------------------------------------------------------------------------------------------------

    def _set(self, row: Record, column: str, value: Any) -> None:
        setattr(row, column, value)

    def _write(self, record: Record, role: str, text: str) -> None:
        write_text(self.work, record, role, text)

    def _add(self, kind: type[Record], values: Values) -> None:
        self.session.add(kind(**values))

    def _drop(self, row: Record) -> None:
        self.work.trash(row)

    def _remember(self, imported: dict[str, Any]) -> None:
        """Keep what was imported now, so that the next import knows what the source changed since."""
        reference = self.work.get(ExternalReference, self.known.id)
        reference.imported, reference.digest = imported, self.draft.digest

    # What there is ---------------------------------------------------------------------------------------------------

    def _current(self, record: Record, names: set[str]) -> dict[tuple[Any, ...], Record]:
        found: dict[tuple[Any, ...], Record] = {}
        for name in names:
            kind = KINDS[name]
            owner = kind.__table__.c[kind.__kind__.owner]
            for row in self.session.scalars(select(kind).where(owner == record.id)):
                values = {column: encode(getattr(row, column)) for column in fields(kind)}
                found[_known_by(name, values)] = row
        return found


def _label(kind: type[Record], name: str) -> str:
    """What people call a column or long text."""
    field = fields(kind).get(name) or fields(kind).get(name.removesuffix("_latest"))
    if field is not None:
        return str(field.label)
    if name in LEVEL:
        return _("Marking")
    return next((str(one.label) for one in kind.__kind__.texts if one.role == name), name)


def _known_by(name: str, values: dict[str, Any]) -> tuple[Any, ...]:
    columns = IDENTITY.get(name)
    if name == "participant" and values.get("person_id") is None:
        columns = ("person_id", "party_id", "side", "capacity")
    return (name, *(values.get(column) for column in columns or sorted(values)))
