"""What belongs to a record beside its texts: its files with what can be done with them, and what went out on it."""

from __future__ import annotations

from diplotrack.base.i18n import _
from diplotrack.desktop.reading.hand import FILE, Hand
from diplotrack.desktop.theme.direction import END, ISOLATE
from diplotrack.workspace.attaching import size_label
from diplotrack.workspace.reading import File, Reading

READOUT, COMPARE = "readout", "compare"


def belongings(reading: Reading, hand: Hand) -> list[str]:
    """The lines below the objectives and tags of a record."""
    return [*_files(reading, hand), *_readouts(reading, hand)]


def _files(reading: Reading, hand: Hand) -> list[str]:
    if not reading.files:
        return []
    lines = [_file(one, hand, is_trashed=reading.is_trashed) for one in reading.files]
    return [hand.heading(_("Attachments")) + _lines(lines, hand)]


def _file(one: File, hand: Hand, *, is_trashed: bool) -> str:
    acts = [("save", _("Save a copy…"))]
    if not is_trashed:
        acts += [("mark", _("Mark…")), ("remove", _("Remove"))]
    shown = [hand.link(f"{FILE}:{act}:{one.id}", words) for act, words in acts]
    name = hand.portion(one.portion) + hand.link(f"{FILE}:open:{one.id}", f"{ISOLATE}{one.name}{END}")
    told = size_label(one.size)
    if one.is_mute:
        told = _("{size}, no words to search").format(size=told)
    return f"{name} &nbsp; {hand.small(told)} &nbsp; " + hand.small(" · ").join(shown)


def _readouts(reading: Reading, hand: Hand) -> list[str]:
    links = []
    if reading.kind == "engagement" and not reading.is_trashed:
        if reading.texts:
            links.append(hand.link(f"{READOUT}:make:{reading.id}", _("Make the readout…")))
        links.append(hand.link(f"{READOUT}:theirs:{reading.id}", _("File their readout…")))
    for pair in reading.pairs:
        if len(reading.pairs) == 1:
            words = _("Compare ours and theirs")
        else:
            sentence = _("Compare “{ours}” and “{theirs}”")
            words = sentence.format(ours=pair.ours.caption, theirs=pair.theirs.caption)
        links.append(hand.link(f"{COMPARE}:{pair.ours.id}:{pair.theirs.id}", words))
    return [hand.heading(_("What went out")) + _lines(links, hand)] if links else []


def _lines(lines: list[str], hand: Hand) -> str:
    # The lines run as the words of the window do, whichever way a file's name runs, and begin where the window does.
    gap, along = hand.scale.space(1), hand.title_direction(_("Attachments"))
    return "".join(f'<p{along} style="margin:0 0 {gap}px 0">{line}</p>' for line in lines)
