"""Where a quote stands in a passage: its offset in code points, and the words on either side."""

from __future__ import annotations

from typing import Any

AROUND = 32
"""Characters kept on either side, by which a quote is found again after an edit."""


def anchored(passage: str, quote: str) -> dict[str, Any] | None:
    """The anchor of a quote as the columns of a statement or commitment; None where the passage lacks it."""
    start = passage.find(quote) if quote else -1
    if start < 0:
        return None
    end = start + len(quote)
    return {
        "quote_start": start,
        "quote_before": passage[max(0, start - AROUND) : start],
        "quote_after": passage[end : end + AROUND],
    }
