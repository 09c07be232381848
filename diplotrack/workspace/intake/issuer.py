"""Whose text it is: by its letterhead, by its dateline and title, or by who sent it."""

from __future__ import annotations

import re

from diplotrack.base.i18n import _
from diplotrack.language.seats import metonyms, party_of_domain, seat_of
from diplotrack.workspace.intake.ground import Ground
from diplotrack.workspace.intake.proposal import Span


def find_issuer(ground: Ground) -> None:
    """Note on the ground which party speaks; "" where the text does not tell."""
    for line in ground.head.letterhead:
        words = ground.text[line.start : line.end]
        found = _in_line(ground, words)
        if found is not None:
            start, end, key = found
            _note(ground, key, Span(line.start + start, line.start + end), _("the letterhead"))
            return
    if "from" in ground.head.labels:
        label = ground.head.labels["from"]
        found = _in_line(ground, ground.text[label.start : label.end])
        if found is not None:
            _note(ground, found[2], Span(label.start + found[0], label.start + found[1]), _("the sender"))
            return
    note = _of_note(ground)
    if note is not None:
        _note(ground, note[0], note[1], _("the words with which the note begins"))
        return
    dated = ground.head.city
    key = seat_of(dated.words) if dated is not None else ""
    office = next((line for line in ground.head.letterhead if _OFFICE.search(line.words)), None)
    if office is not None and dated is not None and key in ground.ids:
        why = _("an office of government, dated in {city}").format(city=dated.words)
        _note(ground, key, Span(office.start, office.end), why)
        return
    sender = ground.source.sender
    key = party_of_domain(sender.address) if sender is not None else ""
    if key in ground.ids:
        assert sender is not None
        ground.issuer, ground.issuer_why = key, _("the address {address}").format(address=sender.address)


def _note(ground: Ground, key: str, span: Span, why: str) -> None:
    ground.issuer, ground.issuer_spans, ground.issuer_why = key, (span,), why


def _in_line(ground: Ground, words: str) -> tuple[int, int, str] | None:
    """The party that a line of a head names, by a building, a ministry or its own name."""
    for one in metonyms(words.title() if words.isupper() else words):
        if one.is_seat and one.key in ground.ids:
            return one.start, one.end, one.key
    # "MINISTRY OF FOREIGN AFFAIRS OF JAPAN" is written as names are for the book.
    shown = words.title().replace(" Of ", " of ").replace(" And ", " and ") if words.isupper() else words
    for place in ground.places_of(shown):
        if place.key in ground.ids:
            return place.start, place.end, place.key
    return None


_OFFICE = re.compile(
    r"(?i)\b(?:minist|presiden|pr[ée]siden|chancell|bundeskanzler|auswärtiges amt|government|gouvernement|"
    r"gobierno|министерств)"
)
_COMPLIMENTS = re.compile(
    r"\bpresents?\s+(?:its|his|her)\s+compliments\s+to\b|\bprésente\s+ses\s+compliments\s+(?:à|au)\b"
)
_ADDRESSEE = re.compile(r"\s+and\s+has\b|\s+et\s+a\b|[.;]")


def _of_note(ground: Ground) -> tuple[str, Span] | None:
    """ "The Embassy of the French Republic presents its compliments to the Department of State …"."""
    first = ground.first_prose()
    words = ground.text[first.start : min(first.end, first.start + 400)]
    found = _COMPLIMENTS.search(words)
    if found is None:
        return None
    stop = _ADDRESSEE.search(words, found.end())
    addressed = _in_line(ground, words[found.end() : stop.start() if stop else len(words)])
    if addressed is not None:
        start = first.start + found.end() + addressed[0]
        ground.addressee, ground.addressed = addressed[2], (Span(start, start + addressed[1] - addressed[0]),)
    for place in ground.places_of(words[: found.start()]):
        if place.key in ground.ids:
            return place.key, Span(first.start + place.start, first.start + place.end)
    return None
