"""What mends a gap: the form that opens for it, what is known filled in, at the field where something is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, Label
from diplotrack.consistency.finding import Finding
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms import open_form
from diplotrack.desktop.forms.desk import Desk
from diplotrack.desktop.forms.rows import RowsBlock
from diplotrack.records import TOP_KINDS
from diplotrack.records.enumerations import ConsultationType, EngagementStatus, Side

OPEN = N_("Open its form")
LOOK_EVERY, LOOKS = 40, 50
"""Milliseconds between two looks for the form that is being opened, and how many."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A form to open: of the record ``id``, or a new one with ``preset``; ``fields`` are looked for in that order."""

    label: Label
    kind: str
    id: int | None = None
    fields: tuple[str, ...] = ()
    preset: dict[str, Any] = field(default_factory=dict)


def fix_of(one: Finding, today: date) -> Fix | None:
    """What opens for a gap; None where its record has no form."""
    make = _FIXES.get(one.rule)
    found = make(one, today) if make is not None else None
    if found is not None:
        return found
    subject = one.subject[0] if one.subject else None
    if subject is None or subject.kind not in TOP_KINDS:
        return None
    return Fix(OPEN, subject.kind, subject.id)


def _here(label: Label, *fields: str) -> Callable[[Finding, date], Fix | None]:
    """The record at fault, at the first of its fields that is there."""

    def make(one: Finding, _today: date) -> Fix | None:
        subject = one.subject[0]
        return Fix(label, subject.kind, subject.id, fields)

    return make


def _captions(one: Finding) -> dict[tuple[str, int], str]:
    return {(exhibit.kind, exhibit.id): exhibit.title for exhibit in (*one.subject, *one.records)}


def _contact(one: Finding, _today: date) -> Fix | None:
    party = next((exhibit for exhibit in one.subject if exhibit.kind == "party"), None)
    if party is None:
        return None
    preset = {
        "status": EngagementStatus.PLANNED,
        "engagement_party": [{"party_id": party.id, "side": Side.THEIRS}],
        "captions": _captions(one),
    }
    return Fix(N_("Plan a contact"), "engagement", None, ("starts_on",), preset)


def _notice(one: Finding, today: date) -> Fix | None:
    by_kind = {exhibit.kind: exhibit for exhibit in one.subject}
    if not {"position", "party"} <= by_kind.keys():
        return None
    preset = {
        "position_id": by_kind["position"].id,
        "party_id": by_kind["party"].id,
        "type": ConsultationType.NOTICE,
        "on": PartialDate.day(today),
        "captions": _captions(one),
    }
    return Fix(N_("Record the notice"), "consultation", None, ("summary",), preset)


def _reply(one: Finding, today: date) -> Fix | None:
    subject = one.subject[0]
    if subject.kind == "ask":
        return Fix(N_("Record the answer"), "ask", subject.id, ("response", "answer"))
    preset = {"reply_to_id": subject.id, "sent_on": PartialDate.day(today), "captions": _captions(one)}
    return Fix(N_("Record the reply"), "communication", None, ("title",), preset)


def _dates(one: Finding, _today: date) -> Fix | None:
    subject = one.subject[0]
    return Fix(N_("Correct the dates"), subject.kind, subject.id, tuple(one.numbers))


def _record(one: Finding, _today: date) -> Fix | None:
    subject = one.subject[0]
    if subject.kind == "action":
        return Fix(N_("Complete the action"), "action", subject.id, ("owner_id", "due_on"))
    return Fix(N_("Write it up"), subject.kind, subject.id, ("status",))


def _obligation(one: Finding, _today: date) -> Fix | None:
    preset = {"agreement_id": one.subject[0].id, "captions": _captions(one)}
    return Fix(N_("Capture an obligation"), "commitment", None, ("text",), preset)


_FIXES: dict[str, Callable[[Finding, date], Fix | None]] = {
    "R01": _here(N_("Review the objective"), "status"),
    "R03": _here(N_("Link an objective"), "objectives"),
    "R05": _here(N_("Correct the statement"), "stance"),
    "R09": _notice,
    "R13": _here(N_("Post an update"), "update", "due_on"),
    "R14": _here(N_("Post an update"), "update"),
    "R15": _here(N_("Complete the wording"), "actor", "action", "target", "due_on"),
    "R16": _here(N_("Add evidence"), "update", "score"),
    "R17": _here(N_("Apportion the evidence"), "update"),
    "R18": _here(N_("Mark what it reaffirms"), "reaffirms_id"),
    "R20": _here(N_("Record the decision"), "renewal_decision"),
    "R21": _dates,
    "R23": _record,
    "R24": _contact,
    "R25": _here(N_("Post an update"), "update", "due_on"),
    "R26": _here(N_("Settle the date"), "due_on"),
    "R28": _here(N_("Settle which stands"), "status"),
    "R29": _reply,
    "R30": _here(N_("Record delivery and report"), "delivered_on", "reported_on"),
    "R31": _here(N_("Settle the action"), "status", "due_on"),
    "R32": _here(N_("Record the clearance"), "clearance"),
    "R33": _here(N_("Hand over"), "owner_id"),
    "R34": _here(N_("Record that they were told"), "objective_notice"),
    "R35": _obligation,
}


class Fixing(QObject):
    """Opens forms and points at fields in them."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._parent = parent

    def open(self, fix: Fix) -> None:
        """Open the form of that fix, the keyboard in its field."""
        before = set(Desk.of(self._context).forms)
        open_form(self._context, fix.kind, fix.id, self._parent.window(), **fix.preset)
        self._point(fix, before, LOOKS)

    def _point(self, fix: Fix, before: set[Any], looks: int) -> None:
        """Wait until the form stands, and go to the field."""
        if not fix.fields or not looks:
            return
        forms = Desk.of(self._context).forms
        key = next(
            (one for one in forms if one == (fix.kind, fix.id) or (one not in before and one[0] == fix.kind)),
            None,
        )
        if key is None or not forms[key].isVisible():
            QTimer.singleShot(LOOK_EVERY, self, lambda: self._point(fix, before, looks - 1))
            return
        form = forms[key]
        form.complete()
        empty = [name for name in fix.fields if not form.draft.values.get(name)]
        for name in (*empty, *fix.fields):
            for block in form.blocks:
                found: QWidget | None = block.place((name,))
                if isinstance(block, RowsBlock) and block.part.__kind__.name == name:
                    found = _begin_row(block)
                if found is not None:
                    found.setFocus()
                    form.area.ensureWidgetVisible(found, 0, self._context.theme.scale.space(20))
                    return


def _begin_row(block: RowsBlock) -> QWidget:
    """Begin a row dated today; the keyboard goes to its words."""
    inputs = block.add_row().inputs
    if "on" in inputs:
        inputs["on"].show_value(PartialDate.day(clock.today()))
    return inputs.get("text", next(iter(inputs.values())))
