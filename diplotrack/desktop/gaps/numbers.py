"""The numbers of a gap in words: what was found beside the limits that are set."""

from __future__ import annotations

from datetime import date
from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, Label, _, format_date, format_number, join_names
from diplotrack.consistency.sayings import plain
from diplotrack.records.enumerations import STANCES

NAMES: dict[str, Label] = {
    "said": N_("Stance said"),
    "position": N_("Stance in force"),
    "difference": N_("Steps apart"),
    "old": N_("Old stance"),
    "new": N_("New stance"),
    "changed": N_("Changed on"),
    "told": N_("Told on"),
    "days_overdue": N_("Days overdue"),
    "days_late": N_("Days late"),
    "days_silent": N_("Days without an update"),
    "days_since": N_("Days since"),
    "days_since_entry": N_("Days since entry"),
    "days_idle": N_("Days idle"),
    "interval": N_("Review interval in days"),
    "working_days": N_("Working days allowed"),
    "due": N_("Due"),
    "last": N_("Last on"),
    "missing": N_("Parts missing"),
    "months": N_("Months asked for"),
    "score": N_("Score"),
    "step": N_("Step of the evidence"),
    "needed": N_("Step needed"),
    "suggested": N_("Suggested"),
    "ends": N_("Ends"),
    "notice_days": N_("Notice period in days"),
    "decide_by": N_("Decide by"),
    "obligations": N_("Obligations on record"),
    "delivered": N_("Delivered on"),
    "times": N_("Times put off"),
    "days_moved": N_("Days put off in all"),
    "first_term_days": N_("First term in days"),
    "first_due": N_("First due"),
    "promises": N_("Promises"),
    "total": N_("Promised in all"),
    "ceiling": N_("Sum of the source"),
    "currency": N_("Currency"),
    "amounts": N_("Sums promised"),
    "total_percent": N_("Shares in all (%)"),
    "shares_percent": N_("Shares (%)"),
    "likeness_percent": N_("Likeness of the texts (%)"),
    "needed_percent": N_("Likeness needed (%)"),
    "deliver_by": N_("Deliver by"),
    "sent": N_("Sent on"),
    "cleared": N_("Clearances that hold"),
    "void": N_("Clearances voided"),
    "outstanding": N_("Clearances outstanding"),
    "since": N_("Since"),
    "days": N_("Days allowed"),
}
STANCED = frozenset({"said", "position", "old", "new"})


def name_of(key: str) -> str:
    """What a number is called; a key that nobody named reads as words."""
    label = NAMES.get(key)
    return str(label) if label is not None else key.replace("_", " ").capitalize()


def shown(key: str, kept: Any, today: date) -> str:
    """A number as people read it."""
    value = plain(kept, today)
    if value is None:
        return _("none")
    if key in STANCED and isinstance(value, int):
        label = next((str(words) for step, words in STANCES if step == value), "")
        return f"{label} ({value:+d})".replace("-", "−") if label else format_number(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, (int, float)):
        return format_number(value)
    if isinstance(value, list):
        return join_names([str(one) for one in value])
    try:
        return format_date(PartialDate.parse(str(value)))
    except UserError:
        return str(value)
