"""The head of a document taken apart: its title, letterhead, labelled lines, dateline, and headings of sections.

Words are of several languages; the table is ``resources/reference/heads.toml``. Offsets are code points of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from diplotrack.language.days_told import days_told, table
from diplotrack.language.names_fold import fold

LOOKED_AT = 6_000
"""Letters of a text in which its head is looked for."""

LINES = 14
"""Lines among which the title stands."""

LONGEST_TITLE = 300
LONGEST_HEADING = 70


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of the text: ``text[start:end]``, on one line in ``words``."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """The value of a labelled line ("Date: 12 March 2024"), which may run over several lines or be empty."""

    label: str
    start: int
    end: int
    lines: tuple[Stretch, ...]

    @property
    def words(self) -> str:
        """The value on one line."""
        return " ".join(line.words for line in self.lines)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a section: its role in a record of conversation, or whose points follow (``by``, as written)."""

    role: str
    by: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before and between the prose of a document.

    ``kind`` is what the text calls itself (the word of a CommunicationType, "" where it says nothing), ``said`` the
    words that say so. ``is_record`` tells a memorandum of conversation. ``body`` is where its prose begins.
    """

    title: Stretch | None
    labels: dict[str, Labelled]
    letterhead: tuple[Stretch, ...]
    city: Stretch | None
    dateline: Stretch | None
    headings: tuple[Heading, ...]
    kind: str
    said: Stretch | None
    is_record: bool
    body: int


_LABEL = re.compile(
    r"^[ \t]*[*_#>•–-]*[ \t]*(?P<name>[^\W\d_][^\n:：]{0,40}?)[ \t*_]*[:：](?!//)[ \t*_]*(?P<value>.*)$"
)
_MARKS = re.compile(r"^[\s*_#>]+|[\s*_#:]+$")
_NUMBER = re.compile(r"^(?:\(?(?:\d{1,2}|[ivx]{1,4}|[A-Za-z])[.)]\s+)?")


def read_head(text: str, title: str = "") -> Head:
    """Take a document apart; ``title`` is what its file or message calls it, where it does."""
    lines = list(_lines(text[:LOOKED_AT]))
    labels = _labels(text, lines)
    kind, said = _kind(text, lines, title)
    record = own_record(text)
    found = _title(lines, labels, title)
    city, dateline = _dateline(text, lines)
    letterhead = tuple(one for one in lines[:LINES] if _is_letterhead(one.words))
    headings = _headings(text)
    is_record = record is not None or _is_report(labels, headings)
    return Head(
        found, labels, letterhead, city, dateline, headings, kind, said, is_record,
        _body(lines, labels, found),
    )  # fmt: skip


def _is_report(labels: dict[str, Labelled], headings: tuple[Heading, ...]) -> bool:
    """Whether a message reports a conversation in sections, as posts write home."""
    roles = {one.role for one in headings if one.role}
    return "from" in labels and "to" in labels and len(roles) > 1


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(table()["pattern"][name])


@cache
def _names(part: str) -> dict[str, str]:
    return {fold(word): name for name, words in table()[part].items() for word in words}


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["word"], re.compile(row["pattern"], re.MULTILINE)) for row in table()["kind"])


def _lines(text: str) -> Iterator[Stretch]:
    """The lines that are not empty, without white space around them."""
    for line in re.finditer(r"[^\n]+", text):
        words = line[0].strip()
        if words:
            start = line.start() + len(line[0]) - len(line[0].lstrip())
            yield Stretch(start, start + len(words), " ".join(words.split()))


def _labels(text: str, lines: list[Stretch]) -> dict[str, Labelled]:
    """Labelled lines by what their label means; a list goes on until a blank line after it, or the next label."""
    found: dict[str, Labelled] = {}
    for number, line in enumerate(lines):
        read = _LABEL.match(text[line.start : line.end])
        name = _names("label").get(fold(read["name"])) if read else None
        if read is None or name is None or name in found:
            continue
        value = read["value"].strip()
        parts = []
        if value:
            at = line.start + read.start("value")
            parts = [Stretch(at, at + len(value), " ".join(value.split()))]
        if not value or name in ("participants", "subject"):
            parts += _goes_on(text, lines[number + 1 :], line.end, is_list=name == "participants")
        end = parts[-1].end if parts else line.end
        found[name] = Labelled(name, line.start, end, tuple(parts))
    return found


def _goes_on(text: str, following: list[Stretch], end: int, is_list: bool) -> list[Stretch]:
    """The lines that belong to a label: up to a blank line, which before a list counts for nothing."""
    parts: list[Stretch] = []
    for line in following:
        gap = text[end : line.start]
        read = _LABEL.match(line.words)
        known = read is not None and fold(read["name"]) in _names("label")
        if known and not (is_list and _names("label")[fold(read["name"])] in ("ours", "theirs", "notetaker")):  # type: ignore[index]
            break
        blank = gap.count("\n") > 1
        if blank and not is_list and parts:
            break
        if blank and is_list and parts and not _is_person_line(line.words):
            break
        if not is_list and (parts or blank):
            break
        if is_list and (
            len(line.words) > 160 or (len(line.words) > 90 and line.words.endswith((".", "!", "?")))
        ):
            break
        if is_list and _heading_of(line) is not None and not _LABEL.match(line.words):
            break
        parts.append(line)
        end = line.end
    return parts


def _is_person_line(words: str) -> bool:
    """Whether a line after a gap still belongs to a list of people: short, and no sentence."""
    return (
        len(words) <= 110
        and not words.endswith((".", "!", "?"))
        and _heading_of(Stretch(0, 0, words)) is None
    )


def _is_letterhead(words: str) -> bool:
    plain = _MARKS.sub("", words)
    return not plain or _pattern("letterhead").match(plain) is not None


def _title(lines: list[Stretch], labels: dict[str, Labelled], title: str) -> Stretch | None:
    """The subject line, the title that the file has where it stands in the text, else the first line that is one."""
    if "subject" in labels and labels["subject"].lines:
        first, last = labels["subject"].lines[0], labels["subject"].lines[-1]
        return Stretch(first.start, last.end, labels["subject"].words)
    taken = [(one.start, one.end) for one in labels.values()]
    likely: list[Stretch] = []
    wanted = fold(title)
    for number, line in enumerate(lines[:LINES]):
        if wanted and fold(line.words) == wanted:
            return line
        if any(a <= line.start < b for a, b in taken) or _is_letterhead(line.words) or _is_day(line.words):
            continue
        joined = _with_next(line, lines[number + 1 :])
        if _is_sentence(joined.words):
            break
        likely.append(joined)
    named = next((one for one in likely if any(p.search(one.words) for _word, p in _kinds())), None)
    return named or (likely[0] if likely and (len(lines) > 1) else None)


def _with_next(line: Stretch, following: list[Stretch]) -> Stretch:
    """A title that is wrapped: joined with the line right below while it goes on, sentence by no full stop."""
    end, words = line.end, line.words
    for one in following[:2]:
        if one.start - end > 1 or len(words) + len(one.words) > LONGEST_TITLE or len(line.words) < 45:
            break
        if _is_letterhead(one.words) or _is_day(one.words) or _LABEL.match(one.words):
            break
        end, words = one.end, f"{words} {one.words}"
    return Stretch(line.start, end, words)


_NO_STOP = re.compile(r"\b(?:Jr|Sr|St|No|Inc|Ltd|Co|Mr|Mrs|Dr|U\.S|D\.C|U\.N|U\.K|[A-Z])\.$")
"""Full stops that end no sentence."""


def _is_sentence(words: str) -> bool:
    if len(words) > LONGEST_TITLE:
        return True
    bare = words.rstrip('”"’)')
    if _NO_STOP.search(bare) or not bare.endswith((".", "!", "?", ":", ";", ",", "。")):
        return False
    return len(words) > 60 or words.endswith((",", ";"))


def _is_day(words: str) -> bool:
    """Whether a line is a date and little else."""
    days = days_told(words, None, None)
    left = len(words) - sum(one.end - one.start for one in days)
    return bool(days) and left <= 24


def _dateline(text: str, lines: list[Stretch]) -> tuple[Stretch | None, Stretch | None]:
    """City and day with which a paragraph begins, or a line of its own: "BRUSSELS, 12 March 2024 – …"."""
    for number, line in enumerate(lines[:LINES]):
        before = text[lines[number - 1].end : line.start] if number else "\n\n"
        if before.count("\n") < 2 and not _is_day(line.words):
            continue  # prose that is wrapped
        read = _pattern("dateline").match(line.words)
        if read is None or read["city"].casefold() in _NO_CITIES:
            continue
        if not days_told(read["day"], None, None) and not days_told(f"{read['day']} 2024", None, None):
            continue
        # One line of the text, whose runs of spaces are hardly ever longer than one.
        city = Stretch(line.start + read.start("city"), line.start + read.end("city"), read["city"].strip())
        day = Stretch(line.start + read.start("day"), line.start + read.end("day"), read["day"])
        return city, day
    return None, None


_NO_CITIES = frozenset("on in since the le am from by until before after today date".split())

_OPENINGS = ("note_verbale", "letter")
"""Kinds that are told by how their first sentence begins; what others call themselves stands in no sentence."""


def _kind(text: str, lines: list[Stretch], title: str) -> tuple[str, Stretch | None]:
    """What the text calls itself: in the title of its file, in its first lines, or by how it begins."""
    for word, pattern in _kinds():
        if title and pattern.search(title):
            return word, None
        for line in lines[:8]:
            if word not in _OPENINGS and _is_sentence(line.words):
                continue
            found = pattern.search(text, line.start, min(line.end, line.start + LONGEST_TITLE))
            if found:
                return word, Stretch(found.start(), found.end(), found[0])
    return "", None


def _headings(text: str) -> tuple[Heading, ...]:
    short = (line for line in _lines(text) if len(line.words) <= LONGEST_HEADING)
    return tuple(heading for line in short if (heading := _heading_of(line)) is not None)


def _heading_of(line: Stretch) -> Heading | None:
    plain = _MARKS.sub("", _NUMBER.sub("", _MARKS.sub("", line.words)))
    if not plain or len(plain) > LONGEST_HEADING or plain.endswith("."):
        return None
    role = _names("heading").get(fold(plain))
    if role is not None:
        return Heading(role, "", line.start, line.end)
    for name in ("points_of", "of_side"):
        read = _pattern(name).match(plain)
        if read is not None and len(read["by"].split()) <= 5:
            return Heading("", read["by"], line.start, line.end)
    return None


def _body(lines: list[Stretch], labels: dict[str, Labelled], title: Stretch | None) -> int:
    """Where the prose begins: at the first line after the head that is none of its parts."""
    taken = [(one.start, one.end) for one in labels.values()]
    if title is not None:
        taken.append((title.start, title.end))
    for line in lines:
        inside = any(a <= line.start <= b for a, b in taken)
        if not (inside or _is_letterhead(line.words) or _is_day(line.words)):
            return line.start
    return 0


def own_record(text: str) -> tuple[int, int] | None:
    """Where a text calls itself a memorandum of conversation; None where it does not."""
    found = _pattern("own_record").search(text[:800])
    return (found.start(), found.end()) if found else None
