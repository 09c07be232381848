"""The findings of the draft check beyond its wording: promises, what is due, who comes first, what may not go out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from diplotrack.base.i18n import _, format_date, join_names, ngettext
from diplotrack.consistency.draft.duties import Owing
from diplotrack.consistency.draft.promises import Weighed
from diplotrack.consistency.draft.release import Misnamed, Quoting
from diplotrack.consistency.draft.remarks import Board, day_of, record_cited
from diplotrack.consistency.draft.report import DraftCheck, DraftFinding, Place
from diplotrack.consistency.draft.sources import Owed
from diplotrack.consistency.draft.stances import Strayed
from diplotrack.consistency.draft.text import Draft
from diplotrack.consistency.finding import Ref, Severity
from diplotrack.consistency.sayings import shorten
from diplotrack.records.enumerations import STANCES

STANCE = dict(STANCES)

MOST_OWED = 12
"""Commitments passed over that are shown one by one; the rest are counted."""


def promise(draft: Draft, one: Weighed, board: Board, names: Sequence[str] = ()) -> DraftFinding:
    """A promise: new, known (with another day or not), or one that was given to somebody else (``names``)."""
    given = one.given
    facts = [_("Who: {who}").format(who=given.who), _("What: {what}").format(what=shorten(given.what))]
    if given.toward:
        facts.append(_("To: {whom}").format(whom=given.toward))
    if given.due and given.due.day is not None:
        by = _("By when: {words} ({day})")
        facts.append(by.format(words=given.due.words, day=format_date(given.due.day)))
    else:
        facts.append(_("By when: {words}").format(words=given.due.words if given.due else _("not said")))
    why = ["; ".join(facts) + "."]
    if given.is_doubtful:
        why.append(_("Whose promise it is cannot be told for certain."))
    if given.reported:
        why.append(_("It is told as reported speech (“{word}”).").format(word=given.reported))
    common: dict[str, Any] = {
        "place": draft.place(given.start, given.end, given.words),
        "numbers": {
            "who": given.who,
            "what": given.what,
            "to": given.toward,
            "by": given.due.words if given.due else "",
            "due": given.due.day.iso() if given.due and given.due.day else "",
        },
    }
    if one.rival is not None:
        heard = join_names(list(names)) if names else _("others")
        clash = _("“{key}” can be promised to one party only, and {names} has it already.")
        return DraftFinding(
            check=DraftCheck.CONFLICT,
            severity=Severity.HIGH,
            title=_("Promised to {names} already").format(names=heard),
            why=" ".join([clash.format(key=one.rival.key, names=heard), *why]),
            fix=_("Settle which stands before this goes out."),
            cited=(record_cited(board, one.rival.record, one.rival.quote or one.rival.text),),
            **common,
        )
    if one.known is not None:
        return _known(one, why, board, common)
    return DraftFinding(
        check=DraftCheck.PROMISE,
        severity=Severity.LOW if given.is_doubtful else Severity.MEDIUM,
        title=_("New promise: “{verb}”").format(verb=given.verb),
        why=" ".join([why[0], _("No open commitment to this audience says the same."), *why[1:]]),
        fix=_("Record it as a commitment when the text goes out, or reword it."),
        **common,
    )


def _known(one: Weighed, why: list[str], board: Board, common: dict[str, Any]) -> DraftFinding:
    assert one.known is not None
    quoted = (record_cited(board, one.known.record, one.known.quote or one.known.text),)
    if not one.moves_date or one.known.due is None:
        return DraftFinding(
            check=DraftCheck.KNOWN,
            severity=Severity.LOW,
            title=_("Promised before"),
            why=" ".join([_("An open commitment to this audience says the same."), *why]),
            fix=_("Nothing, unless more is meant than was promised."),
            cited=quoted,
            **common,
        )
    differs = _("The commitment on record is due {day}.").format(day=day_of(one.known.due))
    return DraftFinding(
        check=DraftCheck.CONFLICT,
        severity=Severity.MEDIUM,
        title=_("Promised for another day"),
        why=" ".join([differs, *why]),
        fix=_("Keep the day that was promised, or agree another with the partner first."),
        cited=quoted,
        **common,
    )


def unmentioned(owed: Sequence[Owed], board: Board, today: date) -> list[DraftFinding]:
    """What we owe this audience that is due and not mentioned: the first ones each, then how many more."""
    found = [_passed_over(one, board, today) for one in owed[:MOST_OWED]]
    if rest := owed[MOST_OWED:]:
        title = ngettext(
            "{n} more commitment is due and not mentioned",
            "{n} more commitments are due and not mentioned",
            len(rest),
        )
        found.append(
            DraftFinding(
                check=DraftCheck.UNMENTIONED,
                severity=Severity.LOW,
                title=title.format(n=len(rest)),
                why=_("Those due first are listed one by one."),
                fix=_("Look through the commitments to this audience before the text goes out."),
                cited=tuple(record_cited(board, one.record, one.text) for one in rest),
                numbers={"more": len(rest)},
            )
        )
    return found


def _passed_over(one: Owed, board: Board, today: date) -> DraftFinding:
    assert one.due is not None
    days = (one.due.latest - today).days
    late = ngettext("Overdue by {n} day, and not mentioned", "Overdue by {n} days, and not mentioned", -days)
    soon = ngettext("Due within {n} day, and not mentioned", "Due within {n} days, and not mentioned", days)
    title = (
        _("Due today, and not mentioned") if days == 0 else (late if days < 0 else soon).format(n=abs(days))
    )
    return DraftFinding(
        check=DraftCheck.UNMENTIONED,
        severity=Severity.HIGH if days < 0 else Severity.MEDIUM,
        title=title,
        why=_("We owe this audience: {text}").format(text=shorten(one.text)),
        fix=_("Say where it stands and by when it will be done, or be ready to be asked."),
        cited=(record_cited(board, one.record, one.quote or one.text),),
        numbers={"days": days},
    )


def stance(
    one: Strayed, place: Place | None, board: Board, code: str, words: str, names: Sequence[str]
) -> DraftFinding:
    """The stance given departs from a position, or from what was said; ``words`` are those of the record."""
    stands = {"said": STANCE[one.stance], "earlier": STANCE[one.earlier], "code": code}
    heard = join_names(list(names)) if names else _("the public")
    if one.check is DraftCheck.MIXED:
        title = _("{names} heard another stance on {code}").format(names=heard, code=code)
        why = _("On {day} {names} heard the stance “{earlier}”; this draft takes “{said}”.")
        why = why.format(day=day_of(one.day), names=heard, **stands)
        fix = _("Say the same to both, or settle the position and tell both of it.")
    elif one.record.kind == "position":
        title = _("Another stance on {code} than the position in force").format(code=code)
        why = _(
            "The draft takes the stance “{said}” on {code}; the position in force is “{earlier}”."
        ).format(**stands)
        fix = _("Keep to the position, or change it first and tell those concerned.")
    else:
        title = _("Another stance on {code} than was told before").format(code=code)
        why = _("On {day} this audience heard the stance “{earlier}” on {code}; the draft takes “{said}”.")
        why = why.format(day=day_of(one.day), **stands)
        fix = _("Explain the change, or hold the line.")
    return DraftFinding(
        check=one.check,
        severity=one.severity,
        title=title,
        why=why,
        fix=fix,
        place=place,
        cited=(record_cited(board, one.record, words),),
        numbers={"said": one.stance, "earlier": one.earlier, "difference": abs(one.stance - one.earlier)},
        objective=one.objective,
    )


def consult(one: Owing, place: Place | None, board: Board, code: str, names: dict[int, str]) -> DraftFinding:
    """The line that the draft uses changed lately, and somebody who was to be consulted or told was not."""
    owed, untold = ([names[party] for party in some] for some in (one.parties, one.untold))
    bound = [names[party] for party in one.by_agreement]
    stances = {"old": STANCE[one.before.stance or 0], "new": STANCE[one.line.stance]}
    changed = _("The line on {code} changed on {day} from “{old}” to “{new}”.")
    why = [changed.format(code=code, day=format_date(one.day), **stances)]
    if owed:
        why.append(_("Not consulted before it: {names}.").format(names=join_names(owed)))
    if untold:
        why.append(
            _("To be told of it, without a notice on record: {names}.").format(names=join_names(untold))
        )
    if bound:
        why.append(_("An agreement obliges us to consult {names}.").format(names=join_names(bound)))
    agreements = dict.fromkeys(one.by_agreement.values())
    return DraftFinding(
        check=DraftCheck.CONSULT,
        severity=Severity.HIGH if bound else Severity.MEDIUM,
        title=_("Consult first: {names}").format(names=join_names(owed))
        if owed
        else _("Tell first: {names}").format(names=join_names(untold)),
        why=" ".join(why),
        fix=_("Consult them before this goes out, and record what they say.")
        if owed
        else _("Tell them before they learn of it from others, and record the notice."),
        place=place,
        cited=(
            record_cited(board, Ref("position", one.line.id), one.line.words),
            record_cited(board, Ref("position", one.before.id), one.before.words),
            *(record_cited(board, ref, board[ref].exhibit.title) for ref in agreements),
        ),
        numbers={"partners": owed, "by_agreement": bound, "untold": untold},
    )


def quoting(draft: Draft, one: Quoting, board: Board) -> DraftFinding:
    """The draft repeats a record that may not go out to this audience."""
    marked = _("The words stand in a record marked {marking}.").format(marking=one.marking.banner)
    return DraftFinding(
        check=DraftCheck.RELEASE,
        severity=Severity.MEDIUM if one.is_internal else Severity.HIGH,
        title=_("A line that is not to be said in public")
        if one.is_internal
        else _("Quotes a record that is not for this audience"),
        why=_("The line to take is not marked as public.") if one.is_internal else marked,
        fix=_("Leave the words out, or have the record released to this audience first."),
        place=draft.place(one.start, one.end, one.words),
        cited=(record_cited(board, one.record, one.words),),
        numbers={"marking": one.marking.banner},
    )


def source_named(draft: Draft, start: int, end: int) -> DraftFinding:
    """The draft names a protected source."""
    return DraftFinding(
        check=DraftCheck.RELEASE,
        severity=Severity.CRITICAL,
        title=_("Names a protected source"),
        why=_("This person is a protected source of this workspace."),
        fix=_("Write “a contact”, or leave it out."),
        place=draft.place(start, end, draft.text[start:end]),
    )


def misnamed(draft: Draft, one: Misnamed, board: Board) -> DraftFinding:
    """The draft uses a name that this workspace does not print."""
    return DraftFinding(
        check=DraftCheck.NAME,
        severity=Severity.LOW,
        title=_("This workspace writes “{name}”").format(name=one.wanted),
        why=_("The draft writes “{used}”; the table of contested names has “{wanted}”.").format(
            used=one.used, wanted=one.wanted
        ),
        fix=_("Write “{name}”.").format(name=one.wanted),
        place=draft.place(one.start, one.end, one.used),
        cited=(record_cited(board, Ref("party", one.party), one.wanted),),
    )
