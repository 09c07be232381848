"""All rules, each named here: nothing is found by scanning folders, so that a frozen build has them too."""

from __future__ import annotations

from diplotrack.consistency.rule import Rule
from diplotrack.consistency.rules import (
    r01_idle_objective,
    r03_unaligned_record,
    r05_off_position_statement,
    r08_say_do_gap,
    r09_unannounced_change,
    r13_overdue_commitment,
    r14_silent_commitment,
    r15_unverifiable_commitment,
    r16_unsupported_score,
    r17_double_counting,
    r20_lapsing_agreement,
    r21_impossible_dates,
    r23_no_record,
    r24_neglected_partner,
    r25_broken_reciprocity,
    r26_slipping_date,
    r28_conflicting_commitments,
    r29_unanswered,
    r31_overdue_action,
    r35_empty_agreement,
)

RULES: tuple[Rule, ...] = (
    r01_idle_objective.RULE,
    r03_unaligned_record.RULE,
    r05_off_position_statement.RULE,
    r08_say_do_gap.RULE,
    r09_unannounced_change.RULE,
    r13_overdue_commitment.RULE,
    r14_silent_commitment.RULE,
    r15_unverifiable_commitment.RULE,
    r16_unsupported_score.RULE,
    r17_double_counting.RULE,
    r20_lapsing_agreement.RULE,
    r21_impossible_dates.RULE,
    r23_no_record.RULE,
    r24_neglected_partner.RULE,
    r25_broken_reciprocity.RULE,
    r26_slipping_date.RULE,
    r28_conflicting_commitments.RULE,
    r29_unanswered.RULE,
    r31_overdue_action.RULE,
    r35_empty_agreement.RULE,
)
"""In the order of their codes."""
