"""A record of conversation cut into the sections in which an engagement keeps it."""

from __future__ import annotations

from diplotrack.language.heads import Heading
from diplotrack.workspace.editing.draft import Portion
from diplotrack.workspace.intake.ground import Ground
from diplotrack.workspace.intake.proposal import Reading


def sections(ground: Ground) -> tuple[tuple[int, int, str], ...]:
    """The paragraphs of the prose with the role of their section: (start, end, role)."""
    found = []
    role = "summary"
    headings = {one.start: one for one in ground.head.headings}
    for paragraph in ground.paragraphs:
        if paragraph.end <= ground.head.body:
            continue
        start = max(paragraph.start, ground.head.body)
        here = sorted(at for at in headings if start <= at < paragraph.end)
        for at in here:
            if ground.text[start:at].strip():
                found.append((start, at, role))
            role = _role(ground, headings[at]) or role
            start = headings[at].end
            while start < paragraph.end and (ground.text[start].isspace() or ground.text[start] in ":*_"):
                start += 1
        if start < paragraph.end and not _is_listed(ground, start):
            found.append((start, paragraph.end, role))
    return tuple(found)


def _is_listed(ground: Ground, place: int) -> bool:
    return any(one.start <= place < one.end for one in ground.head.labels.values())


def _role(ground: Ground, heading: Heading) -> str:
    """The section that follows a heading; "French position" is theirs unless the French are we."""
    if heading.role:
        return heading.role
    found = ground.book.resolve(heading.by, ground.on).party
    if found is None:
        mentions = ground.book.find_in(heading.by)
        found = mentions[0].party if mentions else None
    if found is None:
        return ""
    return "our_points" if found == ground.us else "their_points"


def sections_of(reading: Reading) -> dict[str, list[Portion]]:
    """The paragraphs of a text by section; what stands before the first heading, or without any, is the summary."""
    found: dict[str, list[Portion]] = {}
    for start, end, role in reading.sections:
        words = reading.text[start:end].strip()
        if words:
            found.setdefault(role, []).append(Portion(words))
    return found
