"""A small desk's ledger as of the end of 2008: what a partner brief on France, Egypt or Japan has to get right."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from diplotrack.base.markings import Marking, scheme_named
from diplotrack.records import (
    Appointment,
    Commitment,
    CommitmentParty,
    Engagement,
    EngagementParty,
    Participant,
    Party,
    Person,
    Record,
    RelTo,
    Update,
)
from diplotrack.records.enumerations import (
    CommitmentSide,
    CommitmentStatus,
    Level,
    Side,
)
from diplotrack.store.unit_of_work import Work
from diplotrack.workspace import Workspace

ON = date(2008, 12, 31)
RESTRICTED = Marking.of(scheme_named("neutral").level("RESTRICTED"))
PUBLIC = Marking.of(scheme_named("neutral").level("PUBLIC"))
SECRET = Marking.of(scheme_named("neutral").level("SECRET"))


class Desk:
    """Adds records in the desk's own words; every record is entered on its day, so that the day decides."""

    def __init__(self, work: Work, marking: Marking | None = RESTRICTED) -> None:
        self.work = work
        self.marking = marking

    def party(self, code: str) -> int:
        found = self.work.session.scalar(select(Party.id).where(Party.code == code))
        assert found is not None, code
        return found

    def add(self, record: Any, marking: Marking | None = None) -> Any:
        record.created_at = datetime(2008, 1, 1, 12)
        chosen = marking or self.marking
        if chosen is not None and hasattr(record, "mark"):
            record.mark(chosen)
        return self.work.add(record)

    def releasable(self, record: Record, *codes: str) -> None:
        for code in codes:
            self.add(RelTo(owner_kind=record.__kind__.name, owner_id=record.id, party_id=self.party(code)))

    def person(self, name: str, of: str, office: str = "", level: Level | None = None, **more: Any) -> Any:
        span = {key: more.pop(key) for key in ("from_on", "until_on", "at_party_id") if key in more}
        one = self.add(Person(name=name, party_id=self.party(of), **more))
        if office:
            self.add(
                Appointment(person_id=one.id, office=office, level=level, party_id=self.party(of), **span)
            )
        return one

    def met(
        self, title: str, on: date, *codes: str, people: Any = (), marking: Marking | None = None, **more: Any
    ) -> Any:
        one = self.add(Engagement(title=title, starts_on=on, **more), marking)
        for code in codes:
            side = Side.OURS if code == "USA" else Side.THEIRS
            self.add(EngagementParty(engagement_id=one.id, party_id=self.party(code), side=side))
        for person, side in people:
            self.add(Participant(engagement_id=one.id, person_id=person.id, side=side))
        return one

    def promise(
        self,
        text: str,
        by: str,
        to: str = "",
        status: CommitmentStatus | None = None,
        *,
        at: date | None = None,
        marking: Marking | None = None,
        **more: Any,
    ) -> Any:
        one = self.add(Commitment(text=text, **more), marking)
        for side, codes in ((CommitmentSide.BY, by), (CommitmentSide.TO, to)):
            for code in codes.split():
                self.add(CommitmentParty(commitment_id=one.id, party_id=self.party(code), side=side))
        if status:
            self.add(Update(commitment_id=one.id, on=at or more.get("made_on"), new_status=status))
        return one


def make(folder: Path, founded: Path, marking: Marking | None = RESTRICTED) -> Workspace:
    """The desk's workspace, from a founded one: France in full, Egypt and Japan a little, Chad not at all."""
    from tests.reports.compose.scenes import fill

    workspace = Workspace.open(Path(shutil.copytree(founded, folder)))
    with workspace.change("Set up the desk") as work:
        fill(Desk(work, marking))
    return workspace
