"""Gaps in a partner brief: which of them the release filter lets pass."""

from __future__ import annotations

from datetime import date

import pytest

from diplotrack.records import Engagement, Finding
from diplotrack.release import ReleaseFilter
from diplotrack.workspace import Workspace
from tests.reports.compose.spoken import brief, words

TODAY = date(2026, 5, 29)
HEADLINE = "Two talks told apart"


@pytest.mark.parametrize(("max_rank", "is_told"), [(None, True), (1, False)])
@pytest.mark.parametrize("part", ["records", "named", "subject"])
def test_a_gap_goes_no_further_than_what_it_shows_or_names(
    workspace: Workspace, part: str, max_rank: int | None, is_told: bool
) -> None:
    france = workspace.records.party("FRA").id
    with workspace.change("Set up") as work:
        talks = work.add(
            Engagement(title="Quiet talks", marking_scheme="neutral", marking_rank=4, marking_text="SECRET")
        )
        work.add(
            Finding(
                fingerprint="f" * 64,
                rule="R06",
                headline=HEADLINE,
                severity="high",
                severity_rank=3,
                subject_kind="party",
                subject_id=france,
                party_id=france,
                first_seen=date(2026, 5, 1),
                evidence={part: [["engagement", talks.id]]},
            )
        )
    composed = brief(workspace, "FRA", release=ReleaseFilter(max_rank=max_rank), on=TODAY)
    assert (HEADLINE in words(composed.document)) is is_told
    assert composed.left_out.get("finding", 0) == (not is_told)
