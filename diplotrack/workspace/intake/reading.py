"""A text read for what it records: each chapter in its turn, in the order in which one needs the other."""

from __future__ import annotations

from sqlalchemy.orm import Session

from diplotrack.exchange.texts.text_file import TextFile
from diplotrack.records.enumerations import CommunicationType
from diplotrack.workspace.intake.days import read_days
from diplotrack.workspace.intake.ground import Ground
from diplotrack.workspace.intake.hours import read_times
from diplotrack.workspace.intake.issuer import find_issuer
from diplotrack.workspace.intake.kinds import read_kinds, read_titles
from diplotrack.workspace.intake.links import read_links
from diplotrack.workspace.intake.marking import read_marking
from diplotrack.workspace.intake.occasion import read_format, read_levels, read_places
from diplotrack.workspace.intake.parties import propose_parties, seat_parties
from diplotrack.workspace.intake.people import read_people
from diplotrack.workspace.intake.proposal import About, Proposal, Reading
from diplotrack.workspace.intake.sayings import read_sayings
from diplotrack.workspace.intake.sections import sections


def read(session: Session, source: TextFile) -> Reading:
    """What a text says. Nothing is written; the same text read again gives the same keys."""
    ground = Ground.of(session, source)
    days = [*read_days(ground)]
    ground.name_everyone()
    find_issuer(ground)
    attendance = seat_parties(ground)
    kinds = [*read_kinds(ground, attendance)]
    keys = {one.key for one in kinds}
    found = [
        *kinds,
        *read_titles(ground, is_engagement="kind:engagement" in keys, is_text="kind:communication" in keys),
        *days,
    ]
    forms = [*read_format(ground, attendance)] if "kind:engagement" in keys else []
    found += forms
    if "kind:engagement" in keys:
        found += read_places(ground, forms[0].value if forms else None)
    found += propose_parties(ground)
    people = [*read_people(ground, attendance)]
    found += people
    if "kind:engagement" in keys:
        found += read_levels(ground, people, attendance.readout.level)
    ground.sections = sections(ground) if ground.head.is_record else ()
    ground.is_public = "kind:public" in keys
    ground.is_joint = any(one.value is CommunicationType.JOINT_COMMUNIQUE for one in kinds)
    found += read_sayings(ground)
    found += read_marking(ground)
    found += read_times(ground)
    found += read_links(ground, found)
    notes = (*source.notes, *ground.notes)
    return Reading(source, source.text, tuple(_in_order(found)), ground.sections, notes=notes)


def _in_order(found: list[Proposal]) -> list[Proposal]:
    """By what they are about; within it as they were found. Of two with one key the first is kept."""
    kept: dict[str, Proposal] = {}
    for one in found:
        kept.setdefault(one.key, one)
    order = {about: number for number, about in enumerate(About)}
    return sorted(kept.values(), key=lambda one: order[one.about])
