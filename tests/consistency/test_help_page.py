"""The help page says what the rules say."""

from __future__ import annotations

from diplotrack.base.paths import resource
from diplotrack.consistency.help_page import help_page
from diplotrack.consistency.rules import RULES


def test_shipped_page_is_made_from_the_rules() -> None:
    """Where this fails, write `help_page()` into resources/help/rules.md."""
    assert resource("help", "rules.md").read_text("utf-8") == help_page()


def test_page_shows_thresholds_as_they_are_set() -> None:
    assert "more than 45 days: high" in help_page(thresholds={"R13.days_high": 45})


def test_every_threshold_is_named_after_its_rule_and_explained() -> None:
    for rule in RULES:
        for one in rule.thresholds:
            assert one.key.startswith(f"{rule.code}.")
            assert str(one.label)


def test_rules_stand_in_the_order_of_their_codes() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.slug for rule in RULES}) == len(RULES)
