"""What may go out: markings in bulk, one filter for every way out, and the names of protected sources."""

from __future__ import annotations

from diplotrack.release.filter import EVERYTHING, KEPT_COLUMNS, REFERENCE, ReleaseFilter
from diplotrack.release.marks import OwnMarking, effective_markings, own_markings, party_key, whole_markings
from diplotrack.release.protected import ProtectedNames, contact_name
from diplotrack.release.whole import Whole

__all__ = [
    "EVERYTHING",
    "KEPT_COLUMNS",
    "REFERENCE",
    "OwnMarking",
    "ProtectedNames",
    "ReleaseFilter",
    "Whole",
    "contact_name",
    "effective_markings",
    "own_markings",
    "party_key",
    "whole_markings",
]
