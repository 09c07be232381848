"""What the cells of a column hold: days, numbers, names, addresses, long texts; told by reading them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from diplotrack.exchange.mapping.days import orders
from diplotrack.exchange.mapping.names_known import NamesKnown
from diplotrack.exchange.tables.parsers import one_line, read_amount, read_flag, read_time
from diplotrack.exchange.tables.rows import Cell, Row, Unreadable, as_text

SAMPLES = 8
"""Different texts that a look keeps."""

WEIGHED = 60
"""Different texts of a column by which names are judged: looking a name up among all of the world's is dear."""

MOST_CELLS, FEWEST = 60_000, 20
"""Cells that are looked at, and the rows that are looked at however wide the table is."""

LONGEST_READ, LONGEST_FIGURE = 2_000, 60
"""Characters of a cell that are looked at, and above which it is neither day nor number."""

SEPARATORS = (";", "|", "\n", "/", ",", " & ", " and ", " et ", " und ", " y ", "、", "،", "؛", " и ")
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]{2,}")
_PHONE = re.compile(r"\+?[\d(][\d\s().\-/]{5,22}\d(?:\s*(?:x|ext\.?)\s*\d+)?")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_INITIAL = r"(?:[^\W\d_]\.[ -]?)+"
_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_PERSON = re.compile(
    rf"(?:{_WORD}\.? |{_INITIAL} ?){{1,4}}{_WORD}|{_WORD}(?: {_WORD})?, {_WORD}(?: {_WORD}|\.)*"
)
_PARTICLE = frozenset(
    "de da do dos das del della di du van von der den ter la le al el bin ibn y e zu af av".split()
)


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """One column by its cells.

    ``seen`` rows were looked at, ``filled`` have something there, ``distinct`` different texts; ``samples`` are the
    commonest ones, ``values`` all different ones of the rows looked at, commonest first. Shares of the filled cells, 0
    to 1: ``days``, ``clock`` times (alone or behind a day), ``numbers``, ``whole`` numbers, ``flags``, ``emails``,
    ``phones``, ``links``, ``parties`` (names that the book knows), ``people`` (written like, or known as, a person),
    ``objectives`` (their codes). ``pattern`` is the order of figures in days ("" where they need none),
    ``is_ambiguous`` where no cell tells day and month apart. ``separator`` stands between several names of a cell.
    ``longest`` and ``usual`` are lengths in characters.
    """

    column: str
    seen: int = 0
    filled: int = 0
    distinct: int = 0
    samples: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    days: float = 0.0
    clock: float = 0.0
    numbers: float = 0.0
    whole: float = 0.0
    flags: float = 0.0
    emails: float = 0.0
    phones: float = 0.0
    links: float = 0.0
    parties: float = 0.0
    people: float = 0.0
    objectives: float = 0.0
    pattern: str = ""
    is_ambiguous: bool = False
    decimal: str = ""
    separator: str = ""
    longest: int = 0
    usual: int = 0


def look_at(columns: Sequence[str], rows: Sequence[Row], known: NamesKnown) -> dict[str, ColumnLook]:
    """Each column by its cells in these rows; of a very wide table the first rows have to do."""
    sound = [row for row in rows if row.fault is None][: max(FEWEST, MOST_CELLS // max(1, len(columns)))]
    return {column: _look(column, [row.values.get(column) for row in sound], known) for column in columns}


def _look(column: str, cells: list[Cell], known: NamesKnown) -> ColumnLook:
    filled = [cell for cell in cells if as_text(cell).strip()]
    if not filled:
        return ColumnLook(column, len(cells))
    each = Counter((type(cell), cell) for cell in filled)  # 1 and True are the same to a Counter
    kinds = [(cell, count) for (_type, cell), count in each.items()]
    counted: Counter[str] = Counter()
    for cell, count in kinds:
        counted[one_line(as_text(cell)[:LONGEST_READ])] += count
    values = tuple(text for text, _count in counted.most_common())
    lengths = sorted(len(as_text(cell)) for cell in filled)
    usual = lengths[len(lengths) // 2]
    short = [(cell, count) for cell, count in kinds if len(as_text(cell)) <= LONGEST_FIGURE]
    order = orders(short, len(filled))
    separator, parties = _parties(counted, known) if usual < 200 else ("", 0.0)
    people_separator, people = _people(counted, known) if usual < 200 else ("", 0.0)

    def share(judge: Callable[[Cell], bool]) -> float:
        return sum(count for cell, count in short if judge(cell)) / len(filled)

    numbers = share(_is_number)
    return ColumnLook(
        column=column,
        seen=len(cells),
        filled=len(filled),
        distinct=len(counted),
        samples=values[:SAMPLES],
        values=values,
        days=order.share,
        clock=share(_has_clock),
        numbers=numbers,
        whole=share(_is_whole),
        flags=share(_is_flag),
        emails=_matching(counted, _EMAIL),
        phones=_matching(counted, _PHONE) if order.share < 0.5 and (numbers < 1 or usual > 6) else 0.0,
        links=_matching(counted, _LINK),
        parties=parties,
        people=people,
        objectives=_weighed(counted, lambda text: known.objective(text) is not None)
        if known.objectives
        else 0.0,
        pattern=order.pattern,
        is_ambiguous=order.is_ambiguous,
        decimal=_decimal(values),
        separator=separator if parties >= people else people_separator,
        longest=lengths[-1],
        usual=usual,
    )


def parts_of(text: str, separator: str) -> list[str]:
    """The names in a cell."""
    pieces = text.split(separator) if separator else [text]
    return [piece for piece in map(one_line, pieces) if piece]


def _parties(counted: Counter[str], known: NamesKnown) -> tuple[str, float]:
    return _named(counted, lambda name: known.party(name)[0] is not None)


def _people(counted: Counter[str], known: NamesKnown) -> tuple[str, float]:
    return _named(counted, lambda name: bool(known.people(name)) or is_like_person(name, known))


def _named(counted: Counter[str], is_name: Callable[[str], bool]) -> tuple[str, float]:
    """The separator with which most of the cells are names, and their share; "" where each cell is one name."""
    best, share = "", _weighed(counted, is_name)
    if share > 0.97:
        return best, share
    for separator in SEPARATORS:
        if not any(separator in text for text in list(counted)[:WEIGHED]):
            continue
        found = _weighed(counted, lambda text, cut=separator: _all(parts_of(text, cut), is_name))  # type: ignore[misc]
        if found > share + 0.03:
            best, share = separator, found
    return best, share


def _all(names: Iterable[str], is_name: Callable[[str], bool]) -> bool:
    """Whether most of the names of a cell are names: one that nobody knows yet must not hide what the others tell."""
    found = [is_name(name) for name in names]
    return bool(found) and sum(found) * 3 >= len(found) * 2


def is_like_person(name: str, known: NamesKnown) -> bool:
    """Whether a text is written as names of people are, and is no party's."""
    if len(name) > 60 or not _PERSON.fullmatch(name):
        return False
    words = [word for word in re.split(r"[ ,]+", name) if word.lower() not in _PARTICLE]
    cased = [word for word in words if word[0].isupper() or word[0].lower() == word[0].upper()]
    return len(cased) == len(words) and known.party(name)[0] is None


def _weighed(counted: Counter[str], judge: Callable[[str], bool]) -> float:
    """The share of cells that a judge likes, by the commonest different texts."""
    some = counted.most_common(WEIGHED)
    return sum(count for text, count in some if judge(text)) / sum(count for _text, count in some)


def _matching(counted: Counter[str], form: re.Pattern[str]) -> float:
    return _weighed(counted, lambda text: form.fullmatch(text) is not None)


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, (bool, date, time)):
        return False
    try:
        read_amount(cell, "," if _looks_thousand(as_text(cell)) else "")
    except Unreadable:
        return False
    return True


def _looks_thousand(text: str) -> bool:
    """Whether a comma may part thousands or decimals: to be asked, and a number either way."""
    return re.fullmatch(r"\s*[+-]?[1-9]\d{0,2},\d{3}\s*", text) is not None


def _is_whole(cell: Cell) -> bool:
    if isinstance(cell, (bool, date, time)):
        return False
    return re.fullmatch(r"[+-]?\d{1,18}", one_line(as_text(cell)).replace("\u2212", "-")) is not None


def _is_flag(cell: Cell) -> bool:
    try:
        read_flag(cell)
    except Unreadable:
        return False
    return True


def _has_clock(cell: Cell) -> bool:
    if isinstance(cell, datetime):
        return cell.time() != time()
    if isinstance(cell, (int, float)):
        return False
    try:
        return read_time(cell) != time() or as_text(cell).strip().startswith("0")
    except Unreadable:
        return False


def _decimal(values: Sequence[str]) -> str:
    """Which mark parts decimals, where figures such as 1,234 could be read both ways and others tell."""
    if not any(_looks_thousand(text) for text in values):
        return ""
    text = " ".join(values)
    if re.search(r"\d\.\d{3},\d|\d,\d{1,2}(?!\d)", text):
        return ","
    return "." if re.search(r",\d{3}\.\d|,\d{3},\d{3}|\d\.\d{1,2}(?!\d)", text) else ""
