"""How `diplotrack lint` shows what it found on a terminal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from diplotrack.base.i18n import _, format_date, join_names
from diplotrack.cli.output import show

if TYPE_CHECKING:
    from diplotrack.consistency.draft.plan import Against, ChangePlan, Step
    from diplotrack.consistency.draft.report import DraftFinding
    from diplotrack.consistency.finding import Exhibit


def show_finding(one: DraftFinding, *, is_note: bool) -> None:
    """A finding or note: what, why, the draft's words, each earlier record with its words, what to do."""
    head = _("NOTE") if is_note else str(one.severity.label).upper()
    line = _("line {n}: ").format(n=one.place.line) if one.place is not None else ""
    show(f"{head}  {line}{one.title}")
    show(f"    {one.why}")
    if one.toward:
        show(_("    toward:  {names}").format(names=join_names(list(one.toward))))
    if one.place is not None:
        show(_("    draft:   “{words}”").format(words=one.place.words))
    for cited in one.cited:
        show(_("    earlier: “{words}”").format(words=cited.words))
        show(f"    · {_record(cited.exhibit)}")
    if one.difference:
        show(_("    differs: {words}").format(words=_marked(one.difference)))
    show(_("    → {remedy}").format(remedy=one.fix))
    show()


def show_change(change: ChangePlan, today: date) -> None:
    """An intended change: the lines it replaces, who is to be reached in order, what contradicts it."""
    show(
        _("INTENDED CHANGE on {code}, to be made known on {day}").format(
            code=change.code, day=format_date(change.on)
        )
    )
    for one in change.lines:
        _show_against(one)
    if not change.steps:
        show(_("    Nobody is on record who is to be told or consulted."))
    for number, step in enumerate(change.steps, 1):
        _show_step(number, step, today)
    if change.against:
        show(_("    Would contradict the new line:"))
    for one in change.against:
        _show_against(one)
    show()


def _show_step(number: int, step: Step, today: date) -> None:
    told = {
        "number": number,
        "what": str(step.type.label),
        "name": step.name,
        "day": format_date(step.last),
    }
    if step.on is not None:
        state = _("done on {day}").format(day=format_date(step.on))
    elif step.is_late(today):
        state = _("{state}, late").format(state=step.reached.label)
    else:
        state = str(step.reached.label).lower()
    show(_("    {number}. {what}: {name}, by {day} — {state}").format(**told, state=state))
    if step.is_told_by_draft:
        show(_("       this text tells it; record the notice when it goes out"))
    for reason in step.reasons:
        show(f"       {reason.says}" + (f" · {_record(reason.record)}" if reason.record is not None else ""))


def _show_against(one: Against) -> None:
    show(f"    · {_record(one.exhibit)}")
    show(f"      “{one.words}” ({one.why})")


def _record(record: Exhibit) -> str:
    return f"{record.date or '–'}  {record.kind}  {record.title}  [{record.uid}]"


def _marked(difference: tuple[tuple[str, str, str], ...]) -> str:
    """The difference on one line: [-earlier words-] {+words of the draft+}, what is the same shortened."""
    parts = []
    for what, old, new in difference:
        if what == "same":
            words = new.split()
            parts.append(new if len(words) <= 6 else " ".join([*words[:3], "…", *words[-3:]]))
            continue
        parts += [f"[-{old}-]"] if old else []
        parts += [f"{{+{new}+}}"] if new else []
    return " ".join(parts)
