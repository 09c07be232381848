"""Qt counts text in units of UTF-16, the ledger in code points: converted here, at the edge."""

from __future__ import annotations


def to_points(text: str, units: int) -> int:
    """How many code points of ``text`` its first ``units`` units of UTF-16 are; a half pair counts for nothing."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))


def to_units(text: str, points: int) -> int:
    """How many units of UTF-16 the first ``points`` code points of ``text`` take."""
    return len(text[:points].encode("utf-16-le", "surrogatepass")) // 2
