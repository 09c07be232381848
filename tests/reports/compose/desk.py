"""A small desk's ledger as of the end of 2008: what a partner brief on France, Egypt or Japan has to get right."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from diplotrack.base.markings import Marking, scheme_named
from diplotrack.records import (
    Agreement,
    AgreementParty,
    Appointment,
    Ask,
    AskRaised,
    Commitment,
    CommitmentParty,
    Communication,
    CommunicationParty,
    DueChange,
    Engagement,
    EngagementParty,
    Finding,
    Objective,
    ObjectiveLink,
    Participant,
    Party,
    Person,
    Position,
    PositionPartner,
    Record,
    RelTo,
    Score,
    Update,
)
from diplotrack.records.enumerations import (
    CommitmentSide,
    CommitmentStatus,
    CommunicationType,
    Correspondent,
    DueAgreement,
    Duty,
    EngagementStatus,
    Format,
    Level,
    ParticipantRole,
    Response,
    Setting,
    Side,
)
from diplotrack.store.passages import write_text
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

    def met(self, title: str, on: date, *codes: str, people: Any = (), marking: Marking | None = None, **more: Any) -> Any:
        one = self.add(Engagement(title=title, starts_on=on, **more), marking)
        for code in codes:
            side = Side.OURS if code == "USA" else Side.THEIRS
            self.add(EngagementParty(engagement_id=one.id, party_id=self.party(code), side=side))
        for person, side in people:
            self.add(Participant(engagement_id=one.id, person_id=person.id, side=side))
        return one

    def promise(self, text: str, by: str, to: str = "", status: CommitmentStatus | None = None, *, at: date | None = None, marking: Marking | None = None, **more: Any) -> Any:
        one = self.add(Commitment(text=text, **more), marking)
        for side, codes in ((CommitmentSide.BY, by), (CommitmentSide.TO, to)):
            for code in codes.split():
                self.add(CommitmentParty(commitment_id=one.id, party_id=self.party(code), side=side))
        if status:
            self.add(Update(commitment_id=one.id, on=at or more.get("made_on"), new_status=status))
        return one


def make(folder: Path, marking: Marking | None = RESTRICTED) -> Workspace:
    """The desk's workspace: France in full, Egypt and Japan a little, Chad not at all."""
    workspace = Workspace.create(folder, we="USA", who="The desk")
    with workspace.change("Set up the desk") as work:
        _fill(Desk(work, marking))
    return workspace


def _fill(desk: Desk) -> None:
    us_head = desk.person("George W. Bush", "USA", "President", Level.HEAD, from_on=date(2001, 1, 20), until_on=date(2009, 1, 20))
    chirac = desk.person("Jacques Chirac", "FRA", "President", Level.HEAD, from_on=date(1995, 5, 17), until_on=date(2007, 5, 16))
    sarkozy = desk.person(
        "Nicolas Sarkozy", "FRA", "President", Level.HEAD, from_on=date(2007, 5, 16), until_on=date(2012, 5, 15),
        pronunciation="nee-koh-LAH sar-koh-ZEE", protocol_notes="Speaks alone for the first ten minutes.", languages="French",
    )
    kouchner = desk.person("Bernard Kouchner", "FRA", "Foreign Minister", Level.MINISTER, from_on=date(2007, 5, 18), until_on=date(2010, 11, 14))
    source = desk.person("Étienne Marchand", "FRA", "Deputy director for strategy", Level.SENIOR_OFFICIAL, from_on=date(2005, 1, 1), family_name="Marchand", is_protected=True)
    mubarak = desk.person("Hosni Mubarak", "EGY", "President", Level.HEAD, from_on=date(1981, 10, 14), until_on=date(2011, 2, 11), native_name="محمد حسني مبارك", honorific="H.E.")
    desk.person("Yasuo Fukuda", "JPN", "Prime Minister", Level.HEAD, from_on=date(2007, 9, 26), until_on=date(2008, 9, 24), native_name="福田康夫")
    desk.person("Taro Aso", "JPN", "Prime Minister", Level.HEAD, from_on=date(2008, 9, 24), until_on=date(2009, 9, 16), native_name="麻生太郎", marking_text="")
    desk.person("Craig Stapleton", "USA", "Ambassador to France", Level.AMBASSADOR, from_on=date(2005, 7, 15), until_on=date(2009, 1, 20), at_party_id=desk.party("FRA"))
    talks = desk.add(Objective(code="SEC-2", title="Keep the sanctions on centrifuge parts in place", proposition="Sanctions stay until inspections are complete.", priority=1, valid_from=date(2007, 1, 1)))
    troops = desk.add(Objective(code="SEC-5", title="Two more battalions for the mission", priority=2, valid_from=date(2008, 1, 1)))
    old = desk.add(Position(objective_id=talks.id, stance=1, line="We are open to a pause in the sanctions.", valid_from=date(2007, 1, 1), valid_until=date(2007, 12, 31)))
    everyone = desk.add(Position(objective_id=talks.id, stance=2, line="Inspection first, then relief; the sequence is settled.", valid_from=date(2008, 1, 1), supersedes_id=old.id))
    desk.add(Position(objective_id=talks.id, stance=1, line="We may discuss the sequence after June.", valid_from=date(2009, 3, 1), supersedes_id=everyone.id))
    allies = desk.add(Position(objective_id=troops.id, stance=1, line="Allies should each bring one battalion more.", valid_from=date(2008, 2, 1)))
    desk.add(PositionPartner(position_id=allies.id, party_id=desk.party("NATO"), duty=Duty.SCOPE))
    narrow = desk.add(Position(objective_id=troops.id, stance=2, line="We count on two French battalions with their own lift by 1 April.", valid_from=date(2008, 4, 1), is_public=False))
    desk.add(PositionPartner(position_id=narrow.id, party_id=desk.party("FRA"), duty=Duty.SCOPE))
    first = desk.met("Working visit of President Sarkozy", date(2007, 11, 7), "USA", "FRA", people=[(sarkozy, Side.THEIRS), (us_head, Side.OURS)], format=Format.VISIT, city="Washington", level_theirs=Level.HEAD)
    write_text(desk.work, first, "summary", "Warm. Both presidents spoke of a new start.")
    desk.met("Farewell call with President Chirac", date(2007, 5, 10), "USA", "FRA", people=[(chirac, Side.THEIRS)], format=Format.CALL, level_theirs=Level.HEAD)
    strasbourg = desk.met("Meeting with President Sarkozy in the margins of the summit", date(2008, 4, 3), "USA", "FRA", people=[(sarkozy, Side.THEIRS), (kouchner, Side.THEIRS), (source, Side.THEIRS), (us_head, Side.OURS)], format=Format.MEETING, city="Bucharest", level_theirs=Level.HEAD)
    write_text(desk.work, strasbourg, "their_points", "France would “not be found wanting”. Parliament will want to know for how long.\n\nOn the sequence of the talks he was evasive; Marchand had told us so beforehand.")
    write_text(desk.work, strasbourg, "our_points", "We asked for two battalions with their own lift, and for the line on the sequence to be held.")
    desk.add(ObjectiveLink(owner_kind="engagement", owner_id=strasbourg.id, objective_id=troops.id))
    desk.add(ObjectiveLink(owner_kind="engagement", owner_id=strasbourg.id, objective_id=talks.id))
    paris = desk.met("Telephone call with Foreign Minister Kouchner", date(2008, 10, 5), "USA", "FRA", people=[(kouchner, Side.THEIRS)], format=Format.CALL, level_theirs=Level.MINISTER)
    readout = desk.add(Communication(title="Readout of the call with the French Foreign Minister", type=CommunicationType.READOUT, sent_on=date(2008, 10, 5), engagement_id=paris.id, is_public=True), PUBLIC)
    write_text(desk.work, readout, "text", "The Secretary and the Foreign Minister discussed the financial crisis and Georgia. They agreed to stay in close touch.")
    desk.add(CommunicationParty(communication_id=readout.id, party_id=desk.party("FRA"), part=Correspondent.ABOUT))
    later = desk.met("Visit to Strasbourg after the day", date(2009, 4, 3), "USA", "FRA", people=[(sarkozy, Side.THEIRS)], format=Format.VISIT, city="Strasbourg")
    write_text(desk.work, later, "summary", "This happened only in 2009.")
    desk.met("Working visit to Paris", date(2009, 1, 8), "USA", "FRA", status=EngagementStatus.PLANNED, format=Format.VISIT, city="Paris", purpose="Secure two further battalions by the spring summit, and hold the line on the sequence of the talks.")
    desk.met("North Atlantic Council", date(2008, 12, 2), "USA", "NATO", format=Format.CONFERENCE_SESSION, setting=Setting.MULTILATERAL, city="Brussels", level_theirs=Level.MINISTER)
    cairo = desk.met("Meeting with President Mubarak", date(2008, 1, 16), "USA", "EGY", people=[(mubarak, Side.THEIRS)], city="Sharm el-Sheikh", level_theirs=Level.HEAD)
    write_text(desk.work, cairo, "summary", "الرئيس مبارك أكد على دور مصر. He asked for patience on the border.")
    ask = desk.add(Ask(text="Two battalions, with their own lift, in place by 1 April", by_id=desk.party("USA"), to_id=desk.party("FRA"), asked_on=date(2008, 4, 3), response=Response.ACCEPTED, answered_on=date(2009, 2, 1), answer="Yes", answer_due_on=date(2008, 12, 1)))
    desk.add(AskRaised(ask_id=ask.id, engagement_id=strasbourg.id))
    desk.add(AskRaised(ask_id=ask.id, engagement_id=paris.id))
    desk.add(Ask(text="Support for an observer seat in the working group", by_id=desk.party("FRA"), to_id=desk.party("USA"), asked_on=date(2008, 6, 1), response=Response.AD_REFERENDUM))
    fund = desk.promise("Second tranche of the stabilisation fund", "FRA", "USA", CommitmentStatus.IN_PROGRESS, made_on=date(2008, 4, 3), due_on=date(2008, 9, 30), engagement_id=strasbourg.id)
    desk.add(Update(commitment_id=fund.id, on=date(2008, 7, 1), text="The Assembly has voted half of the sum.", step=3))
    desk.add(Update(commitment_id=fund.id, on=date(2009, 2, 1), text="Paid in full.", step=5, new_status=CommitmentStatus.FULFILLED))
    desk.add(Score(commitment_id=fund.id, party_id=desk.party("FRA"), score=0, cycle_end_on=date(2008, 12, 1)))
    desk.promise("Return the archives held since 1945", "USA", "FRA", made_on=date(2008, 1, 10), due_on=date(2008, 6, 30), owner_id=us_head.id)
    moved = desk.promise("Share the assessment on the reactor", "USA", "FRA", made_on=date(2008, 5, 1), due_on=date(2009, 6, 30))
    desk.add(DueChange(commitment_id=moved.id, on=date(2009, 2, 1), old_due_on=date(2009, 1, 15), new_due_on=date(2009, 6, 30), agreed=DueAgreement.AGREED))
    desk.promise("Withdraw the objection to the pipeline", "FRA", "USA", CommitmentStatus.FULFILLED, made_on=date(2007, 11, 7), at=date(2008, 3, 1))
    desk.promise("Refrain from raising new barriers to trade for twelve months", "USA FRA JPN", "", made_on=date(2008, 11, 15), due_on=date(2009, 11, 15))
    desk.promise("Promise made after the day", "FRA", "USA", made_on=date(2009, 5, 1), due_on=date(2009, 6, 1))
    treaty = desk.add(Agreement(title="Agreement on the exchange of tax information", signed_on=date(2008, 1, 13), in_force_on=date(2008, 7, 1)))
    for code in ("USA", "FRA"):
        desk.add(AgreementParty(agreement_id=treaty.id, party_id=desk.party(code), signed_on=date(2008, 1, 13)))
    desk.add(Finding(fingerprint="f" * 64, rule="R13", headline="The archives are 184 days overdue", severity="high", severity_rank=3, subject_kind="commitment", subject_id=moved.id, party_id=desk.party("FRA"), first_seen=date(2008, 7, 1)))
