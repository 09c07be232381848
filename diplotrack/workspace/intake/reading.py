"""A text read for what it records."""

from __future__ import annotations

from sqlalchemy.orm import Session

from diplotrack.exchange.texts.text_file import TextFile
from diplotrack.language.parties import party_book, party_ids
from diplotrack.language.places import places_in
from diplotrack.workspace.intake.proposal import About, Proposal, Reading, Span


def read(session: Session, source: TextFile) -> Reading:
    """What a text says."""
    text, book, ids = source.text, party_book(session), party_ids(session)
    on = source.sent.date() if source.sent else None
    spans: dict[str, list[Span]] = {}
    for place in places_in(text, book, on):
        spans.setdefault(place.key, []).append(Span(place.start, place.end))
    proposals = [
        Proposal(f"party:{key}", About.PARTY, book.parties[key].name, ids[key], tuple(found))
        for key, found in spans.items()
        if key in ids
    ]
    return Reading(source, text, tuple(proposals))
