"""How two sentences on one subject differ: by their operative verbs, denials and figures, and word for word."""

from __future__ import annotations

import pytest

from diplotrack.language.alignment import Aligned, aligned, changes, similarity, word_diff
from diplotrack.language.sentences import Sentence


def ready(words: str) -> Aligned:
    return aligned(Sentence(0, len(words), words))


def verbs(earlier: str, later: str) -> list[tuple[str, str, int]]:
    return [
        (one.old, one.new, one.steps) for one in changes(ready(earlier), ready(later)) if one.kind == "verb"
    ]


def test_the_operative_verb_does_not_make_sentences_unlike() -> None:
    urged = ready("We urge all States to open their ports to relief ships.")
    invited = ready("We invite all States to open their ports to relief ships.")
    assert similarity(urged, invited) == 1.0


def test_figures_do_not_make_sentences_unlike() -> None:
    assert similarity(ready("We will train 20 crews."), ready("We will train thirty crews.")) == 1.0


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("We urge all States to pay.", "We invite all States to pay.", [("urge", "invite", -4)]),
        ("It condemns the raid.", "It strongly condemns the raid.", [("condemns", "strongly condemns", 1)]),
        ("It regrets the raid.", "It regretted the raid.", []),
        (
            "It condemns the raid and calls upon all to stop.",
            "It deplores the raid and urges all to stop.",
            [("condemns", "deplores", -2), ("calls upon", "urges", 1)],
        ),
    ],
)
def test_the_verb_that_changed_is_named(
    earlier: str, later: str, expected: list[tuple[str, str, int]]
) -> None:
    assert verbs(earlier, later) == expected


def test_a_verb_that_is_gone_is_not_taken_for_the_next() -> None:
    assert verbs("We welcome the plan and support the ports.", "We support the ports.") == []


def test_two_verbs_that_changed_places_did_not_change() -> None:
    earlier = "We urge all States to pay and invite the Fund to report."
    later = "We invite the Fund to report and urge all States to pay."
    assert verbs(earlier, later) == []


def test_verbs_of_different_scales_are_no_step() -> None:
    assert verbs("We welcome the report.", "We condemn the report.") == []


def test_noting_instead_of_welcoming_is_told() -> None:
    (one,) = changes(ready("We welcome the report."), ready("We take note of the report."))
    assert (one.kind, one.old, one.new) == ("noted", "welcome", "take note")


def test_the_difference_is_told_word_for_word() -> None:
    assert word_diff("We urge all States to pay now.", "We strongly urge States to pay soon.") == [
        ("same", "We", "We"),
        ("added", "", "strongly"),
        ("same", "urge", "urge"),
        ("removed", "all", ""),
        ("same", "States to pay", "States to pay"),
        ("changed", "now.", "soon."),
    ]


def test_case_and_punctuation_make_no_difference() -> None:
    assert {kind for kind, _old, _new in word_diff("We agree, fully.", "we agree fully")} == {"same"}
