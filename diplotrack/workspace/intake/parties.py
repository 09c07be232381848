"""Which parties take part, on which side, and which are only spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplotrack.base.i18n import _
from diplotrack.language.attendance import Attendance, read_attendance
from diplotrack.language.seats import metonyms
from diplotrack.language.titles import titles_in
from diplotrack.records.enumerations import Side
from diplotrack.workspace.editing.draft import Newcomer
from diplotrack.workspace.intake.ground import Flat, Ground, Seat
from diplotrack.workspace.intake.proposal import About, Proposal, Rival, Span

MENTIONED = 25
"""How sure it is that a party that is only spoken of takes part."""

MOST_SPANS = 40
"""Places of one party that are shown; a declaration names its host on every page."""


def seat_parties(ground: Ground) -> Attendance:
    """Tell who takes part, from title, prose and the list of participants; noted on the ground.

    The text is read as its issuer's, so that "met with her French counterpart" has somebody whose counterpart it is.
    """
    title, prose = ground.head.title, ground.first_prose()
    called = (
        Flat.of(ground.text, title.start, title.end).words if title else " ".join(ground.source.title.split())
    )
    speaker = ground.issuer or ground.us
    attendance = read_attendance(called, ground.prose(), ground.book, us=speaker, on=ground.on)
    readout = attendance.readout
    strong = 94 if readout.source == "title" else 88
    why = _("the title") if readout.source == "title" else _("the first sentence")
    for key in readout.parties:
        _seat(ground, key, strong, _("takes part, as {where} says").format(where=why))
    for key in attendance.parties:
        _seat(ground, key, 82, _("the text tells that it takes part"))
    for person in (*attendance.ours, *attendance.theirs):
        if person.party:
            _seat(ground, person.party, 92, _("somebody of it takes part"))
    for key, span in _listed(ground):
        _seat(ground, key, 95, _("stands in the list of participants"))
        if key in ground.seats:
            ground.seats[key].spans.append(span)
    if "ours" in ground.head.labels or any(one.role == "our_points" for one in ground.head.headings):
        _seat(ground, ground.us, 90, _("the text speaks of our side"))
    if not readout.parties and not ground.seats:
        _from_first_words(ground, prose)
    _seat_speaker(ground, speaker)
    strangers = any(one.party is None for one in attendance.theirs)
    if ground.issuer not in ("", ground.us) and strangers and set(ground.seats) <= {ground.issuer}:
        _seat(
            ground, ground.us, 82, _("a text of theirs that names somebody without a party means one of ours")
        )
    _sides(ground)
    _place_all(ground)
    return attendance


def _seat(ground: Ground, key: str, sureness: int, why: str) -> None:
    if not key or key not in ground.ids:
        return
    seat = ground.seats.setdefault(key, Seat(key, Side.THEIRS))
    if sureness > seat.sureness:
        seat.sureness, seat.why = sureness, why


def _seat_speaker(ground: Ground, speaker: str) -> None:
    """Who publishes what was said took part in it; a text that does not say whose it is may be ours."""
    if ground.issuer:
        _seat(ground, speaker, 91, _("the text is theirs: {why}").format(why=ground.issuer_why))
        if speaker in ground.seats:
            ground.seats[speaker].spans += ground.issuer_spans
        if ground.addressed:
            _seat(ground, ground.addressee, 90, _("the text is addressed to it"))
            ground.seats[ground.addressee].spans += ground.addressed
        return
    if not speaker or speaker in ground.seats or not ground.seats:
        return
    named = any(place.key == speaker for place in ground.places)
    sureness = 86 if named else 80 if ground.is_english else 45
    if not named and ground.head.kind == "joint_communique" and len(ground.seats) > 1:
        return  # what others issue together is not ours for want of a letterhead
    _seat(ground, speaker, sureness, _("a text without letterhead is taken to be ours"))


def _sides(ground: Ground) -> None:
    for key, seat in ground.seats.items():
        seat.side = Side.OURS if key == ground.us else Side.THEIRS


def _listed(ground: Ground) -> Iterator[tuple[str, Span]]:
    """Parties that the list of participants or a heading of points names."""
    spans = [(one.start, one.end) for one in ground.head.headings if one.by]
    if "participants" in ground.head.labels:
        spans += [(one.start, one.end) for one in ground.head.labels["participants"].lines]
    for start, end in spans:
        for place in ground.places_of(ground.text[start:end]):
            yield place.key, Span(start + place.start, start + place.end)


def _from_first_words(ground: Ground, prose: Span) -> None:
    """Where neither title nor sentence has a known form: the parties of title and first paragraph, less surely."""
    title = ground.head.title
    for start, end, sureness in (
        (title.start, title.end, 60) if title else (0, 0, 0),
        (prose.start, min(prose.end, prose.start + 600), 45),
    ):
        if start < end:
            for place in ground.places_of(ground.text[start:end]):
                _seat(ground, place.key, sureness, _("named at the beginning"))


def _place_all(ground: Ground) -> None:
    """Where each party is named; those that are named only are of a third side."""
    for place in ground.places:
        seat = ground.seats.get(place.key)
        if seat is None:
            seat = ground.seats[place.key] = Seat(
                place.key, Side.THIRD, [], MENTIONED, _("named in the text")
            )
        seat.spans.append(Span(place.start, place.end))
    for one in metonyms(ground.text):
        if (
            not (one.acts or one.is_seat)
            or one.key not in ground.ids
            or _inside_name(ground, one.start, one.end)
        ):
            continue
        new = one.key not in ground.seats
        seat = ground.seats.setdefault(one.key, Seat(one.key, Side.THIRD, [], MENTIONED))
        if new:
            seat.why = _("“{words}” stands for it").format(words=one.words)
        if new or not seat.spans:
            seat.flag = _("“{words}” stands for a government.").format(words=one.words)
        seat.spans.append(Span(one.start, one.end))


def _inside_name(ground: Ground, start: int, end: int) -> bool:
    return any(place.start < end and start < place.end for place in ground.places)


def propose_parties(ground: Ground) -> Iterator[Proposal]:
    """The parties, those that take part first; then names that look like parties and that nobody knows."""
    ranked = sorted(
        ground.seats.values(), key=lambda one: (one.side is Side.THIRD, one.side is not Side.OURS)
    )
    for seat in ranked:
        if seat.key not in ground.ids or (seat.sureness <= MENTIONED and ground.is_part(seat.key)):
            continue  # "Alaska" is where something is, and takes part in nothing
        spans = tuple(dict.fromkeys(seat.spans))[:MOST_SPANS]
        yield Proposal(
            f"party:{seat.key}",
            About.BODY if ground.is_body(seat.key) else About.PARTY,
            ground.name_of(seat.key),
            ground.ids[seat.key],
            spans,
            seat.why,
            seat.sureness,
            seat.flag or _renamed(ground, seat, spans),
            further={"side": seat.side},
        )
    yield from _unknown(ground)


def _renamed(ground: Ground, seat: Seat, spans: tuple[Span, ...]) -> str:
    """A former or other name by which the text calls a party, where it is not the one that the ledger has."""
    for span in spans:
        words = ground.text[span.start : span.end]
        found = ground.book.resolve(words, ground.on)
        if found.party == seat.key and found.how == "former":
            return _("“{words}” is a former name.").format(words=words)
        if found.party == seat.key and not found.in_period:
            return _("“{words}” was not its name on that day.").format(words=words)
    return ""


_OF = re.compile(
    r"(?:\s+of|\b(?:[Dd]elegation|[Gg]overnment|[Rr]epublic|[Kk]ingdom|[Ss]tate|[Pp]eople) of)\s+(?:the\s+)?"
    r"(?P<name>[A-Z\u00c0-\u00de][\w’'-]+(?:\s+(?:of\s+|and\s+)?[A-Z\u00c0-\u00de][\w’'-]+){0,3})"
)
_CLOSE = 88
"""The likeness from which a name that nobody bears is taken for one misspelt."""


def _unknown(ground: Ground) -> Iterator[Proposal]:
    """Names of parties that people are of and that the book does not know, with those that resemble them."""
    for words, spans in _names_of_nobody(ground).items():
        near = [one for one in ground.book.suggest(words) if one.party in ground.ids]
        rivals = tuple(Rival(ground.name_of(one.party), ground.ids[one.party]) for one in near)
        if not near:
            continue  # a name that resembles none is left to the reader
        close = near[0] if near[0].likeness >= _CLOSE else None
        new = Newcomer("party", words, is_new=True)
        if close:
            rivals = (*rivals[1:], Rival(_("{name}, who is new").format(name=words), new))
        yield Proposal(
            f"party?:{words.casefold()}",
            About.PARTY,
            ground.name_of(close.party) if close else words,
            ground.ids[close.party] if close else new,
            tuple(spans[:MOST_SPANS]),
            _("somebody is said to be of it"),
            45 if close else 20,
            _("Nobody is known as “{words}”.").format(words=words),
            rivals,
            {"side": Side.THEIRS if close else Side.THIRD},
        )


def _names_of_nobody(ground: Ground) -> dict[str, list[Span]]:
    """Words that stand where the name of a party does: after a person, a delegation or a government."""
    met: dict[str, list[Span]] = {}
    for person in ground.people:
        if person.party is None and person.party_words:
            place = ground.text.find(person.party_words, person.start, person.end)
            if place >= 0:
                met.setdefault(person.party_words, []).append(Span(place, place + len(person.party_words)))
    ends = {person.end for person in ground.people}
    for found in _OF.finditer(ground.text):
        start, end = found.span("name")
        if found[0][0].isspace() and found.start() not in ends:
            continue
        words = " ".join(found["name"].split())
        if any(place.start < end and start < place.end for place in ground.places) or next(
            titles_in(words), None
        ):
            continue
        if ground.book.resolve(words, ground.on).how == "unknown" and words not in _NO_PARTIES:
            met.setdefault(words, []).append(Span(start, end))
    return met


_NO_PARTIES = frozenset(
    {"State", "Government", "Congress", "Parliament", "Defense", "Defence", "Staff", "Affairs"}
)
"""What officials are of and what is no party."""
