"""Every rule finds its bad example and leaves its good one alone."""

from __future__ import annotations

import pytest

from diplotrack.consistency.rule import Rule
from diplotrack.consistency.rules import RULES
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_bad_example_is_found(rule: Rule, workspace: Workspace, play: Play) -> None:
    play(rule.bad.fill)
    (found,) = workspace.check.run([rule.code]).findings
    assert found.rule == rule.code
    assert found.subject[0].kind in rule.subjects
    assert "{" not in found.title.text(TODAY) + found.why.text(TODAY) + found.fix.text(TODAY)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_good_example_is_left_alone(rule: Rule, workspace: Workspace, play: Play) -> None:
    play(rule.good.fill)
    assert workspace.check.run([rule.code]).findings == ()
