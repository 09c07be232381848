"""The list of agreements."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from diplotrack.records import Agreement, AgreementParty, Commitment, Party
from diplotrack.records.enumerations import PartyType, Renewal, RenewalDecision
from diplotrack.reports.compose.agreements import AgreementChoice, agreement_list
from diplotrack.reports.document import Copy, Document, Timeline, plain
from diplotrack.reports.terms import Terms
from diplotrack.store.ledger import Ledger
from tests.reports.compose.listed import TODAY, heads, rows
from tests.reports.compose.spoken import words


def listed(
    ledger: Ledger, copy: Copy = Copy.INTERNAL, *, on: date = TODAY, machine: bool = False, **choice: Any
) -> Document:
    with ledger.read() as session:
        return agreement_list(session, Terms(on, copy), AgreementChoice(**choice), machine=machine).document


def add(ledger: Ledger, title: str, **values: Any) -> None:
    with ledger.change("Set up") as work:
        work.add(
            Agreement(
                title=title, **{"signed_on": date(2020, 1, 1), "in_force_on": date(2020, 2, 1), **values}
            )
        )


def standing(ledger: Ledger, **more: Any) -> dict[str, str]:
    return {one["title"]: one["standing"] for one in rows(listed(ledger, machine=True, **more), "agreements")}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "in_force"),
        ({"ends_on": date(2026, 12, 1)}, "lapsing"),
        ({"ends_on": date(2028, 12, 1)}, "in_force"),
        ({"ends_on": date(2026, 5, 1)}, "lapsed"),
        ({"ends_on": date(2024, 5, 1)}, "ended"),
        ({"ends_on": date(2026, 5, 1), "renewal": Renewal.AUTOMATIC}, "in_force"),
        (
            {
                "ends_on": date(2026, 5, 1),
                "renewal": Renewal.AUTOMATIC,
                "renewal_decision": RenewalDecision.LET_LAPSE,
            },
            "lapsed",
        ),
        ({"ends_on": date(2026, 5, 1), "renewal_decision": RenewalDecision.RENEW}, "in_force"),
        ({"in_force_on": None}, "signed"),
        ({"in_force_on": None, "provisional_on": date(2021, 1, 1)}, "in_force"),
        ({"in_force_on": date(2027, 1, 1)}, "signed"),
        ({"in_force_on": None, "signed_on": None}, "unsigned"),
    ],
)
def test_an_agreement_stands_as_its_days_say(ledger: Ledger, values: dict[str, Any], expected: str) -> None:
    add(ledger, "Pact", **values)
    assert standing(ledger) == {"Pact": expected}


def test_lapses_come_first_by_what_is_to_be_decided_first(ledger: Ledger) -> None:
    add(ledger, "In force")
    add(ledger, "Ends first", ends_on=date(2026, 9, 1))
    add(ledger, "Notice first", ends_on=date(2026, 12, 1), notice_days=150)
    add(ledger, "Lapsed", ends_on=date(2026, 4, 1))
    document = listed(ledger)
    assert [one["title"].split("\n")[0] for one in rows(document, "agreements")] == [
        "Notice first",
        "Ends first",
        "Lapsed",
        "In force",
    ]
    assert [head.split("   ")[0] for head in heads(document, "agreements")] == [
        "Lapsing within 12 months",
        "Lapsed in the last 12 months",
        "In force",
    ]
    (timeline,) = [block for block in document.blocks if isinstance(block, Timeline)]
    assert [(one.when, plain(one.text).split("  ")[0]) for one in timeline.moments] == [
        ("Jul 4, 2026", "Notice first"),
        ("Sep 1, 2026", "Ends first"),
        ("Dec 1, 2026", "Notice first"),
    ]
    assert len(rows(listed(ledger, only_lapses=True), "agreements")) == 3


def test_acts_of_parties_are_those_of_the_day(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        pact = work.add(Agreement(title="Pact", signed_on=date(2020, 1, 1))).id
        for name, days in (
            ("France", {"ratified_on": date(2021, 3, 1)}),
            ("Japan", {"withdrawn_on": date(2025, 1, 1)}),
        ):
            party = work.add(Party(name=name, type=PartyType.COUNTRY)).id
            work.add(AgreementParty(agreement_id=pact, party_id=party, signed_on=date(2020, 1, 1), **days))
        work.add(
            Commitment(text="Report", agreement_id=pact, made_on=date(2020, 1, 1), due_on=date(2021, 1, 1))
        )
    (now,) = rows(listed(ledger), "agreements")
    assert now["parties"] == "France  ratified Mar 1, 2021\nJapan  withdrew Jan 1, 2025"
    assert now["obligations"] == "1\n1 open, 1 overdue"
    (then,) = rows(listed(ledger, on=date(2020, 6, 1)), "agreements")
    assert then["parties"] == "France\nJapan"
    assert words(listed(ledger, on=date(2019, 1, 1))).endswith("No agreement fits this choice.")


def test_what_others_agreed_is_listed_where_it_is_asked_for(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        us = work.add(Party(name="Freedonia", is_own=True)).id
        them = work.add(Party(name="France", type=PartyType.COUNTRY)).id
        for title, party in (("Ours", us), ("Theirs", them)):
            one = work.add(Agreement(title=title, signed_on=date(2020, 1, 1))).id
            work.add(AgreementParty(agreement_id=one, party_id=party))
    assert set(standing(ledger)) == {"Ours"}
    assert set(standing(ledger, others=True)) == {"Ours", "Theirs"}
    assert set(standing(ledger, others=True, partner_id=2)) == {"Theirs"}


def test_a_copy_to_hand_over_has_no_identifier(ledger: Ledger) -> None:
    add(ledger, "Pact")
    assert not {"uid", "owner"} & set(rows(listed(ledger, Copy.HAND_OVER, machine=True), "agreements")[0])
