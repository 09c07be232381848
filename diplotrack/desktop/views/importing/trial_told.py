"""A row of the trial set as a page: before and after of each field, or why it is refused; and the trial as a whole."""

from __future__ import annotations

from collections import Counter

from diplotrack.base.i18n import _, format_number, join_names, ngettext
from diplotrack.desktop.reading.hand import Hand
from diplotrack.desktop.views.importing.trial_rows import FATE_TONES
from diplotrack.exchange.incoming.trial import Fate, Trial, TrialItem
from diplotrack.records import KINDS

LONGEST = 600
"""Letters of a value that are shown."""
LISTED = 12
"""Records made beside the rows that are named."""


def item_page(one: TrialItem, hand: Hand) -> str:
    """One row as HTML."""
    kind = str(KINDS[one.kind].__kind__.label) if one.kind in KINDS else ""
    about = _("no. {number}").format(number=format_number(one.number))
    head = "  ·  ".join(filter(None, (kind, about)))
    chip = f"{hand.chip(str(one.fate.label), FATE_TONES[one.fate])} &nbsp; {hand.small(head)}"
    size, space = hand.scale.type("lead"), hand.scale.space
    style = f"margin:0 0 {space(2)}px 0; font-size:{size}px; font-weight:600; line-height:118%"
    parts = [f'<p style="margin:0 0 {space(1)}px 0">{chip}</p>']
    if one.title:
        parts.append(f'<p{hand.title_direction(one.title)} style="{style}">{hand.escape(one.title)}</p>')
    for error in one.errors:
        parts.append(hand.paragraph(str(error)))
        if error.value:
            parts.append(hand.paragraph(_short(error.value)))
    if one.fate is Fate.UNCHANGED:
        parts.append(hand.paragraph(_("The ledger says the same already.")))
    elif one.fate is Fate.LEFT_OUT:
        parts.append(hand.paragraph(_("Nothing is made of it.")))
    if one.fate in (Fate.UPDATED, Fate.JOINED) and one.changes:
        parts.append(_changes(one, hand))
    elif one.changes:
        # The title stands above already.
        told = [change for change in one.changes if change.after != one.title]
        parts.append(hand.blocks([[(change.field, hand.escape(_short(change.after))) for change in told]]))
    parts += [hand.paragraph(sentence) for sentence in one.kept]
    return hand.page("".join(parts))


def _changes(one: TrialItem, hand: Hand) -> str:
    """Before and after, side by side. What goes is struck through: it shows without colour too."""
    gone, come = hand.palette.tones["bad"], hand.palette.tones["good"]
    rows = []
    for change in one.changes:
        before = (
            f'<span style="color:{gone.ink}; text-decoration:line-through">{hand.escape(_short(change.before))}</span>'
            if change.before
            else hand.muted("–")
        )
        after = (
            f'<span style="color:{come.ink}">{hand.escape(_short(change.after))}</span>'
            if change.after
            else hand.muted("–")
        )
        rows.append([hand.muted(change.field), before, after])
    return hand.table(["", _("Now"), _("Afterwards")], rows)


def summed(trial: Trial, *, of_rows: bool = True) -> str:
    """The trial in a sentence or two; ``of_rows`` where the file is a table."""
    counts = trial.counts()
    told_of = _("{count} {fate}")
    parts = [
        told_of.format(count=format_number(count), fate=str(fate.label).lower())
        for fate, count in counts.items()
        if count
    ]
    count = len(trial.items)
    read = ngettext("{count} entry: {parts}.", "{count} entries: {parts}.", count)
    if of_rows:
        read = ngettext("{count} row: {parts}.", "{count} rows: {parts}.", count)
    told = read.format(count=format_number(count), parts=join_names(parts))
    if not parts:
        told = _("It holds nothing that could be taken in.")
    beside = beside_told(trial)
    return f"{told} {beside}".strip()


def beside_told(trial: Trial) -> str:
    """What is made beside them: partners and people whom they name."""
    made: Counter[str] = Counter(one.kind for one in trial.beside if one.fate is Fate.CREATED)
    named = [
        _("{count} {kind}").format(count=format_number(count), kind=_called(kind, count))
        for kind, count in made.items()
        if kind in KINDS
    ]
    return _("Also new: {list}.").format(list=join_names(named)) if named else ""


def whole_page(trial: Trial, hand: Hand) -> str:
    """What concerns the file as a whole, for when no row is chosen; the sums stand above the list."""
    result = trial.result
    parts = [hand.paragraph(note) for note in result.table_notes]
    beside = [one for one in trial.beside if one.fate is Fate.CREATED]
    if beside:
        rows = [
            [
                hand.muted(str(KINDS[one.kind].__kind__.label) if one.kind in KINDS else one.kind),
                hand.escape(one.title),
            ]
            for one in beside[:LISTED]
        ]
        parts += [
            hand.heading(_("Also new"), format_number(len(beside))),
            hand.table(["", ""], rows),
        ]
    if result.unresolved:
        rows = [
            [hand.escape(name), hand.muted(format_number(count))] for name, count in result.unresolved.items()
        ]
        parts += [hand.heading(_("Names that nobody is known by")), hand.table(["", ""], rows[:LISTED])]
    if result.left_out:
        rows = [
            [hand.escape(why), hand.muted(format_number(count))] for why, count in result.left_out.items()
        ]
        parts += [hand.heading(_("Left out")), hand.table(["", ""], rows[:LISTED])]
    return hand.page("".join(parts))


def _called(kind: str, count: int) -> str:
    about = KINDS[kind].__kind__
    return str(about.label if count == 1 else about.plural).lower()


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
