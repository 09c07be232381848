"""A private ledger for diplomacy: engagements, positions, commitments, and the gaps between them."""

from __future__ import annotations

__version__ = "0.1.0"
