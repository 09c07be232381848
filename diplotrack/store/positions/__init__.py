"""Which line to take is in force, when and toward whom: one answer for rules, drafts, documents and pages."""

from __future__ import annotations

from diplotrack.store.positions.lines import Line, Lines, read_lines
from diplotrack.store.positions.toward import InForce, positions_toward

__all__ = ["InForce", "Line", "Lines", "positions_toward", "read_lines"]
