"""Where a quote stands in a passage: its offset in code points, and the words on either side."""

from __future__ import annotations

AROUND = 32
"""Characters kept on either side, by which a quote is found again after an edit."""


def anchored(passage: str, quote: str) -> tuple[int, str, str] | None:
    """Where a quote begins in a passage, with the words before and after it; None where the passage lacks it."""
    start = passage.find(quote) if quote else -1
    if start < 0:
        return None
    end = start + len(quote)
    return start, passage[max(0, start - AROUND) : start], passage[end : end + AROUND]
