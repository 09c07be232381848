"""Whatever may not go out is in no file that is printed: every field of every record holds a word of its own.

The long form, a thousand ledgers: ``python3 packaging/dev.py soak --leaks 1000``.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from diplotrack.workspace.printing import REPORTS
from tests.leaks.absence import traces
from tests.leaks.judging import Judge
from tests.leaks.printing import CEILINGS, RECEIVERS, turn
from tests.leaks.ways_out import WAYS, go_out


# A ledger that leaks is found again by its seed; a smaller seed is no smaller ledger.
@settings(
    max_examples=2,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.integers(0, 2**32), st.sampled_from(CEILINGS), st.sampled_from(RECEIVERS))
def test_no_word_stands_where_it_may_not(seed: int, ceiling: str, receiver: str) -> None:
    dice = random.Random(seed)
    some = dice.sample(sorted(REPORTS), 4)
    with tempfile.TemporaryDirectory() as folder:
        assert turn(Path(folder), dice, ceiling, receiver, some).leaks == ()


@settings(
    max_examples=2, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow]
)
@given(st.integers(0, 2**32), st.sampled_from(["PUBLIC", "RESTRICTED", "CONFIDENTIAL"]))
def test_a_copy_for_others_is_as_if_the_rest_had_never_been_entered(seed: int, ceiling: str) -> None:
    dice = random.Random(seed)
    some = dice.sample([one.name for one in REPORTS.values() if not one.internal], 4)
    with tempfile.TemporaryDirectory() as folder:
        assert [name for name, *_both in traces(Path(folder), dice, ceiling, some)] == []


@settings(
    max_examples=2, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow]
)
@given(st.integers(0, 2**32), st.sampled_from(CEILINGS), st.sampled_from(RECEIVERS))
def test_no_word_leaves_in_a_table_a_calendar_or_a_card(seed: int, ceiling: str, receiver: str) -> None:
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        assert go_out(Path(folder), dice, ceiling, receiver, dice.sample(WAYS, 3)).leaks == ()


def test_a_leak_in_any_way_out_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def all_of_them(judge: Judge, *_terms: object) -> set[str]:
        return set(judge.words)

    monkeypatch.setattr(Judge, "barred", all_of_them)
    assert {leak.way for leak in go_out(tmp_path, random.Random(1), "", "").leaks} == set(WAYS)


def test_an_unmarked_meeting_is_not_named_by_what_points_at_it(tmp_path: Path) -> None:
    """Under the seed a statement that may go out was made in a communication that nobody has marked."""
    dice = random.Random(4)
    ceiling, receiver = dice.choice(CEILINGS), dice.choice(RECEIVERS)
    assert (ceiling, receiver) == ("PUBLIC", "FRA")
    assert go_out(tmp_path, dice, ceiling, receiver, ("csv",)).leaks == ()


def test_without_a_ceiling_words_are_printed(tmp_path: Path) -> None:
    found = turn(tmp_path, random.Random(1), "", "", ["partner-brief", "commitments"])
    assert found.files == 2
    assert found.printed > 20


@pytest.mark.parametrize("suffix", REPORTS["commitments"].suffixes)
def test_a_leak_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    """Were every word barred, those that are printed would be leaks, in whichever format."""

    def all_of_them(judge: Judge, *_terms: object) -> set[str]:
        return set(judge.words)

    monkeypatch.setattr(Judge, "barred", all_of_them)
    monkeypatch.setattr(type(REPORTS["commitments"]), "suffixes", (suffix,))
    assert len(turn(tmp_path, random.Random(1), "", "", ["commitments"]).leaks) > 3
