"""Promise sentences: who promises what to whom by when, told apart from what only looks like a promise.

Every reading says why: the words that carry it, their offsets, and what it was held to be. English only; the words it
goes by are in ``resources/reference/ladder.toml``. The grammar is shallow: it reads the words around the verb, no more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from diplotrack.base.i18n import N_
from diplotrack.language.correspondents import Names
from diplotrack.language.deadlines import Deadline, deadline_in
from diplotrack.language.ladder import Rung, hints, ladder, may_hold, table, telling_words
from diplotrack.language.names import NameBook
from diplotrack.language.promise_actors import Actor, actor_before, first_actor, is_participle, partner_in
from diplotrack.language.sentences import Sentence, sentences
from diplotrack.records.choice import Choice


class Standing(Choice):
    """What a sentence with words of undertaking is."""

    PROMISE = "promise", N_("Promise")
    INTENTION = "intention", N_("Intention only")
    NEGATED = "negated", N_("Negated")
    CONDITIONAL = "conditional", N_("Conditional")
    QUESTION = "question", N_("Question")
    PAST = "past", N_("Made in the past")
    REPORTED = "reported", N_("Reported speech")
    FORECAST = "forecast", N_("Expectation")
    NOBODY = "nobody", N_("Nobody who could promise")


@dataclass(frozen=True, slots=True)
class Undertaking:
    """One verb of undertaking in a text and how it was read. Offsets are code points of the whole text.

    ``because`` are the words that decided on a standing other than PROMISE. ``verb`` is at ``verb_start``–``verb_end``;
    ``action`` is what is undertaken, up to the end of the sentence.
    """

    sentence: Sentence
    standing: Standing
    because: str
    rung: Rung
    verb: str
    verb_start: int
    verb_end: int
    actor: Actor | None
    action: str
    toward: str
    deadline: Deadline | None

    @property
    def due(self) -> str:
        """The words that say by when, or ""."""
        return self.deadline.words if self.deadline is not None else ""


def promises(text: str, today: date | None = None, book: Names | None = None) -> list[Undertaking]:
    """The promises of a text: one for each sentence that makes one, its firmest verb first found.

    ``today`` is the day from which "next year" counts (default: the clock's); ``book`` names the parties (default:
    the shipped ones).
    """
    names = book or NameBook.reference()
    if not may_promise(text):
        return []
    found = []
    for sentence in sentences(text):
        if may_promise(sentence.words):
            read = _in_sentence(text, sentence, today, names)
            found += [one for one in read if one.standing is Standing.PROMISE][:1]
    return found


def may_promise(text: str) -> bool:
    """A quick look: whether a text holds any word without which nothing is promised."""
    return may_hold(text, hints(_UNDERTAKING, promising=True))


def promise_words() -> tuple[str, ...]:
    """Whole words of which a text that promises something holds one: for a search index."""
    return telling_words(_UNDERTAKING, promising=True)


def undertakings(text: str, today: date | None = None, book: Names | None = None) -> list[Undertaking]:
    """Every verb of undertaking with its standing, in order; a sentence may hold several."""
    names = book or NameBook.reference()
    return [one for sentence in sentences(text) for one in _in_sentence(text, sentence, today, names)]


def _in_sentence(text: str, sentence: Sentence, today: date | None, book: Names) -> list[Undertaking]:
    rungs = [one for one in ladder().rungs(sentence.words) if one.scale == "undertaking"]
    return [read for rung in rungs if (read := _read(text, sentence, rung, rungs, today, book)) is not None]


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of one language, compiled."""

    forecast: re.Pattern[str]
    reports: re.Pattern[str]
    expects: re.Pattern[str]
    hearsay: re.Pattern[str]
    conditions: re.Pattern[str]
    past: re.Pattern[str]
    earlier: re.Pattern[str]
    negations: re.Pattern[str]
    affirmed: re.Pattern[str]
    nobody: re.Pattern[str]
    questions: re.Pattern[str]
    first_person: re.Pattern[str]


@cache
def _words(language: str = "en") -> _Words:
    source: dict[str, str] = table()[language]["promise"]

    def whole(pattern: str, before: str = r"\b", after: str = r"\b") -> re.Pattern[str]:
        return re.compile(f"{before}(?:{pattern}){after}", re.IGNORECASE)

    return _Words(
        forecast=whole(source["forecast"], r"^\W*(?:also |always |then |not )?"),
        reports=whole(source["reports"]),
        expects=whole(source["expects"]),
        hearsay=whole(source["hearsay"]),
        conditions=re.compile(source["conditions"], re.IGNORECASE),
        past=re.compile(source["past"], re.IGNORECASE),
        earlier=re.compile(source["earlier"], re.IGNORECASE),
        negations=whole(source["negations"]),
        affirmed=whole(source["affirmed"]),
        nobody=whole(source["nobody"], r"^"),
        questions=whole(source["questions"], r"(?:^|[\s,(])"),
        first_person=whole(source["first_person"], r"(?:^|.*\b)", r"$"),
    )


_UNDERTAKING = frozenset({"undertaking"})
_PLAIN = re.compile(r"(?:will|shall|won[’']t|['’]ll)\b", re.IGNORECASE)
_NEEDS_MORE = re.compile(
    r"\s*(?:\w+ (?:year|month|week)s? ago\b|last (?:year|month|week)\b|to|that|itself|ourselves|themselves|himself|"
    r"herself|myself|up|over|(?:an?|the|its|our|their|his|her)\b|\$|€|£|US\$|\d|support|assistance|aid|funding|help|"
    r"continued|new|additional|more|full)",
    re.IGNORECASE,
)
_GIVEN_TO = re.compile(r"\s*to (?:the|an?|our|its|their|his|her)\b")
_WORDS_ONLY = re.compile(r"commit|pledge|promise|vow|guarantee|undert", re.IGNORECASE)
_GERUND = re.compile(
    r"\s*(?:(?:fully|jointly|further|always)\s+[a-z]|(?:also |not |continue to )?"
    r"(?:\w+ing\b|(?:do|be|work|make|help|build)\b|(?!the |an? |our |their |its |his |her )"
    r"[a-z]+\s+(?:the|an?|all|our|their|its|his|her|every|each|together)\b))"
)
_BOUND = re.compile(r"committed to$", re.IGNORECASE)
_QUOTE_TAIL = re.compile(
    r"[”\"]?,?\s*(?:the\s+)?[A-Z][\w\s.’-]{0,60}?\b(?:said|says|told|added|stated)\b[^,]{0,60}\.?$"
)
_THAT = re.compile(r"\bthat\b", re.IGNORECASE)
_RELATIVE_SUBJECT = re.compile(r"(?:of |to |with |for )?(?:which|whom|whose)\b", re.IGNORECASE)
_JOINED = re.compile(r"(?:[,;]|\band|\b(?:is|are|am|was|were))(?:\s+\w+ly|\s+also)*\s*$", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|which|that)\s*(?:also\s*)?$", re.IGNORECASE)


def _read(
    text: str, sentence: Sentence, rung: Rung, rungs: list[Rung], today: date | None, book: Names
) -> Undertaking | None:
    """How one verb of a sentence reads; None where it is no verb of undertaking here ("commits a crime")."""
    words = sentence.words
    before, after = words[: rung.start], words[rung.end :]
    if not _PLAIN.match(rung.words) and _is_other_use(rung, after):
        return None
    if any(one.start < rung.start and _governs(words, one, rung) for one in rungs):
        return None  # "pledged that they will": the first verb carries the sentence.
    find = first_actor if is_participle(rung.words) else actor_before
    actor = find(words, rung.start, book)
    standing, because = _standing(words, rung, before, after, actor, book)
    place = _places(text, sentence)
    # Whose fiscal year is meant depends on who acts.
    party = actor.parties[0] if actor is not None and len(actor.parties) == 1 else ""
    deadline = deadline_in(words, rung.end, today, party)
    return Undertaking(
        sentence=sentence,
        standing=standing,
        because=because,
        rung=rung,
        verb=rung.words,
        verb_start=place[rung.start],
        verb_end=place[rung.end - 1] + 1,
        actor=actor,
        action=after.strip(' ,.;!?”"'),
        toward=partner_in(after, book),
        deadline=deadline and replace(deadline, start=place[deadline.start], end=place[deadline.end - 1] + 1),
    )


def _is_other_use(rung: Rung, after: str) -> bool:
    verb = rung.words.lower()
    if _BOUND.search(verb) and re.match(
        r"(?:\w+\s+)*(?:be|is|are|am|was|were|been|being|remains?|remained)\b", verb
    ):
        return not _GERUND.match(after)
    if not _WORDS_ONLY.match(verb) or verb.endswith(" to") or " to" in verb:
        return False
    # "a promising start", "guarantees of security", "ambitious pledges to the fund", "undertake a review"
    return (
        verb.endswith("ing")
        or not _NEEDS_MORE.match(after)
        or (not verb.endswith("ed") and _GIVEN_TO.match(after) is not None)
        or (verb.startswith("undert") and not re.match(r"\s+(?:to|that)\b", after))
    )


def _governs(words: str, first: Rung, second: Rung) -> bool:
    """Whether the first verb is one of undertaking whose clause holds the second."""
    between = words[first.end : second.start]
    if not _WORDS_ONLY.match(first.words) and not re.match(r"agree|resolve", first.words, re.IGNORECASE):
        return bool(re.fullmatch(r"\s+(?:also\s+)?(?:continue to\s+)?", between))
    return bool(re.match(r"\s*(?:\w+\s+)?that\b", between)) or not between.strip()


def _standing(
    words: str, rung: Rung, before: str, after: str, actor: Actor | None, book: Names
) -> tuple[Standing, str]:
    """What the sentence is, and the words that tell it; what rules a promise out most surely is asked first."""
    language = _words()
    clause = before[actor.clause_start :] if actor is not None else before
    lead = before[: actor.start] if actor is not None else before
    if words.rstrip("”\"’' ").endswith("?"):
        return Standing.QUESTION, "?"
    asking = list(language.questions.finditer(lead))
    if (
        asking
        and not re.search(r"[,;:]", lead[asking[-1].end() :])
        and len(lead[asking[-1].end() :].split()) <= 2
    ):
        return Standing.QUESTION, asking[-1][0].strip(" ,(")
    if denial := _negation(clause, rung.words, after):
        return Standing.NEGATED, denial
    if found := language.conditions.search(words):
        return Standing.CONDITIONAL, found[0].strip(" ,")
    if found := language.hearsay.search(words):
        return Standing.REPORTED, found[0]
    if told := _reporting(lead, words, actor, book):
        return told
    if (
        actor is None
        or _RELATIVE.search(before)
        or _RELATIVE_SUBJECT.match(actor.words)
        # "thanked them, pledging to": the participle goes with the subject; "those striving to": it does not.
        or (is_participle(rung.words) and not _JOINED.search(before))
    ):
        return Standing.NOBODY, _last_words(before)
    if _PLAIN.match(rung.words):
        if found := language.forecast.match(after):
            return Standing.FORECAST, found[0].strip()
    elif found := _past(rung, before, after):
        return Standing.PAST, found[0].strip()
    if rung.step < ladder().promises_from:
        return Standing.INTENTION, rung.words
    return Standing.PROMISE, ""


def _past(rung: Rung, before: str, after: str) -> re.Match[str] | None:
    """The words that set an undertaking in a past before that of the text; readouts tell even fresh ones as past."""
    language = _words()
    if found := language.past.search(before.rstrip()):
        return found
    if not re.match(r"\w+(?:ed|took)\b", rung.words) or _BOUND.search(rung.words):
        return None
    if found := language.earlier.search(before):
        return found
    found = language.earlier.search(after[:60])
    # "pledged to pay in 2027" names a deadline, not the day of the pledge.
    return None if found is None or re.match(r"in (?:the )?20", found[0]) else found


def _negation(clause: str, verb: str, after: str) -> str:
    """The word by which the undertaking is denied, or ""; "will not only" and "will not fail to" deny nothing."""
    language = _words()
    if re.search(r"n[’']t$", verb):
        return verb
    near = " ".join(after.split()[:3])
    if (found := language.negations.match(near)) and not language.affirmed.match(near):
        return found[0]
    last = " ".join(clause.split()[-3:])
    if found := language.negations.search(last):
        return found[0]
    if re.search(r"n[’']t\s*$", clause) or re.match(r"\s*n[’']t\b", after):
        return "n’t"
    if found := language.nobody.match(clause.strip()):
        return found[0]
    return ""


def _reporting(lead: str, words: str, actor: Actor | None, book: Names) -> tuple[Standing, str] | None:
    """Whether somebody's words or hopes are told: "Moscow said that Paris will pay", "we expect that they will".

    What the speaker himself affirms in the first person ("we confirm that we will") is his own word, and so is what
    he assures others of ("assured the King that the United States will"), unless two parties are named.
    """
    language = _words()
    if tail := _QUOTE_TAIL.search(words):
        told = language.reports.search(tail[0])
        if told and re.search(r"[”\"]", words[: tail.start() + 2]):
            return Standing.REPORTED, told[0]
    clauses = re.split(r"[;:]|,\s+(?:and|but|while)\s+(?!that\b)", lead)
    frame = clauses[-1]
    if found := language.expects.search(frame):
        return Standing.FORECAST, found[0]
    found = next(iter(language.reports.finditer(frame)), None)
    if found is None:
        return None
    speaker = frame[: found.start()].strip()
    is_own = language.first_person.match(
        re.sub(r"(?:also|can|would like to|want to|to)\s*$", "", speaker).strip()
    )
    if is_own and (actor is None or actor.is_first_person):
        return None
    if found[0].lower().startswith("assur") and actor is not None:
        speakers = {one.party for one in book.find_in(speaker) if one.party}
        if not speakers or not actor.parties or speakers & set(actor.parties):
            return None
    between = frame[found.end() :]
    is_clause = _THAT.search(between) or not between.strip() or between.strip()[:1] in '“"'
    # "The Minister stressed its importance and will visit": the reporting verb has an object of its own.
    return (Standing.REPORTED, found[0]) if is_clause else None


def _last_words(text: str) -> str:
    return " ".join(text.split()[-4:])


def _places(text: str, sentence: Sentence) -> list[int]:
    """For every character of the sentence on one line, its offset in the text."""
    places = []
    offset = sentence.start
    for letter in sentence.words:
        if letter == " ":
            places.append(offset)
            while offset < sentence.end and text[offset].isspace():
                offset += 1
        else:
            places.append(offset)
            offset += 1
    return places
