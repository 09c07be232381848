"""Long texts of records as they may be printed: passage by passage, each under its own marking or its record's."""

from __future__ import annotations

from collections.abc import Sequence

from diplotrack.records import Passage
from diplotrack.reports.compose.frame import Frame
from diplotrack.store.passages import passages_of


def texts_of(frame: Frame, kind: str, ids: Sequence[int]) -> dict[int, dict[str, list[Passage]]]:
    """The passages that may be printed: identifier → role → passages. The records were admitted before."""
    if not ids:
        return {}
    found = passages_of(frame.session, kind, ids)
    portions = (
        (one, kind, owner) for owner, roles in found.items() for some in roles.values() for one in some
    )
    admitted = {one.id for one in frame.admit_portions("passage", portions)}
    return {
        owner: {role: [one for one in some if one.id in admitted] for role, some in roles.items()}
        for owner, roles in found.items()
    }
