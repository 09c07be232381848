"""The findings of the draft check that rest on its words: departures from lines, texts and promises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, format_date, join_names
from diplotrack.base.markings import UNMARKED, Marking, roll_up
from diplotrack.consistency.draft.departures import Departure, Held, told
from diplotrack.consistency.draft.report import Cited, DraftCheck, DraftFinding
from diplotrack.consistency.draft.sources import Source
from diplotrack.consistency.draft.text import Draft
from diplotrack.consistency.evidence import Shown
from diplotrack.consistency.finding import Ref, Severity
from diplotrack.language.alignment import word_diff

Board = Mapping[Ref, Shown]
"""How the records are shown that findings cite."""


def refs_of(held: Held, unused: Iterable[Source]) -> list[Ref]:
    """The records and passages that these findings show."""
    everything = (*held.departures, *held.mixed, *held.broken, *held.reworded)
    sources = [*(one.source for one in everything), *unused]
    return [*(one.record for one in sources), *(one.passage for one in sources if one.passage is not None)]


def cited(board: Board, source: Source, words: str) -> Cited:
    """A source with words of it."""
    return Cited(board[source.record].exhibit, words, _marking(board, source))


def _marking(board: Board, source: Source) -> Marking:
    """The record's marking, and its passage's where that has one of its own."""
    refs = [source.record, *([source.passage] if source.passage is not None else [])]
    found = [marking for ref in refs if (marking := board[ref].marking) is not None]
    own = [one for one in found[1:] if not one.is_unmarked]
    return roll_up([*found[:1], *own])


def _beside(draft: Draft, one: Departure, board: Board, **told_so: Any) -> DraftFinding:
    """A sentence of the draft beside the earlier one, with the words that differ."""
    sentence, earlier = draft.sentences[one.number], one.earlier.sentence.words
    return DraftFinding(
        place=draft.place_of(one.number),
        cited=(cited(board, one.source, earlier),),
        difference=tuple(word_diff(earlier, sentence.words)),
        numbers={
            "similarity_percent": round(one.likeness * 100),
            "steps": [change.steps for change in one.changes if change.kind == "verb"],
        },
        objective=one.source.objective,
        **told_so,
    )


def _why(one: Departure, *more: str) -> str:
    return " ".join([*(told(change) for change in one.changes), *more])


def departure(draft: Draft, one: Departure, board: Board, consult: Sequence[str] = ()) -> DraftFinding:
    """It departs from a line in force, or from what this audience was told.

    ``consult`` names those to be consulted before the position itself may change.
    """
    is_line = one.source.record.kind == "position"
    more = []
    if not is_line and one.source.day is not None:
        more.append(_("So it was told on {day}.").format(day=format_date(one.source.day)))
    if consult:
        first = _("If a change is meant, consult first: {names}.")
        more.append(first.format(names=join_names(list(consult))))
    return _beside(
        draft,
        one,
        board,
        check=DraftCheck.DEPARTURE,
        severity=one.severity,
        title=_("Departs from the line to take") if is_line else _("Departs from what was told before"),
        why=_why(one, *more),
        fix=_("Restore the agreed language, or change the position first and tell those concerned."),
    )


def mixed(draft: Draft, one: Departure, board: Board, names: Sequence[str]) -> DraftFinding:
    """Others were told otherwise."""
    heard = join_names(list(names)) if names else _("others")
    day = format_date(one.source.day) if one.source.day is not None else _("an unknown day")
    return _beside(
        draft,
        one,
        board,
        check=DraftCheck.MIXED,
        severity=Severity.MEDIUM if one.severity.rank > Severity.MEDIUM.rank else Severity.LOW,
        title=_("Told otherwise: {names}").format(names=heard),
        why=_why(one, _("So {names} heard it on {day}.").format(names=heard, day=day)),
        fix=_("Say the same to both, or settle the position and tell both of it."),
    )


def broken(draft: Draft, one: Departure, board: Board) -> DraftFinding:
    """It takes back, hedges or alters what we promised."""
    return _beside(
        draft,
        one,
        board,
        check=DraftCheck.BROKEN,
        severity=one.severity,
        title=_("Departs from what we promised"),
        why=_why(one, _("The commitment is open.")),
        fix=_("Keep to the commitment, or agree its change with the partner first and record that."),
    )


def intended(draft: Draft, one: Departure, board: Board) -> DraftFinding:
    """It departs where a change is meant: no fault, but what is there to be told."""
    return _beside(
        draft,
        one,
        board,
        check=DraftCheck.INTENDED,
        severity=Severity.LOW,
        title=_("Part of the intended change"),
        why=_why(one),
        fix=_("Tell and consult those who are listed for this change."),
    )


def reworded(draft: Draft, one: Departure, board: Board) -> DraftFinding:
    """The line in other words that the ladder does not tell apart."""
    return _beside(
        draft,
        one,
        board,
        check=DraftCheck.REWORDED,
        severity=Severity.LOW,
        title=_("Line to take in other words"),
        why=_(
            "The operative verbs and figures are those agreed, or none that are known; read the rest yourself."
        ),
        fix=_("Use the agreed words, if the change is not meant."),
    )


def unused(
    draft: Draft, one: Source, number: int | None, board: Board, named: tuple[str, str]
) -> DraftFinding:
    """A line in force on what the draft speaks of, in sentence ``number``, that it does not use."""
    code, title = named
    return DraftFinding(
        check=DraftCheck.UNUSED,
        severity=Severity.LOW,
        title=_("Line to take not used"),
        why=_("In force toward this audience on {code}, {title}.").format(code=code, title=title),
        fix=_("Use it, if the draft is to speak of this."),
        place=draft.place_of(number) if number is not None else None,
        cited=(cited(board, one, " ".join(one.text.split())),),
    )


def record_cited(board: Board, ref: Ref, words: str) -> Cited:
    """A record with words of it."""
    return Cited(board[ref].exhibit, " ".join(words.split()), board[ref].marking or UNMARKED)


def day_of(day: PartialDate | None) -> str:
    """A day in words."""
    return format_date(day) if day is not None else _("an unknown day")
