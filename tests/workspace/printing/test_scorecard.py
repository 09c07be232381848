"""The objective scorecard: what stands in it adds up with the ledger, and what may not go out is counted nowhere."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from diplotrack.base.clock import on_day
from diplotrack.base.errors import UserError
from diplotrack.base.markings import Marking
from diplotrack.consistency.scene import Scene
from diplotrack.records import (
    Consultation,
    Deed,
    Indicator,
    Objective,
    ObjectiveNotice,
    Position,
    PositionPartner,
    Statement,
    Update,
)
from diplotrack.records.enumerations import CommitmentStatus, ConsultationType, DeedCategory, Duty
from diplotrack.reports.document import Chart, Document, Group, Heading, PageBreak, Table, cell, plain
from diplotrack.reports.terms import Composed
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import order
from tests.reports.compose.desk import PUBLIC, SECRET
from tests.reports.compose.spoken import links, statements, words

TODAY = date(2026, 6, 17)


@pytest.fixture(scope="module")
def book(founded_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Ports in full; aid in force without anything; a draft; a secret objective."""
    folder = tmp_path_factory.mktemp("cards") / "w.diplotrack"
    shutil.copytree(founded_template, folder)
    with Workspace.open(folder) as workspace, on_day(TODAY):
        with workspace.change("Play") as work:
            _fill(Scene(work, TODAY))
        workspace.check.run(["R13"])
        yield workspace


def _mark(one: Any, marking: Marking = PUBLIC) -> Any:
    one.mark(marking)
    return one


def _fill(scene: Scene) -> None:
    ports = _mark(
        scene.objective(
            "SEC-1",
            title="Ports",
            proposition="Ports stay open.",
            owner_id=scene.officer.id,
            valid_from=scene.ago(500),
        )
    )
    _mark(scene.objective("ECO-1", title="Aid"))
    _mark(scene.objective("SEC-9", title="Cables"), SECRET)
    _mark(scene.objective("DRA-1", title="Unborn", status="draft"))
    scene.add(Indicator(objective_id=ports.id, name="Open ports", baseline="3", measure="5", target="7"))
    scene.add(
        ObjectiveNotice(objective_id=ports.id, party_id=scene.partner("Mali").id, told_on=scene.ago(60))
    )
    _lines(scene, ports)
    _conduct(scene, ports)
    _owed(scene, ports)
    for title, days, marking in (
        ("Talks", 20, PUBLIC),
        ("Quiet talks", 10, SECRET),
        ("Talks to come", -5, PUBLIC),
    ):
        met = _mark(scene.engagement(title=title, starts_on=scene.ago(days)), marking)
        scene.link(met, ports)


def _lines(scene: Scene, ports: Objective) -> None:
    old = _mark(
        scene.add(Position(objective_id=ports.id, stance=1, line="We may help.", valid_from=scene.ago(300)))
    )
    new = _mark(
        scene.add(
            Position(
                objective_id=ports.id,
                stance=2,
                line="We help.",
                valid_from=scene.ago(100),
                supersedes_id=old.id,
            )
        )
    )
    inside = _mark(
        scene.add(
            Position(
                objective_id=ports.id,
                stance=1,
                line="Between us, less.",
                valid_from=scene.ago(50),
                is_public=False,
            )
        )
    )
    scene.add(PositionPartner(position_id=inside.id, party_id=scene.partner("Chad").id, duty=Duty.SCOPE))
    _mark(
        scene.add(
            Consultation(
                summary="Our new line",
                position_id=new.id,
                party_id=scene.partner("France").id,
                type=ConsultationType.CONSULTATION,
                on=scene.ago(120),
                view="Agrees",
            )
        )
    )


def _conduct(scene: Scene, ports: Objective) -> None:
    for stance, days, marking in ((2, 9, PUBLIC), (-1, 40, PUBLIC), (-2, 41, SECRET)):
        said = Statement(quote=f"Words {days}", said_on=scene.ago(days), objective_id=ports.id, stance=stance)
        _mark(scene.add(said), marking)
    _mark(
        scene.add(
            Deed(
                text="Sent a crane",
                done_on=scene.ago(5),
                actor_id=scene.us.id,
                target_id=scene.partner().id,
                objective_id=ports.id,
                category=DeedCategory.AID,
                bearing=1,
            )
        )
    )


def _owed(scene: Scene, ports: Objective) -> None:
    for text, due, status, marking in (
        ("Late crane", 30, None, PUBLIC),
        ("Kept crane", 10, CommitmentStatus.FULFILLED, PUBLIC),
        ("Secret crane", 90, None, SECRET),
    ):
        one = _mark(
            scene.commitment(
                text=text,
                made_on=scene.ago(200),
                due_on=scene.ago(due),
                due_on_latest=scene.ago(due),
                created_at=scene.moment_ago(200),
            ),
            marking,
        )
        scene.link(one, ports)
        if status is not None:
            scene.add(Update(commitment_id=one.id, on=scene.ago(20), new_status=status))


def composed(book: Workspace, machine: bool = False, **asked: Any) -> Composed:
    return book.printing.compose(order("scorecard", **asked), machine=machine)


def ports(book: Workspace, **asked: Any) -> Document:
    return composed(book, objective="SEC-1", **asked).document


def rows_under(document: Document, label: str) -> list[list[str]]:
    """The rows of the table that has a column of that label."""
    for block in document.blocks:
        if isinstance(block, Table) and label in [one.label for one in block.columns]:
            return [
                [plain(cell(one).text) for one in row] for row in block.rows if not isinstance(row, Group)
            ]
    return []


def chart(document: Document, title: str) -> Chart:
    return next(one for one in document.blocks if isinstance(one, Chart) and one.title.startswith(title))


def test_the_objective_is_told_with_owner_days_and_indicators(book: Workspace) -> None:
    text = words(ports(book))
    for part in ("Ports stay open.", "Ada Desk", "Open ports: 3 → 5 (aim: 7)", "from Feb 2, 2025"):
        assert part in text


def test_lines_in_force_stand_before_those_that_were(book: Workspace) -> None:
    document = ports(book)
    text = words(document)
    assert "Strongly for, toward everyone, since Mar 9, 2026" in text
    assert "For, toward Chad, since Apr 28, 2026" in text
    assert rows_under(document, "Line") == [
        ["Aug 21, 2025", "Mar 8, 2026", "toward everyone", "For", "(PUB)  We may help."]
    ]


def test_sums_and_chart_are_those_of_the_ledger(book: Workspace) -> None:
    ledger = book.saydo.account(book.records.objective("SEC-1").id, with_parts=False).ledger
    document = ports(book)
    # (2 − 1 − 2) ÷ 5; all our deeds were for it.
    assert ledger.say.value == pytest.approx(-0.2)
    assert "-0.20 = -1.0 ÷ 5.0, over 3 statements" in words(document)
    said, done = chart(document, "Words and deeds").series
    assert [one for one in said.values if one is not None] == [
        -0.75,
        1.0,
    ]  # May: the mean of −1 and −2, halved; June
    assert [one for one in done.values if one is not None] == [1.0]


def test_commitments_are_counted_by_status_and_what_runs_comes_first(book: Workspace) -> None:
    document = ports(book)
    assert "3 commitments: open 2, fulfilled 1; 2 overdue." in words(document)
    owed = rows_under(document, "Commitment")
    assert [row[1] for row in owed] == ["(SEC)  Secret crane", "(PUB)  Late crane", "(PUB)  Kept crane"]
    last = {one.label: one.values[-1] for one in chart(document, "Commitments by status").series}
    assert last == {"Open": 2, "Fulfilled": 1}


def test_engagements_that_served_it_and_who_was_told_are_listed(book: Workspace) -> None:
    document = ports(book)
    assert [row[2] for row in rows_under(document, "Engagement")] == ["(SEC)  Quiet talks", "(PUB)  Talks"]
    assert [row[1:3] for row in rows_under(document, "Subject and their view")] == [
        ["Mali", "Told"],
        ["France", "Consultation"],
    ]


def test_open_gaps_are_for_the_reader_inside(book: Workspace) -> None:
    assert [row[0] for row in rows_under(ports(book), "How to mend it")] == ["R13", "R13"]
    assert "Gaps" not in words(ports(book, copy="hand-over"))


def test_a_hand_over_copy_names_no_owner_links_nothing_and_keeps_our_counsel(book: Workspace) -> None:
    document = ports(book, copy="hand-over", max_marking="PUBLIC")
    text = words(document)
    for hidden in (
        "Ada Desk",
        "Between us",
        "Agrees",
        "We may help",
        "Secret",
        "Quiet",
        "R13",
        "consulted",
        "Mali",
    ):
        assert hidden not in text
    for shown in ("We help.", "Late crane", "Talks"):
        assert shown in text
    assert not links(document)


def test_what_may_not_go_out_is_in_no_number(book: Workspace) -> None:
    found = composed(book, objective="SEC-1", max_marking="PUBLIC")
    text = words(found.document)
    assert "2 commitments: open 1, fulfilled 1; 1 overdue." in text
    assert "1 engagement served it." in text
    assert "+0.33 = +1.0 ÷ 3.0, over 2 statements" in text
    assert found.left_out == {"commitment": 1, "engagement": 1, "finding": 1, "person": 1, "statement": 1}
    assert found.document.marking == "PUBLIC"


def test_a_secret_objective_is_refused_where_it_may_not_be_shown(book: Workspace) -> None:
    with pytest.raises(UserError, match="may not be shown"):
        composed(book, objective="SEC-9", max_marking="PUBLIC")


def test_all_that_are_in_force_have_a_page_each_behind_the_overview(book: Workspace) -> None:
    document = composed(book).document
    titles = [plain(one.text) for one in document.blocks if isinstance(one, Heading) and one.level == 1]
    assert titles == ["Overview", "ECO-1  Aid", "SEC-1  Ports", "SEC-9  Cables"]
    for place, block in enumerate(document.blocks):
        if isinstance(block, Heading) and block.level == 1 and place:
            assert isinstance(document.blocks[place - 1], PageBreak)
    overview = {row[0]: row[1:] for row in rows_under(document, "Owed")}
    assert overview["(PUB)  SEC-1  Ports"] == [
        "Ada Desk",
        "-0.20",
        "+1.00",
        "-1.20",
        "2",
        "2",
        "2",
        "2, high 1",
    ]
    assert overview["(PUB)  ECO-1  Aid"] == ["", "–", "–", "–", "0", "0", "0", ""]


def test_machines_get_one_flat_table_with_keys(book: Workspace, tmp_path: Path) -> None:
    book.printing.print(order("scorecard"), tmp_path / "cards.json")
    rows = json.loads((tmp_path / "cards.json").read_text(encoding="utf-8"))
    card = next(row for row in rows["tables"][0]["rows"] if row["objective"] == "SEC-1")
    numbers = ("commitments_open", "commitments_fulfilled", "overdue", "engagements", "told", "open_gaps")
    assert [card[name] for name in numbers] == [2, 1, 2, 2, 2, 2]
    assert (card["say"], card["do"], card["statements"], card["deeds"]) == (-0.2, 1, 3, 1)
    outside = composed(book, machine=True, copy="hand-over").document.blocks[0]
    assert isinstance(outside, Table)
    assert not {"owner", "open_gaps", "told", "uid"} & {one.key for one in outside.columns}


def test_statements_do_not_grow_with_the_objectives(book: Workspace) -> None:
    few = statements(book, lambda: composed(book, machine=True, max_marking="PUBLIC"))
    assert statements(book, lambda: composed(book, machine=True)) <= few
