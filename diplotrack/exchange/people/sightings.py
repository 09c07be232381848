"""What texts tell of an office: that somebody held it on certain days.

It becomes an appointment from the first such day. Its end lies between the last one and the first day on which somebody
else is seen in the same office, and within five years; who was seen in the last five years and followed by nobody is in
office still. The note on the appointment says what was seen.
"""

from __future__ import annotations

from datetime import timedelta

from diplotrack.base.clock import today
from diplotrack.base.dates import PartialDate
from diplotrack.exchange.incoming.drafts import Draft, Values, day
from diplotrack.exchange.people.figures import Figure, Post

STALE = 5 * 366
"""Days after which somebody last seen in an office is no longer taken to hold it."""

_SHARED_OFFICES = frozenset(
    {"", "Minister", "Leader", "Official", "Ambassador", "Envoy", "Member", "Special Envoy"}
)


def office_seen(figure: Figure, post: Post, held: list[tuple[Figure, Post]]) -> Draft:
    """The appointment that sightings tell; ``held`` are all who were seen in that office of that party."""
    assert post.draft is not None
    assert post.first is not None
    assert post.last is not None
    limit = post.last + timedelta(days=STALE)
    if post.office not in _SHARED_OFFICES:
        begins = (one.first for who, one in held if who is not figure and one.first)
        limit = min((day for day in begins if day > post.last), default=limit)
        limit = min(limit, post.last + timedelta(days=STALE))
    ends = PartialDate(post.last, limit) if limit < today() else None
    draft = post.draft
    draft.seen = (post.first, post.last)
    first, last = post.first.isoformat(), post.last.isoformat()
    note = f"Seen in office on {first}" if first == last else f"Seen in office from {first} to {last}"
    draft.values = {
        "person_id": figure.who,
        "office": post.office,
        "level": post.level or None,
        "party_id": post.party,
        **day("from_on", PartialDate.day(post.first)),
        **day("until_on", ends),
        "note": f"{note}; the exact dates are not known.",
    }
    draft.digest = f"{first}/{last}"
    return draft


def name_columns(name: str) -> Values:
    """Family and given name of a name as written, particles with the family name."""
    words = name.split()
    suffix = (
        words.pop()
        if len(words) > 1 and words[-1].rstrip(".").casefold() in ("jr", "sr", "ii", "iii", "iv")
        else ""
    )
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    if len(words) == 1:
        return {"name": name, "family_name": words[0], "given_name": ""}
    family = " ".join(words[start:])
    given = " ".join([*words[:start], suffix]).strip() if suffix else " ".join(words[:start])
    return {"name": name, "family_name": family, "given_name": given}
