"""Several new engagements as one operation: a day of meetings."""

from __future__ import annotations

from dataclasses import dataclass, field

from diplotrack.base.i18n import N_
from diplotrack.store.ledger import Ledger
from diplotrack.workspace.editing.draft import Draft, Fault, Unsound
from diplotrack.workspace.editing.saving import save

DAY = N_("Log a day of meetings")


@dataclass(slots=True)
class Outcome:
    """Which drafts (by their place) were saved under which identifier, and what keeps the others from it."""

    saved: dict[int, int] = field(default_factory=dict)
    faults: dict[int, list[Fault]] = field(default_factory=dict)


def save_several(ledger: Ledger, drafts: list[Draft]) -> Outcome:
    """Write all drafts that are sound as one operation; the others are left as they are."""
    outcome = Outcome()
    while len(outcome.faults) < len(drafts):
        saved: dict[int, int] = {}
        place = -1
        try:
            with ledger.change(DAY.message) as work:
                for place, draft in enumerate(drafts):
                    if place not in outcome.faults:
                        saved[place] = save(work, draft)
        except Unsound as error:
            # Nothing of this turn was written: another one, without the draft that is not sound.
            outcome.faults[place] = error.faults
            continue
        outcome.saved = saved
        break
    for place, record_id in outcome.saved.items():
        drafts[place].id = record_id
    return outcome
