"""What the desk and its partners ask of and owe one another."""

from __future__ import annotations

from datetime import date
from typing import Any

from diplotrack.records import (
    Agreement,
    AgreementParty,
    Ask,
    AskRaised,
    DueChange,
    Finding,
    Score,
    Update,
)
from diplotrack.records.enumerations import (
    CommitmentStatus,
    DueAgreement,
    Response,
)
from tests.reports.compose.desk import Desk


def owed(desk: Desk, folk: dict[str, Any]) -> None:
    ask = desk.add(
        Ask(
            text="Two battalions, with their own lift, in place by 1 April",
            by_id=desk.party("USA"),
            to_id=desk.party("FRA"),
            asked_on=date(2008, 4, 3),
            response=Response.ACCEPTED,
            answered_on=date(2009, 2, 1),
            answer="Yes",
            answer_due_on=date(2008, 12, 1),
        )
    )
    desk.add(AskRaised(ask_id=ask.id, engagement_id=folk["strasbourg"].id))
    desk.add(AskRaised(ask_id=ask.id, engagement_id=folk["paris"].id))
    desk.add(
        Ask(
            text="Support for an observer seat in the working group",
            by_id=desk.party("FRA"),
            to_id=desk.party("USA"),
            asked_on=date(2008, 6, 1),
            response=Response.AD_REFERENDUM,
        )
    )
    fund = desk.promise(
        "Second tranche of the stabilisation fund",
        "FRA",
        "USA",
        CommitmentStatus.IN_PROGRESS,
        made_on=date(2008, 4, 3),
        due_on=date(2008, 9, 30),
        engagement_id=folk["strasbourg"].id,
    )
    desk.add(
        Update(
            commitment_id=fund.id, on=date(2008, 7, 1), text="The Assembly has voted half of the sum.", step=3
        )
    )
    desk.add(
        Update(
            commitment_id=fund.id,
            on=date(2009, 2, 1),
            text="Paid in full.",
            step=5,
            new_status=CommitmentStatus.FULFILLED,
        )
    )
    desk.add(
        Score(commitment_id=fund.id, party_id=desk.party("FRA"), score=0, cycle_end_on=date(2008, 12, 1))
    )
    desk.promise(
        "Return the archives held since 1945",
        "USA",
        "FRA",
        made_on=date(2008, 1, 10),
        due_on=date(2008, 6, 30),
        owner_id=folk["us_head"].id,
    )
    moved = desk.promise(
        "Share the assessment on the reactor",
        "USA",
        "FRA",
        made_on=date(2008, 5, 1),
        due_on=date(2009, 6, 30),
    )
    desk.add(
        DueChange(
            commitment_id=moved.id,
            on=date(2009, 2, 1),
            old_due_on=date(2009, 1, 15),
            new_due_on=date(2009, 6, 30),
            agreed=DueAgreement.AGREED,
        )
    )
    desk.promise(
        "Withdraw the objection to the pipeline",
        "FRA",
        "USA",
        CommitmentStatus.FULFILLED,
        made_on=date(2007, 11, 7),
        at=date(2008, 3, 1),
    )
    desk.promise(
        "Refrain from raising new barriers to trade for twelve months",
        "USA FRA JPN",
        "",
        made_on=date(2008, 11, 15),
        due_on=date(2009, 11, 15),
    )
    desk.promise(
        "Promise made after the day", "FRA", "USA", made_on=date(2009, 5, 1), due_on=date(2009, 6, 1)
    )
    treaty = desk.add(
        Agreement(
            title="Agreement on the exchange of tax information",
            signed_on=date(2008, 1, 13),
            in_force_on=date(2008, 7, 1),
        )
    )
    for code in ("USA", "FRA"):
        desk.add(
            AgreementParty(agreement_id=treaty.id, party_id=desk.party(code), signed_on=date(2008, 1, 13))
        )
    desk.add(
        Finding(
            fingerprint="f" * 64,
            rule="R13",
            headline="The archives are 184 days overdue",
            severity="high",
            severity_rank=3,
            subject_kind="commitment",
            subject_id=moved.id,
            party_id=desk.party("FRA"),
            first_seen=date(2008, 7, 1),
        )
    )
