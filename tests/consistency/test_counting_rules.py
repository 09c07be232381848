"""R17 and R18: what is counted twice, and what is announced again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from diplotrack.consistency.scene import Scene
from diplotrack.records import Commitment, Update
from diplotrack.records.enumerations import (
    CommitmentStatus,
)
from diplotrack.records.record import utc_now
from diplotrack.workspace import Workspace
from tests.consistency.ground import FULFILLED, GONE, Play, fired, found

Use = dict[str, Any]
"""Columns of an update that rests on a piece of evidence; those of its commitment stand under ``commitment``."""
WHOLE: Use = {"share": 100.0}


def counted(scene: Scene, uses: Sequence[Use], key: str = "advisers of May") -> list[Commitment]:
    """A commitment for each use of one piece of evidence."""
    made = []
    for use in uses:
        one = scene.commitment(made_on=scene.ago(300), **use.get("commitment", {}))
        values = {name: value for name, value in use.items() if name != "commitment"}
        usual = {"on": scene.ago(30), "text": "Two advisers arrived", "evidence_key": key}
        scene.add(Update(**{"commitment_id": one.id, **usual, **values}))
        made.append(one)
    return made


def test_shares_of_one_piece_of_evidence_are_summed(workspace: Workspace, play: Play) -> None:
    def paid(currency: str = "EUR", **values: Any) -> Use:
        return {"amount": 500, "commitment": {"currency": currency}, **values}

    cases: list[tuple[list[Use], float | None]] = [
        ([{"share": 60.0}, {"share": 40.0}], None),
        ([{"share": 60.0}, {"share": 40.5}], 100.5),
        ([WHOLE, WHOLE, WHOLE], 300),
        ([{"share": 150.0}], None),
        ([WHOLE, {"share": None}], None),
        ([paid(), paid()], 200),
        ([paid(), paid(amount=300)], None),
        ([paid(), paid("USD")], None),
        ([paid(share=50.0), paid(share=50.0)], None),
        ([WHOLE, {**WHOLE, "evidence_key": "advisers of June"}], None),
        ([WHOLE, {**WHOLE, "deleted_at": utc_now()}], None),
        *(([WHOLE, {**WHOLE, "commitment": gone}], None) for gone in GONE),
        ([WHOLE, {**WHOLE, "commitment": FULFILLED}], 200),
        ([WHOLE, {**WHOLE, "on": date(2019, 12, 31)}], None),
        ([WHOLE, {**WHOLE, "on": date(2020, 1, 1)}], 200),
    ]
    made: list[int] = []
    play(
        lambda s: made.extend([counted(s, uses, key=f"{n}")[0].id for n, (uses, _total) in enumerate(cases)])
    )
    totals = {one.subject[0].id: one.numbers["total_percent"] for one in found(workspace, "R17")}
    assert [totals.get(number) for number in made] == [total for _uses, total in cases]


def test_promise_and_its_reaffirmation_count_once(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        first, second = counted(scene, [WHOLE, WHOLE])
        second.reaffirms_id = first.id

    play(fill)
    assert found(workspace, "R17") == []


def test_updates_of_one_promise_carry_on_from_one_another(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        first, _second = counted(scene, [{"share": 40.0}, {"share": 50.0}])
        again = {"text": "", "evidence_key": "advisers of May", "share": 45.0, "on": scene.ago(9)}
        scene.add(Update(commitment_id=first.id, **again))

    play(fill)
    assert found(workspace, "R17") == []


AGAIN = "We will send two customs advisers to the port of their choice."


def repeated(scene: Scene, partner: str, text: str, earlier: Use, later: Use) -> Commitment:
    """Two commitments to a partner, 400 and 30 days ago unless said otherwise, and of these the later."""
    to = scene.partner(partner)
    first = scene.commitment(**{"to": to, "text": AGAIN, "made_on": scene.ago(400), **earlier})
    if later.get("reaffirms_id"):
        later = {**later, "reaffirms_id": first.id}
    return scene.commitment(to=to, **{"text": text, "made_on": scene.ago(30), **later})


def test_text_is_a_repetition_from_its_likeness_on(workspace: Workspace, play: Play) -> None:
    alike = [
        AGAIN,
        "WE WILL send two customs advisers to the port of their choice",
        "We will send two customs advisers to the port of our choice.",
    ]
    unlike = [
        # 10 of 12 words stand in order: 0.833.
        "We will send two customs advisers to the border of our choice.",
        "We will send 2 customs advisers to the port of their choice.",
    ]
    texts = [*unlike, *alike]
    assert fired(workspace, play, "R18", texts, lambda s, text: repeated(s, text, text, {}, {})) == alike


def test_repetition_is_of_an_earlier_promise_that_stood(workspace: Workspace, play: Play) -> None:
    year = {"made_on": date(2025, 1, 1), "made_on_latest": date(2025, 12, 31)}
    repeats: list[tuple[Use, Use]] = [
        ({}, {"made_on": date(2025, 5, 14)}),
        (year, {"made_on": date(2026, 1, 1)}),
        ({"status": CommitmentStatus.NOT_FULFILLED}, {}),
        ({**FULFILLED, "completed_on": date(2026, 5, 19)}, {}),
    ]
    others: list[tuple[Use, Use]] = [
        ({}, {"made_on": date(2025, 5, 13)}),
        (year, {"made_on": date(2025, 12, 31)}),
        ({"made_on": None}, {}),
        ({"status": CommitmentStatus.PROPOSED}, {}),
        *((gone, {}) for gone in GONE),
        ({**FULFILLED, "completed_on": date(2026, 5, 18)}, {}),
        (FULFILLED, {}),
        ({}, {"reaffirms_id": 1}),
    ]
    found_for = fired(
        workspace, play, "R18", [*others, *repeats], lambda s, case: repeated(s, str(case), AGAIN, *case)
    )
    assert found_for == repeats


def test_same_words_to_another_partner_are_no_repetition(workspace: Workspace, play: Play) -> None:
    play(lambda scene: repeated(scene, "France", AGAIN, {"to": scene.partner("Japan")}, {}))
    assert found(workspace, "R18") == []


def test_third_announcement_refers_to_the_first(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        repeated(scene, "France", AGAIN, {}, {})
        scene.commitment(text=AGAIN, made_on=scene.ago(3))

    play(fill)
    assert [one.records[1].date for one in found(workspace, "R18")] == ["2025-05-13", "2025-05-13"]


@pytest.mark.parametrize("words", [AGAIN, "We will think about it."])
def test_edit_of_the_earlier_promise_reaches_the_later_one(
    workspace: Workspace, play: Play, words: str
) -> None:
    other = "We will think about it." if words == AGAIN else AGAIN
    play(lambda scene: repeated(scene, "France", AGAIN, {"text": other}, {}))
    assert len(found(workspace, "R18")) == (other == AGAIN)
    with workspace.change("Edit") as work:
        work.session.get_one(Commitment, 1).text = words
    report = workspace.check.run(["R18"], changes=work.changed)
    assert [one.subject[0].id for one in report.findings] == ([2] if words == AGAIN else [])
