"""The consultation record of a policy change."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from diplotrack.records import Consultation, Marked, Objective, Position, PositionPartner, Statement
from diplotrack.records.enumerations import ConsultationType, Duty, TakenIntoAccount
from diplotrack.reports.document import Bullets, Cell, Document, Facts, plain, point, spans
from diplotrack.reports.render.cells import rows as cell_rows
from diplotrack.store.unit_of_work import Work
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import order
from tests.reports.compose.listed import TODAY, heads, rows, tables
from tests.reports.compose.spoken import links, words

CHANGED = date(2026, 3, 1)


class Change:
    """A line on opening ports, replaced by another; partners by their codes."""

    def __init__(self, workspace: Workspace, work: Work, **new: Any) -> None:
        self.work = work
        self._workspace = workspace
        self.objective = work.add(Objective(code="SEC-9", title="Open ports")).id
        self.old = self.line("We favour open ports.", stance=1, valid_from=date(2024, 1, 1))
        usual = {"valid_from": CHANGED, "stance": 2, "announced_on": CHANGED, "supersedes_id": self.old}
        self.new = self.line(new.pop("line", "We demand open ports."), **{**usual, **new})

    def line(self, words_of_it: str, **values: Any) -> int:
        return self.work.add(Position(objective_id=self.objective, line=words_of_it, **values)).id

    def party(self, code: str) -> int:
        return self._workspace.records.party(code).id

    def owe(self, code: str, duty: Duty) -> None:
        self.work.add(PositionPartner(position_id=self.new, party_id=self.party(code), duty=duty))

    def reach(
        self, code: str, on: date, kind: ConsultationType = ConsultationType.NOTICE, **more: Any
    ) -> None:
        self.work.add(
            Consultation(
                summary="Ports", position_id=self.new, party_id=self.party(code), on=on, type=kind, **more
            )
        )


def record(workspace: Workspace, **asked: Any) -> Document:
    wanted = order("consultations", objective="SEC-9", **{"on": TODAY, **asked})
    return workspace.printing.compose(wanted).document


@pytest.fixture
def changed(workspace: Workspace) -> Workspace:
    """A change on which France was consulted, Japan told late, Brazil not at all; Italy heard the old line."""
    with workspace.change("Set up") as work:
        change = Change(workspace, work, rationale="Asking has not opened them.")
        change.owe("FRA", Duty.CONSULT)
        change.owe("JPN", Duty.NOTIFY)
        change.owe("BRA", Duty.CONSULT)
        change.reach(
            "FRA",
            date(2026, 2, 1),
            ConsultationType.CONSULTATION,
            view="Agrees.",
            viewed_on=date(2026, 2, 10),
            taken=TakenIntoAccount.YES,
            replied_on=date(2026, 2, 20),
        )
        change.reach("JPN", date(2026, 5, 1))
        work.add(
            Statement(
                quote="Ports are to be open.",
                objective_id=change.objective,
                stance=2,
                said_on=date(2026, 3, 2),
                is_public=True,
            )
        )
    return workspace


def late(document: Document) -> list[str]:
    (found,) = [block for block in document.blocks if isinstance(block, Bullets)]
    return [plain(point(one).text).split("  (")[0] for one in found.items]


def lines_told(document: Document) -> list[Cell]:
    """The old line and the new one."""
    (_stances, (_group, cells)) = list(cell_rows(tables(document.blocks)["lines"]))[:2]
    return cells


def test_the_change_is_told_word_for_word(changed: Workspace) -> None:
    document = record(changed)
    before, after = lines_told(document)
    assert [span.text.strip() for span in spans(before.text) if span.italic] == ["favour"]
    assert [span.text.strip() for span in spans(after.text) if span.bold] == ["demand"]
    assert "For → Strongly for" in words(document)
    assert "Asking has not opened them." in words(document)
    assert "Ports are to be open." in words(document)


def test_partners_stand_under_what_they_were_owed(changed: Workspace) -> None:
    document = record(changed)
    assert heads(document, "partners") == ["To be consulted   2", "To be told   1"]
    brazil, france, _japan = rows(document, "partners")
    assert france["contacts"] == "Consultation, Feb 1, 2026"
    assert france["view"] == "Feb 10, 2026  Agrees."
    assert (france["reply"], france["taken"]) == ("replied Feb 20, 2026", "Yes")
    assert brazil["contacts"] == "–"


def test_each_reason_is_told_once_with_all_for_whom_it_holds(changed: Workspace) -> None:
    document = record(changed)
    _about, why = (dict(block.rows) for block in document.blocks if isinstance(block, Facts))
    assert why["On the list of partners to consult"] == "Brazil and France"
    assert words(document).casefold().count("on the list of partners to consult") == 1


def test_who_was_missed_or_late_is_told_inside(changed: Workspace) -> None:
    assert late(record(changed)) == ["Brazil  never consulted", "Japan  told 54 days late"]


def test_the_record_is_that_of_the_day(changed: Workspace) -> None:
    then = record(changed, on=date(2026, 4, 1))
    assert late(then) == ["Brazil  never consulted", "Japan  never told"]
    assert "No change of line on this objective is on record by Jan 1, 2026." in words(
        record(changed, on=date(2026, 1, 1))
    )


def test_a_copy_to_hand_over_tells_no_reasons_and_no_views(changed: Workspace) -> None:
    with changed.change("Mark") as work:
        for kind in (Position, Consultation, Objective):
            for one in work.session.query(kind):
                assert isinstance(one, Marked)
                one.marking_scheme, one.marking_rank, one.marking_text = "neutral", 0, "PUBLIC"
    document = record(changed, copy="hand-over")
    said = words(document)
    assert "demand" in said
    assert "Consultation, Feb 1, 2026" in said
    for secret in ("Agrees.", "Asking has not", "never", "on the list"):
        assert secret not in said
    assert links(document) == set()


def test_a_line_that_is_not_public_is_not_handed_over(workspace: Workspace) -> None:
    with workspace.change("Set up") as work:
        Change(
            workspace, work, is_public=False, marking_scheme="neutral", marking_rank=0, marking_text="PUBLIC"
        )
    said = words(record(workspace, copy="hand-over"))
    assert "Nothing of this change may be shown" in said
    assert "demand" not in said


def test_nobody_concerned_is_said_in_a_sentence(workspace: Workspace) -> None:
    with workspace.change("Set up") as work:
        Change(workspace, work, line="Entirely other words about something else.")
    document = record(workspace)
    assert "Nobody was asked or told, and nobody was to be." in words(document)
    assert not any(span.bold or span.italic for one in lines_told(document) for span in spans(one.text))
