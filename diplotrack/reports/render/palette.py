"""The colours of the house style as the office formats write them, and how a tone is told without its colour."""

from __future__ import annotations

from typing import NamedTuple

from diplotrack.reports.document import Severity, Tone

INK, QUIET, ACCENT, HAIRLINE, TINT = "1B2027", "646B75", "1A3F6B", "CBD0D7", "F5F7F9"
SEVERITIES = {
    Severity.HIGH: "A32620",
    Severity.MEDIUM: "B8720C",
    Severity.LOW: QUIET,
    Severity.NOTE: ACCENT,
}


class Fill(NamedTuple):
    """An area of a chart: its colour, and the lines across it (their pattern by Excel's name, and their colour)."""

    colour: str
    pattern: str = ""
    lines: str = ""
    outline: str = ""


FILLS = {
    Tone.OURS: Fill(ACCENT),
    Tone.THEIRS: Fill("C6D8EC", "wide_upward_diagonal", ACCENT),
    Tone.GOOD: Fill("71A087"),
    Tone.FAIR: Fill("F6DEA7", "light_horizontal", "B8720C"),
    Tone.BAD: Fill("A32620", "wide_downward_diagonal", "FFFFFF"),
    Tone.QUIET: Fill("F3F4F6", outline="8E959E"),
}
RAILS = {
    Tone.OURS: ACCENT,
    Tone.THEIRS: "7F9CBC",
    Tone.GOOD: "71A087",
    Tone.FAIR: "B8720C",
    Tone.BAD: "A32620",
    Tone.QUIET: HAIRLINE,
}
"""The colour of a line beside a moment."""
