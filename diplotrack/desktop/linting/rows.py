"""What the list beside a draft holds: findings, notes, and changes that are meant."""

from __future__ import annotations

from dataclasses import dataclass

from diplotrack.base.i18n import _, ngettext
from diplotrack.consistency.draft.plan import ChangePlan
from diplotrack.consistency.draft.report import DraftFinding, DraftReport
from diplotrack.consistency.finding import Exhibit, Severity
from diplotrack.desktop.theme.palette import Tone
from diplotrack.desktop.theme.tones import SEVERITIES
from diplotrack.desktop.utf16 import to_units


@dataclass(frozen=True, slots=True)
class Remark:
    """A line of the list. ``start``–``end`` is its place in units of UTF-16; -1 where the draft is silent."""

    finding: DraftFinding | None = None
    change: ChangePlan | None = None
    is_note: bool = False
    start: int = -1
    end: int = -1

    @property
    def grade(self) -> str:
        """What the chip before it says."""
        if self.finding is None:
            return _("Change")
        return _("Note") if self.is_note else str(self.finding.severity.label)

    @property
    def tone(self) -> Tone:
        """The tone of that chip."""
        if self.finding is None:
            return "accent"
        return "quiet" if self.is_note else SEVERITIES.get(self.finding.severity.value, "quiet")

    @property
    def title(self) -> str:
        """The headline."""
        if self.finding is not None:
            return self.finding.title
        assert self.change is not None
        owed = len(self.change.owed)
        count = ngettext("{n} partner to reach", "{n} partners to reach", owed).format(n=owed)
        return _("Intended change on {code}: {count}").format(code=self.change.code, count=count)

    @property
    def below(self) -> str:
        """The second line: where in the draft, else what it is about."""
        if self.finding is None:
            assert self.change is not None
            return self.change.objective.title
        if self.finding.place is None:
            return self.finding.why
        line = _("line {n}").format(n=self.finding.place.line)
        return f"{line}  ·  {self.finding.place.words}"

    @property
    def record(self) -> Exhibit | None:
        """The record that opens with it."""
        if self.finding is not None:
            return self.finding.record
        assert self.change is not None
        return self.change.objective

    @property
    def key(self) -> object:
        """What makes it the same remark after another check."""
        if self.finding is not None:
            return self.finding.key
        assert self.change is not None
        return self.change.code


def grades() -> list[str]:
    """All that a chip can say."""
    return [_("Change"), _("Note"), *(str(one.label) for one in Severity)]


def remarks_of(report: DraftReport, text: str) -> list[Remark]:
    """The list for an answer: changes that are meant, then findings, most severe first, then notes."""
    found = [Remark(change=one) for one in report.changes]
    for some, is_note in ((report.findings, False), (report.notes, True)):
        for one in some:
            if one.place is None:
                found.append(Remark(one, is_note=is_note))
                continue
            start = to_units(text, one.place.start)
            end = start + to_units(text[one.place.start : one.place.end], one.place.end - one.place.start)
            found.append(Remark(one, is_note=is_note, start=start, end=end))
    return found
