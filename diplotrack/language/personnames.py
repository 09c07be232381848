"""Where a personal name stands in a text: capitals, initials, particles ("van der Stoel", "al-Sabah", "de la
Madrid"), Jr., II."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UPPER = "A-Z\u00c0-\u00de\u0100-\u017f\u1e00-\u1eff"
_TAIL = r"(?:[’'ʻ](?!s\b)[^\W\d_]+|[-‑–]+[^\W\d_]+(?:[’'](?!s\b)[^\W\d_]+)?)*"
_WORD = rf"(?:[dDlLOMN][’'])?[{_UPPER}][^\W\d_]*{_TAIL}"
_LOWER_PREFIX = rf"(?:al|el|as|an|ar|ad|ash|at|ut|ul|ud|az)[-‑][{_UPPER}]?[^\W\d_]+{_TAIL}"
_INITIALS = rf"(?!U\.\s?[SN]\.)(?:[{_UPPER}]\.-?)+(?=\s|,|[{_UPPER}]|\))"
_PARTICLE = (
    r"(?:de|da|do|dos|das|del|della|di|du|van|von|der|den|ter|la|las|los|le|al|el"
    r"|bin|bint|ibn|ben|arap|y|e|zu|af|av|ul|ud|ut|abu)"
)
_HONOUR = r"(?:(?:St|Dr|Mr|Mrs|Ms|Sir|Lord|Viscount|Earl of|Dom|Haji|U|Rt\. Hon)\.?\s+)?"
_NICKNAME = r"[(“\"][A-Z][a-z]+[)”\"]"
_PIECE = rf"(?:{_INITIALS}|{_LOWER_PREFIX}|{_WORD}|{_NICKNAME})"
_NAME = re.compile(
    rf"\s+(?:the\s+)?(?P<name>{_HONOUR}(?:{_PARTICLE}\s+)*{_PIECE}(?:\s+(?:{_PARTICLE}\s+)*{_PIECE})*(?:,?\s+[JS]r\b\.?)?)"
)
_NAME_BEFORE = re.compile(
    rf"(?:^|\s)(?P<name>(?:{_PARTICLE}\s+)?{_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_PIECE}){{1,4}}),\s+(?:the\s+)?$"
)

# Capitalised words that end a name or cannot begin one.
_STOP = frozenset(
    """January February March April May June July August September October November December Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday Meeting Meetings Summit Summits Conference Council Assembly
    Forum Ministerial Session Committee Commission Group Party Day Week Palace House Office Castle Camp
    Hotel Doctrine Plan Visit Statement Dialogue Call Calls Attended Met Addressed Visited Discussed
    Signed Also Present The In At On To For And With Left Returned Arrived Departed Briefed Accompanied
    Received After Before While During Following Private Official State Working Informal Was Were Late
    Regarding About Today Yesterday Together Joint Staff Exchange Library Museum Center Memorial Bridge
    Airport University Afterwards Afterward Later Had Has Is Are Leading NATO EU UN US CEO CEOs COVID
    Chairs Members Member Leaders Leader Officials Governor Governors Secretary Minister President
    Ministers Presidents Chairman King Queen Prince Negotiations Travel Participation Interagency
    Bilateral Trilateral Readout Spokesperson Congratulating Announcing Targeting Honoring Republic
    Kingdom States""".split()
)
_LONGEST = 300
"""Letters in which a name ends; a run of capitalised words that goes on further is none."""

_MONTH = re.compile(r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec")
_NAME_MAY_BE = frozenset("King Prince Day May March April Camp".split())


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text: `name` with spaces made single; `text[start:end]` as written."""

    name: str
    start: int
    end: int


def name_at(text: str, offset: int, stop: int | None = None) -> Named | None:
    """The personal name that follows an offset (after white space), or None: "President |Lyndon B. Johnson
    October 3"."""
    found = _NAME.match(text, offset, min(len(text) if stop is None else stop, offset + _LONGEST))
    if found is None:
        return None
    start, end = found.span("name")
    pieces = list(re.finditer(r"\S+", text[start:end]))
    keep = 0
    for index, piece in enumerate(pieces):
        word = piece.group().rstrip(".,").replace("’", "'").removesuffix("'s")
        last_of_name = (
            index > 0
            and word in _NAME_MAY_BE
            and index == len(pieces) - 1
            and word not in ("May", "March", "April")
        )
        first_of_name = (
            index == 0
            and word in ("May", "Day", "Camp", "Working")
            and not re.match(r"\s*\d", text[end : end + 80])
        )
        if word in _STOP and not last_of_name and not first_of_name:
            break
        if _MONTH.fullmatch(word) and re.match(
            r"\.?\s*\d", text[(after := start + piece.start() + len(word)) : after + 80]
        ):
            break  # "President Bush Oct. 8"
        if word.isupper() and word.isalpha() and len(word) > 3 and not re.fullmatch(r"[IVXLC]+", word):
            break
        keep = index + 1
        # "Olav V. Met": a Roman numeral closes a name, and so does its full stop.
        if index > 0 and re.fullmatch(r"[IVX]{1,5}\.?", piece.group()) and index + 1 < len(pieces):
            following = pieces[index + 1].group()
            if following.rstrip(".,") in _STOP:
                end = start + piece.end() - piece.group().endswith(".")
                return _named(text, start, end)
    while keep and re.fullmatch(_PARTICLE, pieces[keep - 1].group()):
        keep -= 1
    if keep == 0 or (
        not re.search(rf"[{_UPPER}]", pieces[keep - 1].group())
        and not re.search(rf"^{_LOWER_PREFIX}$", pieces[keep - 1].group())
    ):
        return None
    end = start + pieces[keep - 1].end()
    return _named(text, start, end)


def _named(text: str, start: int, end: int) -> Named:
    name = re.sub(r"^(?:Dr|Mr|Mrs|Ms)\.?\s+", "", " ".join(text[start:end].replace("–", "-").split()))
    return Named(re.sub(r",? ([JS]r)\.?$", r" \1.", name), start, end)


def name_before(text: str, offset: int) -> Named | None:
    """The full name that an office follows after a comma: "Frans Timmermans, |Executive Vice President
    ..."."""
    found = _NAME_BEFORE.search(text[max(0, offset - 80) : offset])
    if found is None:
        return None
    shift = max(0, offset - 80)
    words = found["name"].split()
    if words[0] in _STOP or words[-1] in _STOP:
        return None
    return Named(" ".join(words).replace("–", "-"), found.start("name") + shift, found.end("name") + shift)
