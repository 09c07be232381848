"""The draft check: a text that is still being written, held against what was agreed, said, promised and is due.

It departs from agreed language, promises anew, passes over what is due, or leaves a line to take unused. It reads
English; what it does not find is no proof that all is well.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import _, format_date, ngettext
from diplotrack.base.markings import UNMARKED, Marking, roll_up
from diplotrack.consistency.draft_departures import Departure, Held, hold, severity_of, told
from diplotrack.consistency.draft_promises import Given, given_in
from diplotrack.consistency.draft_report import DraftCheck, DraftFinding, DraftReport, Place
from diplotrack.consistency.draft_sources import (
    Owed,
    Source,
    commitments_of_ours,
    earlier_texts,
    lines_toward,
)
from diplotrack.consistency.evidence import Shown, show
from diplotrack.consistency.finding import Ref, Severity
from diplotrack.consistency.lookups import party_names
from diplotrack.consistency.sayings import shorten
from diplotrack.consistency.settings import CheckSettings
from diplotrack.language.alignment import Aligned, aligned, content, is_english, share, word_diff
from diplotrack.language.sentences import sentences
from diplotrack.records import Objective

TOUCHED = 0.6
"""The part of an objective's title that a draft must use before an unused line on it is worth a note."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text under check with its sentences, ready for comparing."""

    text: str
    sentences: tuple[Aligned, ...]

    @classmethod
    def of(cls, text: str) -> Draft:
        """Read a text."""
        return cls(text, tuple(aligned(one) for one in sentences(text)))

    def place(self, start: int, end: int, words: str) -> Place:
        """A stretch of the draft with its line."""
        ends = list(accumulate(len(line) for line in self.text.splitlines(keepends=True)))
        return Place(start, end, bisect_right(ends, start) + 1, words)

    def stretches(self) -> list[frozenset[str]]:
        """The stems of each sentence, and of each with its neighbour: what may speak of one commitment."""
        single = [content(one.sentence.words) for one in self.sentences]
        return [*single, *(first | second for first, second in pairwise(single))]


def check_draft(
    read: Session,
    settings: CheckSettings,
    today: date,
    text: str,
    party: int | None = None,
    objectives: Collection[int] | None = None,
) -> DraftReport:
    """Check a draft for a partner, or for everyone (None), on some objectives or all (None)."""
    draft = Draft.of(text)
    lines = lines_toward(read, today, party, objectives)
    texts, is_cut = earlier_texts(read, today, party, objectives, settings.ours, settings["draft.texts"])
    owed = commitments_of_ours(read, today, party, settings.ours)
    held = hold(draft.sentences, lines, texts, settings["draft.similar_percent"] / 100)
    given = given_in(read, settings.ours, draft.text, today)
    known = settings["draft.known_percent"] / 100
    new = [one for one in given if not any(_speaks_of(content(one.words), owe, known) for owe in owed)]
    silent = _passed_over(draft, owed, today, settings["draft.due_days"], known) if party is not None else []
    titles = _titles(read, {line.objective for line in lines if line.objective is not None}, objectives)
    unused = _unused(draft, lines, held, titles, chosen=objectives is not None)
    shown = show(read, _refs(held, silent, unused))
    findings = [_departure(draft, one, shown) for one in held.departures]
    findings += [_promise(draft, one) for one in new]
    findings += [_unmentioned(one, shown, today) for one in silent]
    findings.sort(key=lambda one: (-one.severity.rank, one.place.start if one.place else len(text)))
    return DraftReport(
        today=today,
        audience=party_names(read, [party])[party] if party is not None else "",
        objectives=tuple(code for code, _title in titles.values()) if objectives is not None else (),
        findings=tuple(findings),
        notes=(
            *(_reworded(draft, one, shown) for one in held.reworded),
            *(_line_unused(one, shown, titles) for one in unused),
        ),
        sentences=len(draft.sentences),
        compared={"lines": len(lines), "texts": len(texts), "commitments": len(owed)},
        is_cut=is_cut,
        is_english=is_english(text),
    )


def _speaks_of(stems: frozenset[str], owed: Owed, least: float) -> bool:
    """Whether words mention a commitment: by enough of its text or of the words that made it."""
    return any(share(content(words), stems) >= least for words in (owed.text, owed.quote) if words)


def _passed_over(draft: Draft, owed: Sequence[Owed], today: date, days: int, least: float) -> list[Owed]:
    """Commitments overdue or due within so many days of which no sentence, nor two together, speak."""
    stretches = draft.stretches()
    return [
        one
        for one in owed
        if one.is_performable
        and one.due is not None
        and (one.due.latest - today).days <= days
        and not any(_speaks_of(stems, one, least) for stems in stretches)
    ]


def _titles(
    read: Session, of_lines: Collection[int], chosen: Collection[int] | None
) -> dict[int, tuple[str, str]]:
    """Code and title of the objectives that are spoken of."""
    wanted = sorted(of_lines if chosen is None else chosen)
    query = select(Objective.id, Objective.code, Objective.title).where(Objective.id.in_(wanted))
    return {row.id: (row.code, row.title) for row in read.execute(query.order_by(Objective.code))}


def _unused(
    draft: Draft, lines: Sequence[Source], held: Held, titles: dict[int, tuple[str, str]], *, chosen: bool
) -> list[Source]:
    """Lines that no sentence uses: of the objectives chosen, or else of those whose subject the draft touches."""
    words = frozenset[str]().union(*draft.stretches()) if draft.sentences else frozenset[str]()
    found = []
    for line in lines:
        _code, title = titles.get(line.objective or 0, ("", ""))
        if line not in held.used and (chosen or share(content(title), words) >= TOUCHED):
            found.append(line)
    return found


def _refs(held: Held, silent: Sequence[Owed], unused: Sequence[Source]) -> list[Ref]:
    sources = [*(one.source for one in (*held.departures, *held.reworded)), *unused]
    passages = [one.passage for one in sources if one.passage is not None]
    return [*(one.record for one in sources), *passages, *(one.record for one in silent)]


def _marking(shown: dict[Ref, Shown], source: Source) -> Marking:
    """The record's marking, and its passage's where that has one of its own."""
    refs = [source.record, *([source.passage] if source.passage is not None else [])]
    found = [marking for ref in refs if (marking := shown[ref].marking) is not None]
    own = [one for one in found[1:] if not one.is_unmarked]
    return roll_up([*found[:1], *own])


def _beside(draft: Draft, one: Departure, shown: dict[Ref, Shown], **told_so: Any) -> DraftFinding:
    """A sentence of the draft beside the earlier one, with the words that differ."""
    sentence, earlier = one.draft.sentence, one.earlier.sentence.words
    return DraftFinding(
        place=draft.place(sentence.start, sentence.end, sentence.words),
        record=shown[one.source.record].exhibit,
        earlier=earlier,
        difference=tuple(word_diff(earlier, sentence.words)),
        numbers={
            "similarity_percent": round(one.likeness * 100),
            "steps": [change.steps for change in one.changes if change.kind == "verb"],
        },
        marking=_marking(shown, one.source),
        **told_so,
    )


def _departure(draft: Draft, one: Departure, shown: dict[Ref, Shown]) -> DraftFinding:
    is_line = one.source.record.kind == "position"
    return _beside(
        draft,
        one,
        shown,
        check=DraftCheck.DEPARTURE,
        severity=max((severity_of(change) for change in one.changes), key=lambda step: step.rank),
        title=_("Departs from the line to take") if is_line else _("Departs from what was told before"),
        why=" ".join(told(change) for change in one.changes),
        fix=_("Restore the agreed language, or change the position first and tell those concerned."),
    )


def _reworded(draft: Draft, one: Departure, shown: dict[Ref, Shown]) -> DraftFinding:
    return _beside(
        draft,
        one,
        shown,
        check=DraftCheck.REWORDED,
        severity=Severity.LOW,
        title=_("Line to take in other words"),
        why=_(
            "The operative verbs and figures are those agreed, or none that are known; read the rest yourself."
        ),
        fix=_("Use the agreed words, if the change is not meant."),
    )


def _promise(draft: Draft, one: Given) -> DraftFinding:
    facts = [_("Who: {who}").format(who=one.who), _("What: {what}").format(what=shorten(one.what))]
    if one.toward:
        facts.append(_("To: {whom}").format(whom=one.toward))
    if one.due and one.due.day is not None:
        day = format_date(one.due.day)
        facts.append(_("By when: {words} ({day})").format(words=one.due.words, day=day))
    else:
        facts.append(_("By when: {words}").format(words=one.due.words if one.due else _("not said")))
    why = ["; ".join(facts) + ".", _("No open commitment to this audience says the same.")]
    if one.is_doubtful:
        why.append(_("Whose promise it is cannot be told for certain."))
    if one.reported:
        why.append(_("It is told as reported speech (“{word}”).").format(word=one.reported))
    return DraftFinding(
        check=DraftCheck.PROMISE,
        severity=Severity.LOW if one.is_doubtful else Severity.MEDIUM,
        title=_("New promise: “{verb}”").format(verb=one.verb),
        why=" ".join(why),
        fix=_("Record it as a commitment when the text goes out, or reword it."),
        place=draft.place(one.start, one.end, one.words),
        numbers={
            "who": one.who,
            "what": one.what,
            "to": one.toward,
            "by": one.due.words if one.due else "",
            "due": one.due.day.iso() if one.due and one.due.day else "",
        },
    )


def _unmentioned(one: Owed, shown: dict[Ref, Shown], today: date) -> DraftFinding:
    assert one.due is not None
    days = (one.due.latest - today).days
    late = ngettext("Overdue by {n} day, and not mentioned", "Overdue by {n} days, and not mentioned", -days)
    soon = ngettext("Due within {n} day, and not mentioned", "Due within {n} days, and not mentioned", days)
    title = (
        _("Due today, and not mentioned") if days == 0 else (late if days < 0 else soon).format(n=abs(days))
    )
    exhibit = shown[one.record]
    return DraftFinding(
        check=DraftCheck.UNMENTIONED,
        severity=Severity.HIGH if days < 0 else Severity.MEDIUM,
        title=title,
        why=_("We owe this audience: {text}").format(text=shorten(one.text)),
        fix=_("Say where it stands and by when it will be done, or be ready to be asked."),
        record=exhibit.exhibit,
        earlier=one.quote or one.text,
        numbers={"days": days},
        marking=exhibit.marking or UNMARKED,
    )


def _line_unused(one: Source, shown: dict[Ref, Shown], titles: dict[int, tuple[str, str]]) -> DraftFinding:
    code, title = titles.get(one.objective or 0, ("", ""))
    return DraftFinding(
        check=DraftCheck.UNUSED,
        severity=Severity.LOW,
        title=_("Line to take not used"),
        why=_("In force toward this audience on {code}, {title}.").format(code=code, title=title),
        fix=_("Use it, if the draft is to speak of this."),
        record=shown[one.record].exhibit,
        earlier=" ".join(one.text.split()),
        marking=_marking(shown, one),
    )
