"""Whether a draft can be saved: what is missing or contradicts itself, at which place, and how to mend it."""

from __future__ import annotations

from typing import Any

from diplotrack.base.dates import PartialDate, zone_named
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.records import KINDS, Record
from diplotrack.workspace.editing.draft import Draft, Fault, Place, is_blank, written

SPANS = (
    ("starts_on", "ends_on"),
    ("valid_from", "valid_until"),
    ("from_on", "until_on"),
    ("cycle_start_on", "cycle_end_on"),
    ("born_on", "died_on"),
)
"""Columns of which the second cannot lie before the first."""


def faults_of(draft: Draft) -> list[Fault]:
    """Everything that keeps the draft from being saved, in the order of the form; [] where nothing does.

    What was wrong already when the record was opened (an import may have brought it) is let be.
    """
    found = _all_faults(draft)
    if draft.id is None or draft.seen is None:
        return found
    old = {_key(fault) for fault in _all_faults(draft.seen)}
    return [fault for fault in found if _key(fault) not in old]


def _key(fault: Fault) -> tuple[Place, str]:
    """The fault whatever the number of its row, which may have moved."""
    return tuple(step for step in fault.place if isinstance(step, str)), fault.sentence


def _all_faults(draft: Draft) -> list[Fault]:
    found = _faults(draft.record, draft.values, ())
    for name, rows in draft.parts.items():
        for number, row in enumerate(rows):
            if not is_blank(KINDS[name], row):
                found += _faults(KINDS[name], row.values, (name, number))
    for number, (_column, follow) in enumerate(draft.follows):
        found += [Fault(("follows", number, *fault.place), fault.sentence) for fault in faults_of(follow)]
    return found


def faults_of_values(kind: type[Record], values: dict[str, Any]) -> list[Fault]:
    """What is wrong with the values of one record by themselves; [] where nothing is."""
    return _faults(kind, values, ())


def _faults(kind: type[Record], values: dict[str, Any], where: Place) -> list[Fault]:
    found = []
    for name, field in written(kind).items():
        value = values.get(name)
        if field.required and value in (None, ""):
            sentence = _("“{field}” is empty; fill it in.")
            found.append(Fault((*where, name), sentence.format(field=field.label)))
    for first, last in SPANS:
        start, end = values.get(first), values.get(last)
        if isinstance(start, PartialDate) and isinstance(end, PartialDate) and end.latest < start.earliest:
            label = written(kind)[last].label
            sentence = _("“{field}” lies before “{start}”; change one of them.")
            found.append(
                Fault((*where, last), sentence.format(field=label, start=written(kind)[first].label))
            )
    for name in ("zone", "time_zone"):
        if values.get(name):
            found += _read(lambda name=name: zone_named(values[name]), (*where, name))
    if values.get("recurs"):
        found += _read(lambda: _rule(values["recurs"]), (*where, "recurs"))
    if kind.__kind__.name == "participant" and not values.get("person_id") and not values.get("party_id"):
        sentence = _("Say who took part: a person, or the delegation of unnamed people.")
        found.append(Fault((*where, "person_id"), sentence))
    return found


def _read(reading: Any, place: Place) -> list[Fault]:
    try:
        reading()
    except UserError as error:
        return [Fault(place, error.sentence)]
    return []


def _rule(words: str) -> None:
    from dateutil.rrule import rrulestr

    try:
        rrulestr(words)
    except (ValueError, KeyError):
        sentence = _(
            "“{words}” is no rule of repetition; write it as FREQ=YEARLY or FREQ=MONTHLY;INTERVAL=3."
        )
        raise UserError(sentence.format(words=words)) from None
