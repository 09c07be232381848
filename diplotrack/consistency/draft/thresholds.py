"""The numbers of the draft check that a workspace can set, as it sets those of the rules."""

from __future__ import annotations

from diplotrack.base.i18n import N_
from diplotrack.consistency.rule import Threshold

PERCENT = N_("per cent")
TEXTS = N_("texts")

THRESHOLDS = (
    Threshold(
        "draft.similar_percent", 60, N_("Likeness from which two sentences speak of the same"), PERCENT
    ),
    Threshold(
        "draft.known_percent", 60, N_("Part of a commitment's words in a sentence that mentions it"), PERCENT
    ),
    Threshold("draft.due_days", 30, N_("Days ahead in which a commitment should be mentioned")),
    Threshold("draft.mixed_days", 90, N_("Days back in which others may have been told otherwise")),
    Threshold("draft.texts", 2000, N_("Latest texts and statements that are compared"), TEXTS),
)
