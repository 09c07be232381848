"""The history of a record: each operation with its day, who did it, and what it changed, word by word in long texts."""

from __future__ import annotations

from datetime import UTC, datetime
from difflib import SequenceMatcher

from diplotrack.base.i18n import _, format_moment, format_number, ngettext
from diplotrack.desktop.reading.hand import Hand, direction
from diplotrack.desktop.reading.view import MORE, View
from diplotrack.workspace.reading import Chapter, Difference, Reading

FEW = 4
"""Operations that are set at once."""
SHOWN = 12
"""Operations that are shown; a record edited daily for years must not drown its own page."""


def chronicle(reading: Reading, hand: Hand, view: View) -> list[str]:
    """The history as HTML, latest first."""
    if not reading.history:
        return []
    count = format_number(len(reading.history))
    found = [hand.fold("history", _("History"), count, is_folded="history" in view.folded)]
    if "history" in view.folded:
        return found
    chapters = reading.history if "history" in view.whole else reading.history[:SHOWN]
    rows = [[_when(one, hand), _what(one, hand)] for one in chapters]
    # Not only many of them: a single one may hold texts that were rewritten.
    found += [
        hand.table([], rows[start : start + FEW], widths=[hand.scale.space(36)])
        for start in range(0, len(rows), FEW)
    ]
    left = len(reading.history) - len(chapters)
    if left > 0:
        words = ngettext("Show {count} earlier operation", "Show {count} earlier operations", left)
        found.append(f"<p>{hand.link(f'{MORE}:history', words.format(count=format_number(left)))}</p>")
    return found


def local(moment: datetime) -> str:
    """A moment of the ledger (UTC without a zone) in this computer's time."""
    return format_moment(moment.replace(tzinfo=UTC).astimezone().replace(tzinfo=None))


def _when(one: Chapter, hand: Hand) -> str:
    return hand.small(local(one.at)) + "<br>" + hand.small(one.who)


def _what(one: Chapter, hand: Hand) -> str:
    lines = [hand.escape(one.operation)] + [_difference(difference, hand) for difference in one.differences]
    return "<br>".join(lines)


def _difference(one: Difference, hand: Hand) -> str:
    label = hand.muted(f"{one.label}: " if one.label else "")
    if one.is_long and one.before and one.after:
        return f"<span{direction(one.after)}>{label}{words(one.before, one.after, hand)}</span>"
    was = _struck(one.before, hand) if one.before else ""
    now = hand.escape(one.after) if one.after else ("" if was else hand.muted(_("empty")))
    arrow = f" {hand.muted('→')} " if was and now else ""
    return f"{label}{was}{arrow}{now}"


def _struck(text: str, hand: Hand) -> str:
    tint = hand.palette.tones["bad"]
    return f'<span style="color:{tint.ink}; text-decoration:line-through">{hand.escape(text)}</span>'


def _added(text: str, hand: Hand) -> str:
    tint = hand.palette.tones["good"]
    return f'<span style="background-color:{tint.ground}; color:{tint.ink}">{hand.escape(text)}</span>'


def words(before: str, after: str, hand: Hand) -> str:
    """What became of a text, word by word: struck out, added, or as it was (long stretches shortened)."""
    old, new = before.split(), after.split()
    parts: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(hand.escape(_shortened(old[a:b])))
            continue
        if a < b:
            parts.append(_struck(" ".join(old[a:b]), hand))
        if c < d:
            parts.append(_added(" ".join(new[c:d]), hand))
    return " ".join(parts)


def _shortened(same: list[str]) -> str:
    return " ".join(same) if len(same) <= 16 else " ".join([*same[:6], "…", *same[-6:]])
