"""A mapping suggested: each column by its name and by what it holds, and the kind that takes most of them in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from diplotrack.base.i18n import _, join_names
from diplotrack.exchange.mapping.contents import ColumnLook, look_at
from diplotrack.exchange.mapping.fitting import Fit, fit
from diplotrack.exchange.mapping.header_words import header_scores, kind_words, plain_words
from diplotrack.exchange.mapping.keys import find_key
from diplotrack.exchange.mapping.mapping import COLUMNS, CONTENT, ColumnUse, Mapping
from diplotrack.exchange.mapping.names_known import NamesKnown
from diplotrack.exchange.mapping.preview import Preview
from diplotrack.exchange.mapping.remembered import remembered
from diplotrack.exchange.mapping.suggestion import KindGuess, Suggestion
from diplotrack.exchange.mapping.targets import Target, Use, mappable, targets
from diplotrack.exchange.profiles.profile import profiles, recognise
from diplotrack.exchange.profiles.writing import profile_name
from diplotrack.records import KINDS

ENOUGH = 0.45
"""From which sureness on a column is taken for something."""

SURE = 0.6
"""From which on a column goes to what it fits less than what another column took."""

CODES = frozenset({"id", "uid", "uuid", "code", "key"})
"""Last words of a header whose column holds a source's own identifiers."""

OF_CODES = 0.5
"""What such a column counts where names are wanted: another one mostly has them as people write them."""

_TOLD_BY_WORDS = 0.05
"""What each word that speaks of a kind adds to its score, up to four."""


@dataclass(frozen=True, slots=True)
class _Taken:
    column: str
    target: Target
    fit: Fit


def suggest(seen: Preview, known: NamesKnown, kind: str | None = None) -> Suggestion:
    """How the columns of a table may be read, as records of ``kind`` or of the likeliest one."""
    looks = look_at(seen.columns, seen.rows, known)
    told = recognise(seen.table, profiles(faults=[])) if kind is None else None
    mapping = remembered(told, seen.table) if told is not None else None
    if mapping is not None:
        return Suggestion(mapping, (KindGuess(mapping.kind, 1.0),), looks, told)
    weighed = [_weigh(one, seen, looks) for one in ([kind] if kind else mappable())]
    weighed.sort(key=lambda pair: -pair[0].score)
    best, taken = weighed[0]
    kinds = tuple(guess for guess, _taken in weighed)
    return Suggestion(_mapping(best.kind, taken, seen, looks), kinds, looks, told, told is not None)


def _weigh(kind: str, seen: Preview, looks: dict[str, ColumnLook]) -> tuple[KindGuess, list[_Taken]]:
    """How well a kind takes the columns in: what its fields get, what it needs and does not get, what words tell."""
    taken = _assigned(kind, looks)
    filled = [look for look in looks.values() if look.filled] or list(looks.values())
    score = sum(one.fit.score for one in taken) / max(1, len(filled))
    about = KINDS[kind].__kind__
    lacking = Mapping(kind, tuple(ColumnUse(one.column, one.target) for one in taken)).lacking
    score *= 0.75 ** len(lacking)
    surroundings = " ".join((seen.opening.path.stem, seen.opening.sheet or "", *_above(seen)))
    words = kind_words(surroundings).get(kind, 0) * 2 + kind_words(" ".join(looks)).get(kind, 0)
    score = min(1.0, score * 0.8 + _TOLD_BY_WORDS * min(words, 4))
    why = []
    if taken:
        names = [f"“{one.column}”" for one in sorted(taken, key=lambda one: -one.fit.score)[:4]]
        why.append(_("It has a place for {columns}.").format(columns=join_names(names)))
    if words:
        why.append(_("The names of the file and its columns speak of {kind}.").format(kind=about.plural))
    if lacking:
        labels = [str(one.label) for one in lacking]
        why.append(_("No column looks like {field}.").format(field=join_names(labels)))
    return KindGuess(kind, round(score, 3), tuple(why)), taken


def _above(seen: Preview) -> list[str]:
    """What stands above the header."""
    return [" ".join(cells) for number, cells in seen.top if number < seen.header]


def _assigned(kind: str, looks: dict[str, ColumnLook]) -> list[_Taken]:
    """Each column with what it fits best; a field or long text goes to one column, a role to as many as fit it."""
    fits: list[tuple[float, int, str, Target, Fit]] = []
    for place, (column, look) in enumerate(looks.items()):
        scores = header_scores(column, kind)
        is_code = plain_words(column).rpartition(" ")[2] in CODES
        for target in targets(kind):
            one = fit(target, scores.get(target.key, 0.0), look)
            if is_code and _wants_words(target):
                one = replace(one, score=one.score * OF_CODES)
            if one.score >= ENOUGH:
                fits.append((one.score, -place, column, target, one))
    fits.sort(key=lambda entry: entry[:2], reverse=True)
    taken: dict[str, _Taken] = {}
    used: dict[str, str] = {}
    denied: set[str] = set()
    for _score, _place, column, target, one in fits:
        first = used.get(target.key)
        if column in taken or (column in denied and one.score < SURE):
            continue
        if first is not None and not _may_share(target, first, column):
            if target.use is Use.NAME:
                denied.add(column)  # what else it names is guesswork
            continue
        taken[column] = _Taken(column, target, one)
        used.setdefault(target.key, column)
    return list(taken.values())


def _wants_words(target: Target) -> bool:
    """Whether what a source's own identifier stands for is better told by another column."""
    return target.use is Use.NAME or target.key in ("field:name", "field:title", "field:text")


def _may_share(target: Target, first: str, column: str) -> bool:
    """Whether a second column may go where one goes already: names that stand in "Partner" and "Partner 2"."""
    if target.use is not Use.NAME or not target.name:
        return False
    one, other = (re.sub(r"\s*\d+$", "", plain_words(text)) for text in (first, column))
    return one == other or not (f" {one} " in f" {other} " or f" {other} " in f" {one} ")


def _mapping(kind: str, taken: list[_Taken], seen: Preview, looks: dict[str, ColumnLook]) -> Mapping:
    by_column = {one.column: one for one in taken}
    dated = KINDS[kind].__kind__.dated
    day = next((one.column for one in taken if one.target.name == dated), "")
    uses = tuple(_use(column, by_column.get(column), day, looks[column]) for column in seen.columns)
    key = find_key(kind, uses, looks)
    path = seen.opening.path
    title = _title(path, seen)
    return Mapping(
        kind=kind,
        uses=uses,
        key=key.columns,
        key_by=COLUMNS if key.is_identifier else CONTENT,
        key_repeats="refuse" if key.is_identifier else "count",
        source=title,
        name=profile_name(title),
        title=title,
    )


def _title(path: Path, seen: Preview) -> str:
    several = len([sheet for sheet in seen.sheets if sheet.is_visible]) > 1
    return f"{path.stem} {seen.opening.sheet}" if several else path.stem


def _use(column: str, taken: _Taken | None, day: str, look: ColumnLook) -> ColumnUse:
    if taken is None:
        why = () if look.filled else (_("It is empty in the first rows."),)
        return ColumnUse(column, sureness=0.0, why=why)
    use = taken.fit.use
    on = day if use.target is not None and use.target.use is Use.NAME and day != column else ""
    return replace(use, column=column, on=on, sureness=round(taken.fit.score, 2), why=taken.fit.why)
