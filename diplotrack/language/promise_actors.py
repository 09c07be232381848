"""Who undertakes, and toward whom: the subject before a verb and the partner after it, by their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from diplotrack.language.correspondents import Names
from diplotrack.language.ladder import table


@dataclass(frozen=True, slots=True)
class Actor:
    """The subject of an undertaking: ``words`` at ``start``–``end`` of the sentence on one line.

    ``parties`` are the keys of the parties it names. ``is_joint``: more than one side together ("the two leaders").
    ``clause_start`` is where its clause begins.
    """

    start: int
    end: int
    words: str
    parties: tuple[str, ...]
    is_first_person: bool
    is_joint: bool
    clause_start: int


_BOUNDARY = re.compile(
    r"\bthat\b|[;:—()“\"]|\s[–-]\s|,\s+(?:and|but|while|as|so)\s|\b(?:how|what|whether|where|why|when|because|since|while)\b|"
    r"\b(?:said|says|saying|stating|noting|adding|stressing|promising|announced|announcing|agreed|confirmed|hopes?|expects?)\b(?=\s+(?:the|we|it|they|he|she|[A-Z]))"
)
_PREPOSITION = re.compile(
    r"\s+(?:of|in|to|for|with|on|at|from|by|under|between|among|through|after|before|during|regarding|about|as|against)\s"
)
_ASIDE = re.compile(
    r"^(?:who|which|whose|including|together|along|alongside|with|as|in|at|on|under|through|building|joined|accompanied|"
    r"led|chaired|supported|represented|dedicated|composed|based|established)\b",
    re.IGNORECASE,
)
_ADVERB = re.compile(
    r"(?:\s*\b(?:also|both|jointly|further|therefore|thus|then|now|today|again|always|fully|each|all|themselves|"
    r"itself|ourselves|hereby|formally|mutually|subsequently|additionally|do|does|\w+ly|have|has|had|would|are|is|was|were))+\s*$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:and|but|so|also|thus|therefore|however|moreover|finally|today|tomorrow|together|first|second|third|firstly|"
    r"secondly|thirdly|in addition|additionally|in turn|for (?:its|our|their) part|to this end|to that end|"
    r"as a result|looking ahead|going forward)\b[,\s]*)+",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"\b\w{3,}ed\s+((?:the|an?|its|their|his|her|our)\s)")
_NOT_ACTING = re.compile(
    r"\b(?:summit|conference|meeting|agreement|treaty|initiative|act|program(?:me)?|fund|plan|partnership|dialogue|"
    r"visit|talks|forum|strategy|project|declaration|charter|framework|statement|communiqu[eé]|report|relationship|"
    r"alliance’s|cooperation|support|investment|event|session|exercise|resolution|protocol)$",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"(?!(?:following|during|including|regarding|concerning|excluding|pending|notwithstanding)\b)\w+ing\s+"
    r"(?:the|an?|its|their|our|his|her|this|that|these|those|all|more)\s",
    re.IGNORECASE,
)
"""What is done, where somebody who could act is expected: “empowering a new government”."""

_SETTING = re.compile(
    r"(?:under|in|at|on|with|through|by|for|from|during|after|since)\b[^,]*,\s*", re.IGNORECASE
)
"""A lead that says when, where or how: “Under this plan, the fund …”."""

_SUBJECT_END = re.compile(
    r"\s(?:of|in|to|for|with|on|at|from|by|who|that|will|shall|is|are|was|were|has|have|had)\s|,"
)
_PRONOUN = re.compile(
    r"\b(?:and|but|so|while|that)\s+(?P<words>they|we|I|he|she|it|both)\b(?:\s+(?:also|both|each|all|now|then|\w+ly))*\s*$",
    re.IGNORECASE,
)
_ANNOUNCING = re.compile(
    r"\b(?:announc(?:es?|ed|ing)|assur(?:es?|ed|ing)|promis(?:es?|ed|ing)|pledg(?:es?|ed|ing)|undertook|vowed)\b"
    r"[^,;]{0,60}?\s*\bthat\s+(?:they|it|he|she)\b[^,;]{0,20}$",
    re.IGNORECASE,
)
_TOWARD = re.compile(
    r"\b(?:to|with|for|toward|towards|support(?:ing)?|assist(?:ing)?|help(?:ing)?|supply|send|give|provide|offer)\s+"
    r"(?:the\s+|our\s+|its\s+|their\s+)?(?:\w+\s+){0,2}?$",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:against|deter|counter|sanctions?|hold|impose|condemn|limit|prevent|respond|connected|confront|pressure|constrain)"
    r"\b",
    re.IGNORECASE,
)
_YOU = re.compile(
    r"\b(?:to|with|for|provide|give|send|support|help|assist|tell|inform|keep)\s+(you|your [A-Z]\w+)\b",
    re.IGNORECASE,
)


@cache
def _agents(language: str = "en") -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    source = table()[language]["promise"]
    agents = "".join(source["agents"].split("\n"))
    return (
        re.compile(rf"\b(?:{agents})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{source['joint']})\b", re.IGNORECASE),
        re.compile(rf"^(?:{source['first_person']})$", re.IGNORECASE),
    )


def actor_before(words: str, place: int, book: Names) -> Actor | None:
    """Who acts at the verb that begins at ``place``; None where the subject is nobody who could promise."""
    if announced := _ANNOUNCING.search(words, 0, place):
        # "The Commission announced that it will": who announces is meant.
        return actor_before(words, announced.start(), book)
    if pronoun := _PRONOUN.search(words, 0, place):
        return _pronoun(words, pronoun, book)
    start = 0
    for boundary in _BOUNDARY.finditer(words, 0, place):
        start = boundary.end()
    found = _subject(words, start, place, book)
    if found is None and not _LEADING.sub("", _ADVERB.sub("", words[start:place])).strip():
        # "thanked the Minister, and will travel": the verb shares the subject of the sentence.
        return _first_subject(words, start, book)
    return found


def first_actor(words: str, place: int, book: Names) -> Actor | None:
    """Who acts in a participle ("thanked them, pledging to pay"): the subject with which the sentence begins."""
    return _first_subject(words, place, book)


def is_participle(verb: str) -> bool:
    """Whether an operative verb begins with a present participle: "pledging", "committing to"."""
    return verb.split(maxsplit=1)[0].lower().endswith("ing")


def _pronoun(words: str, found: re.Match[str], book: Names) -> Actor | None:
    """A pronoun that begins its clause; None for an "it" that stands for a thing with which the sentence begins."""
    if found["words"].lower() == "it" and _NOT_ACTING.search(
        _SUBJECT_END.split(_SETTING.sub("", words, count=1) if _SETTING.match(words) else words, maxsplit=1)[
            0
        ].strip()
    ):
        return None
    return _made(words, found.start("words"), found.end(), found.start("words"), book)


def _subject(words: str, start: int, end: int, book: Names) -> Actor | None:
    chunk = words[start:end]
    if shared := re.search(r"(?:^|\s)(?:and|or|but|then)(?:\s+\w+ly|\s+also)*\s*$", chunk):
        return _first_subject(words, start + shared.start(), book)
    pieces = [(one.start(), one.end()) for one in re.finditer(r"[^,]+", chunk)]
    while pieces:
        first, last = pieces.pop()
        actor = _of(words, start + first, start + last, start, book)
        if actor is not None:
            return actor
        if not _ASIDE.match(words[start + first : start + last].strip()) and pieces:
            bare = _ADVERB.sub("", words[start + first : start + last]).strip()
            if bare and not _LEADING.fullmatch(bare + " "):
                return None
    return None


def _first_subject(words: str, end: int, book: Names) -> Actor | None:
    """The subject with which the sentence begins: the first words that name somebody who could act."""
    agents, _joint, _first = _agents()
    lead = _LEADING.match(words)
    begin = lead.end() if lead else 0
    chunk = words[begin:end]
    first = _SUBJECT_END.split(chunk, maxsplit=1)[0]
    match = agents.search(first)
    ends = match.end() if match else 0
    if match is None:
        mentions = book.find_in(first)
        if not mentions or mentions[0].start > 12:
            return None
        ends = mentions[0].end
    return _made(words, begin, begin + ends, 0, book)


def _of(words: str, start: int, end: int, clause: int, book: Names) -> Actor | None:
    """The noun phrase of a piece of a clause, where its head could act."""
    piece = words[start:end]
    if lead := _LEADING.match(piece.lstrip()):
        start += len(piece) - len(piece.lstrip()) + lead.end()
    while start < end and words[start].isspace():
        start += 1
    adverb = _ADVERB.search(words[start:end])
    # "Both will": such a word alone is the subject.
    if adverb and (adverb.start() > 0 or not re.search(r"\b(?:both|each|all)\s*$", adverb[0], re.IGNORECASE)):
        end = start + adverb.start()
    piece = words[start:end].rstrip()
    if held := list(_OBJECT.finditer(piece)):
        # "highlighted the impact the decision will have": the subject stands after the verb and its object.
        start += held[-1].start(1)
        piece = words[start:end].rstrip()
    if not piece:
        return None
    head = _PREPOSITION.split(piece, maxsplit=1)[0]
    agents, _joint, _first = _agents()
    if re.match(r"(?:in|at|on|under|through|by|with|for|as|from)\s", piece, re.IGNORECASE):
        # "In Paris the Minister will": what stands right before the verb.
        nearest = list(agents.finditer(piece))
        if nearest and nearest[-1].end() >= len(piece) - 1:
            begins = max(piece.rfind(" the ", 0, nearest[-1].start()) + 1, 0) or nearest[-1].start()
            return _made(words, start + begins, start + len(piece), clause, book)
        mentions = book.find_in(piece)
        if mentions and mentions[-1].end == len(piece) and not mentions[-1].demonym:
            return _made(words, start + mentions[-1].start, start + len(piece), clause, book)
        return None
    if _NOT_ACTING.search(head.strip()) or _DOING.match(head):
        return None
    if agents.search(head) and not re.search(r"[’']s?\s+\w+$", head):
        return _made(words, start, start + len(piece), clause, book)
    mentions = [one for one in book.find_in(head) if one.end >= len(head) - 1]
    if mentions and not (mentions[-1].demonym and len(mentions) == 1):
        return _made(words, start, start + len(piece), clause, book)
    if re.search(r"[’']s?\s+\w+$", head) and agents.search(head.split()[-1]):
        return _made(words, start, start + len(piece), clause, book)
    return None


def _made(words: str, start: int, end: int, clause: int, book: Names) -> Actor:
    text = words[start:end].strip(" ,")
    _agent, joint, first = _agents()
    parties = tuple(dict.fromkeys(one.party for one in book.find_in(text) if one.party))
    head = _PREPOSITION.split(text, maxsplit=1)[0]
    is_first = first.match(head) is not None or re.search(r"\bwe\b", head, re.IGNORECASE) is not None
    is_joint = len(parties) > 1 or joint.search(head) is not None or " and " in head
    return Actor(start, start + len(text), text, parties, is_first, is_joint, clause)


def partner_in(action: str, book: Names) -> str:
    """The key of the party toward whom something is undertaken, "you" for the one addressed, or ""."""
    if you := _YOU.search(action):
        return you[1]
    for mention in book.find_in(action):
        before = action[: mention.start]
        if mention.party and _TOWARD.search(before) and not _AGAINST.search(before):
            return mention.party
    return ""
