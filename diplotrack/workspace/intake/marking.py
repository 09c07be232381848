"""The marking that a text carries in its head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.markings import TLP, Level, Marking, level_of_any_scheme
from diplotrack.store import settings
from diplotrack.workspace.intake.ground import Ground
from diplotrack.workspace.intake.proposal import About, Proposal, Span

_TLP = re.compile(r"\bTLP:\s?(CLEAR|GREEN|AMBER\+STRICT|AMBER|RED)\b")


def read_marking(ground: Ground) -> Iterator[Proposal]:
    """The level written on a line of its own, or after its label, and a TLP label: what comes in keeps its marking."""
    scheme = str(settings.read(ground.session, "marking_scheme") or "")
    found: list[tuple[Level, Span]] = []
    label = ground.head.labels.get("marking")
    lines = [(one.start, one.end) for one in ground.head.letterhead]
    lines += [(one.start, one.end) for one in label.lines] if label else []
    for start, end in lines:
        words = ground.text[start:end].strip(" .*_[]()")
        if words.upper() == words:
            try:
                found.append(
                    (level_of_any_scheme(words.partition("//")[0].strip(), scheme), Span(start, end))
                )
            except UserError:
                continue  # a line of letterhead that is no marking
    tlp = _TLP.search(ground.text, 0, min(len(ground.text), 3_000))
    if not found and tlp is None:
        return
    spans = [span for _level, span in found] + ([Span(tlp.start(), tlp.end())] if tlp else [])
    label_of = tlp[1] if tlp else ""
    assert label_of in ("", *TLP)
    highest = max((level for level, _span in found), key=lambda one: one.rank, default=None)
    marking = Marking.of(highest, label_of) if highest else Marking(tlp=label_of)
    shown = "  ".join(one for one in (marking.text, f"TLP:{label_of}" if label_of else "") if one)
    yield Proposal("marking", About.MARKING, shown, marking, tuple(spans), _("the text is marked so"), 96)
