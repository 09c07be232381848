"""What a text promises and says, and of which objectives it speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _, format_date
from diplotrack.language.promises import Standing, Undertaking, promises, undertakings
from diplotrack.language.seats import metonyms
from diplotrack.language.sentences import sentences
from diplotrack.records import CommitmentParty
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import STANCES, Side
from diplotrack.store.passages import paragraphs as passages
from diplotrack.workspace.editing.draft import Draft, Quoted, blank_row
from diplotrack.workspace.gleaned import Known, glean
from diplotrack.workspace.gleaning import Spoken, Whose, promised
from diplotrack.workspace.intake.ground import Ground
from diplotrack.workspace.intake.proposal import About, Proposal, Span
from diplotrack.workspace.suggesting_objectives import InForce, Suggestion

AROUND = 2_000
"""Letters of a paragraph on either side of words that are read with them."""

MOST_PROMISES = 60
MOST_STATEMENTS = 20
SENTENCES_READ = 400
"""Sentences that are held against the objectives."""

FITS = 0.5
"""The fit from which a sentence is offered as a statement on an objective; a link to one asks for less."""

WHOLE_FITS, SENTENCE_FITS = 0.42, 0.35
"""The fits of the whole text and of its likeliest sentence from which an objective is offered: long texts say much."""

SAYS = (
    "agree", "affirm", "believe", "call", "commit", "condemn", "confirm", "emphasi", "express", "insist", "oppose",
    "reaffirm", "reiterat", "reject", "stand", "stress", "support", "underlin", "underscor", "urge", "welcom", "will ",
    "recogni", "concern", "must", "position",
)  # fmt: skip
"""Beginnings of words by which a sentence takes a stand; one without any tells something else."""


_SAID = re.compile(r"said|stated|confirmed|announced|told|assured|replied|added", re.IGNORECASE)
_OURS = re.compile(r"our\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Heard:
    """A sentence with the objectives of which it speaks, the likeliest first."""

    span: Span
    words: str
    found: tuple[Suggestion, ...]


def read_sayings(ground: Ground) -> Iterator[Proposal]:
    """Promises, statements and objectives. English only: what is in another language is told in the notes."""
    if not ground.is_english:
        ground.notes.append(
            _("Promises and statements are read in English only; this text is in another language.")
        )
        return
    taken: list[Span] = []
    known = Known(ground.book, InForce(ground.session))
    for number, undertaking in enumerate(_promises(ground)):
        if number >= MOST_PROMISES:
            ground.notes.append(_("Only the first promises were read; the rest are left to the reader."))
            break
        proposal = _promise(ground, undertaking, known)
        if proposal is not None:
            taken.append(proposal.spans[0])
            yield proposal
    heard = [
        _Heard(Span(one.start + ground.head.body, one.end + ground.head.body), one.words, tuple(found))
        for one in sentences(ground.text[ground.head.body :])[:SENTENCES_READ]
        if (found := known.objectives.suggest(one.words, limit=4, least=0.1))
    ]
    if not ground.taking_part(Side.THEIRS, 40):
        return  # what concerns nobody abroad touches an objective by chance only
    yield from _statements(ground, heard, taken, known)
    yield from _objectives(ground, known.objectives, heard)


def _promises(ground: Ground) -> list[Undertaking]:
    day = ground.day.latest if ground.day is not None else ground.sent or ground.today
    prose = ground.text[ground.head.body :]
    made = promises(prose, day, ground.book)
    if not _SAID.search(prose):
        return made
    spoken = [*_told(ground, undertakings(prose, day, ground.book), {one.sentence.start for one in made})]
    return sorted((*made, *spoken), key=lambda one: one.sentence.start)


def _told(ground: Ground, found: list[Undertaking], promised: set[int]) -> Iterator[Undertaking]:
    """What somebody there said that a side will do: "The Minister said that France will send a ship".

    Elsewhere words that are told count for no promise; in the record of a talk they are what was promised. Of whom
    no other party is the speaker, and only a side that was there.
    """
    sides = {one.key for one in ground.seats.values() if one.side in (Side.OURS, Side.THEIRS)}
    for one in found:
        if (
            one.standing is not Standing.REPORTED
            or one.sentence.start in promised
            or not _SAID.fullmatch(one.because)
            or one.actor is None
            or len(one.actor.parties) != 1
            or one.actor.parties[0] not in sides
        ):
            continue
        speaker = one.sentence.words[: one.sentence.words.find(one.because)]
        speakers = {place.key for place in ground.places_of(speaker)} | {m.key for m in metonyms(speaker)}
        if speakers <= {one.actor.parties[0]}:
            promised.add(one.sentence.start)
            yield one


def _promise(ground: Ground, one: Undertaking, known: Known) -> Proposal | None:
    """A promise as a draft: who, to whom and by when as far as its words tell."""
    shift = ground.head.body
    found = _spoken(ground, one.sentence.start + shift, one.sentence.end + shift)
    if found is None:
        return None
    spoken, quoted = found
    gleaned = glean(ground.session, "commitment", spoken, known)
    draft, whose = gleaned.draft, _whose(ground, one, gleaned.whose)
    draft.quoted = quoted
    if whose is not gleaned.whose:
        _sign(draft, whose, spoken)
    due = draft.values.get("due_on")
    whole = Span(one.sentence.start + shift, one.sentence.end + shift)
    spans = [whole, Span(one.verb_start + shift, one.verb_end + shift)]
    if one.deadline is not None:
        spans.append(Span(one.deadline.start + shift, one.deadline.end + shift))
    why = str(whose.label)
    if isinstance(due, PartialDate):
        why = _("{whose}, by {day}").format(
            whose=why, day=format_date(due, "long" if due.precision == "day" else "medium")
        )
    elif one.due:
        why = _("{whose}, {words}").format(whose=why, words=one.due)
    flag = ""
    if one.actor is not None and one.actor.is_joint and not one.actor.parties and whose is not Whose.BOTH:
        flag = _("It is not clear who promises.")
    if one.standing is Standing.REPORTED:
        flag = flag or _("It is told as somebody’s words.")
    if _is_own_passive(one):
        flag = flag or _("It reads like an intention rather than a promise.")
    return Proposal(
        f"promise:{one.sentence.start + shift}", About.PROMISE, str(draft.values["text"]), draft, tuple(spans), why,
        _sureness(ground, one), flag, further={"whose": whose, "due_on": due},
    )  # fmt: skip


def _whose(ground: Ground, one: Undertaking, read: Whose) -> Whose:
    """ "We" of a joint text are all who issue it, and "we" of theirs are they."""
    if one.standing is Standing.REPORTED and one.actor is not None:
        return Whose.OURS if one.actor.parties[0] == ground.us else Whose.THEIRS
    if (
        one.actor is None
        or not (one.actor.is_first_person or _OURS.match(one.actor.words))
        or ground.head.is_record
    ):
        return read
    if ground.is_joint:
        return Whose.BOTH
    return Whose.THEIRS if ground.issuer not in ("", ground.us) else read


def _sign(draft: Draft, whose: Whose, spoken: Spoken) -> None:
    """Let a promise be made by that side."""
    draft.parts["commitment_party"] = []
    for party, side in promised(whose, spoken.ours, spoken.theirs):
        row = blank_row(CommitmentParty)
        row.values |= {"party_id": party, "side": side}
        draft.parts["commitment_party"].append(row)


def _is_own_passive(one: Undertaking) -> bool:
    from diplotrack.language.ladder import ladder

    return one.rung.step <= ladder().promises_from


def _sureness(ground: Ground, one: Undertaking) -> int:
    """A firm verb and a day make a promise sure; "will continue to" hardly one."""
    base = 74 if not _is_own_passive(one) else 62
    if one.deadline is not None and one.deadline.day is not None:
        base += 12
    if one.action.lower().startswith(("continue", "work ", "remain", "stay", "keep ")):
        base -= 18
    if one.standing is Standing.REPORTED:
        base -= 12
    if not ground.taking_part(Side.THEIRS, 40):
        base -= 20  # nobody is there to whom it could be promised
    return base


def _spoken(ground: Ground, start: int, end: int) -> tuple[Spoken, Quoted] | None:
    """Words of the text with their paragraph, where they will stand once the text is kept; None for no such place."""
    role, number, paragraph = _home(ground, start)
    if paragraph is None:
        return None
    words = ground.text[start : min(end, paragraph.end)]
    kept = passages(words)
    if not kept:
        return None
    whole = (passages(ground.text[paragraph.start : paragraph.end]) or [""])[0]
    at = whole.find(kept[0])
    if at < 0:
        return None
    quoted = Quoted(role, kept[0], number, at)
    # Of an endless paragraph only what stands around the words is read again for each of them.
    first = max(0, at - AROUND)
    around = replace(quoted, start=at - first)
    whole = whole[first : at + len(kept[0]) + AROUND]
    ours, theirs = ground.party_ids(Side.OURS), ground.party_ids(Side.THEIRS)
    return Spoken(around, whole, ours, theirs, ground.day, ground.is_public), quoted


def _home(ground: Ground, place: int) -> tuple[str, int, Span | None]:
    """The role and number of the paragraph in which words will stand: a section of the record, or the text."""
    if ground.head.is_record:
        counts: dict[str, int] = {}
        for start, end, role in ground.sections:
            if start <= place < end:
                return role, counts.get(role, 0), Span(start, end)
            counts[role] = counts.get(role, 0) + 1
        return "", 0, None
    for number, one in enumerate(ground.paragraphs):
        if one.start <= place < one.end:
            return "text", number, one
    return "", 0, None


def _statements(
    ground: Ground, heard: list[_Heard], promised: list[Span], known: Known
) -> Iterator[Proposal]:
    """Sentences that take a stand on an objective that is known."""
    count = 0
    for one in heard:
        span, best = one.span, one.found[0]
        if best.fit < FITS or not _takes_a_stand(one.words):
            continue
        if any(span.start < other.end and other.start < span.end for other in promised):
            continue
        found = _spoken(ground, span.start, span.end)
        if found is None:
            continue
        draft = glean(ground.session, "statement", found[0], known).draft
        draft.quoted = found[1]
        if draft.values.get("objective_id") is None:
            continue
        yield _statement(draft, best.mention, best.fit, span)
        count += 1
        if count >= MOST_STATEMENTS:
            return


def _statement(draft: Draft, objective: Mention, fit: float, span: Span) -> Proposal:
    stances = dict(STANCES)
    stance = draft.values.get("stance")
    why = _("speaks of {objective}").format(objective=objective.caption)
    if stance is not None:
        why = _("{why}: {stance}").format(why=why, stance=stances[stance])
    flag = "" if stance is not None else _("The stance cannot be told from the words.")
    return Proposal(
        f"statement:{span.start}", About.STATEMENT, str(draft.values["quote"]), draft, (span,), why,
        min(75, round(100 * fit)), flag, further={"objective_id": objective.id, "stance": stance},
    )  # fmt: skip


def _takes_a_stand(words: str) -> bool:
    return any(one in words.casefold() for one in SAYS)


def _objectives(ground: Ground, objectives: InForce, heard: list[_Heard]) -> Iterator[Proposal]:
    """The objectives of which the text as a whole speaks, with the sentence that says most of it."""
    title = ground.head.title
    called = ground.words(Span(title.start, title.end)) if title else ""
    for one in objectives.suggest(
        f"{called}\n\n{ground.text[ground.head.body :]}", limit=4, least=WHOLE_FITS
    ):
        fits = {
            each.fit: said.span
            for said in reversed(heard)
            for each in said.found
            if each.mention == one.mention
        }
        if one.fit < 1.0 and max(fits, default=0.0) < SENTENCE_FITS:
            continue
        why = _("named by its code") if one.fit == 1.0 else _("the words of the text fit it")
        spans = (fits[max(fits)],) if fits else ()
        yield Proposal(
            f"objective:{one.mention.id}", About.OBJECTIVE, one.mention.caption, one.mention.id, spans, why,
            min(90, round(100 * one.fit)),
        )  # fmt: skip
