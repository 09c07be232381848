"""Compliance by partner: how those who committed themselves were scored, from −1 to +1."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from diplotrack.base.i18n import _, format_number, format_signed
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.document import Chart, ChartForm, Series, Tone
from diplotrack.store.as_of import latest_scores


def compliance_by_partner(frame: Frame, commitments: Collection[int]) -> Chart | None:
    """The chart of commitments that :meth:`Frame.admit` let pass, as scored by the day of the frame; None for none.

    A party's score is the mean of the latest scores of its commitments. The best stands first.
    """
    scores: dict[int, list[int]] = defaultdict(list)
    for commitment, by_party in latest_scores(frame.session, frame.on, commitments).items():
        frame.print("commitment", commitment)
        for party, score in by_party.items():
            scores[party].append(score)
    means = {party: sum(some) / len(some) for party, some in scores.items()}
    ranked = sorted(
        means, key=lambda one: (-means[one], -len(scores[one]), frame.sorted_as(frame.party(one)))
    )
    if not ranked:
        return None
    names = [
        _("{name} ({count})").format(name=frame.party(one), count=format_number(len(scores[one])))
        for one in ranked
    ]
    ours = [means[one] if one in frame.ours else None for one in ranked]
    theirs = [None if one in frame.ours else means[one] for one in ranked]
    series = [
        one
        for one in (Series(_("Ours"), ours, Tone.OURS), Series(_("Theirs"), theirs, Tone.THEIRS))
        if any(value is not None for value in one.values)
    ]
    told = _("Compliance by partner, from −1 to +1. Best: {best} {high}; worst: {worst} {low}.").format(
        best=frame.party(ranked[0]),
        high=format_signed(means[ranked[0]]),
        worst=frame.party(ranked[-1]),
        low=format_signed(means[ranked[-1]]),
    )
    note = _(
        "+1 complied, 0 in part or in progress, −1 did not. In brackets: the number of commitments scored,"
        " each by its latest score."
    )
    return Chart(
        ChartForm.BARS,
        _("Compliance by partner"),
        names,
        series,
        told,
        unit=_("mean score"),
        lowest=-1,
        highest=1,
        decimals=2,
        note=note,
    )
