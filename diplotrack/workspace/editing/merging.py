"""Bringing together what was written here and what somebody else saved meanwhile, place by place."""

from __future__ import annotations

import copy
from collections.abc import Collection
from typing import Any

from diplotrack.base.i18n import N_, _, join_names
from diplotrack.records import KINDS, Passage, fields
from diplotrack.workspace.editing.draft import AttachedFile, ChangedMeanwhile, Draft, PartRow

_GONE = object()


def merged(mine: Draft, now: Draft) -> Draft:
    """The draft as it is to be saved over ``now``: my changes since it was opened, everything else as it stands.

    Raises ChangedMeanwhile where both changed the same place differently; nothing of the draft is lost.
    """
    result, clashes = _brought_together(mine, now)
    if clashes:
        raise ChangedMeanwhile(_sentence(mine, clashes), clashes, now)
    return result


def resolved(mine: Draft, now: Draft, theirs: Collection[str]) -> Draft:
    """As :func:`merged`; where both changed the same place, that of ``theirs`` is taken if it is named, else mine.

    The result counts as opened on ``now``.
    """
    result, clashes = _brought_together(mine, now)
    for place in clashes:
        if place in theirs:
            _take(result, now, place)
    result.seen = now
    return result


def _take(result: Draft, now: Draft, place: str) -> None:
    part, _dot, name = place.partition(".")
    match part:
        case "values":
            result.values[name] = now.values.get(name)
        case "texts":
            result.texts[name] = now.texts.get(name, [])
        case "parts":
            new = [row for row in result.parts[name] if row.id is None]
            result.parts[name] = now.parts.get(name, []) + new
        case "objectives":
            result.objectives = dict(now.objectives)
        case "files":
            result.files = [*now.files, *(one for one in result.files if one.id is None)]
        case "marking":
            result.marking, result.rel_to = now.marking, now.rel_to


def _brought_together(mine: Draft, now: Draft) -> tuple[Draft, list[str]]:
    """Both in one draft, mine where both changed the same place; and those places."""
    assert mine.seen is not None
    seen, clashes = mine.seen, list[str]()
    result = copy.deepcopy(now)
    for name, value in mine.values.items():
        result.values[name] = _one(
            clashes, f"values.{name}", value, seen.values.get(name), now.values.get(name)
        )
    for role in dict.fromkeys([*mine.texts, *now.texts]):
        texts = (one.texts.get(role, []) for one in (mine, seen, now))
        result.texts[role] = _one(clashes, f"texts.{role}", *texts)
    for name in mine.parts:
        place, rows = f"parts.{name}", [one.parts.get(name, []) for one in (mine, seen, now)]
        result.parts[name] = _rows(clashes, place, rows[0], rows[1], rows[2])
    result.objectives = _links(mine.objectives, seen.objectives, now.objectives, clashes)
    result.tags = _words(mine.tags, seen.tags, now.tags)
    marking = ((one.marking, one.rel_to) for one in (mine, seen, now))
    result.marking, result.rel_to = _one(clashes, "marking", *marking)
    result.files = _files(mine.files, seen.files, now.files, clashes)
    result.quoted = mine.quoted
    result.follows, result.captions = mine.follows, {**now.captions, **mine.captions}
    return result, list(dict.fromkeys(clashes))


def _one(clashes: list[str], place: str, mine: Any, seen: Any, now: Any) -> Any:
    if mine in (seen, now):
        return now
    if seen != now:
        clashes.append(place)
    return mine


def _rows(
    clashes: list[str], place: str, mine: list[PartRow], seen: list[PartRow], now: list[PartRow]
) -> list[PartRow]:
    by_id = [{row.id: row for row in rows if row.id is not None} for rows in (mine, seen, now)]
    result = []
    for row_id in dict.fromkeys([*by_id[0], *by_id[2]]):
        ours, then, theirs = (rows.get(row_id, _GONE) for rows in by_id)
        kept = _one(clashes, place, ours, then, theirs)
        if isinstance(kept, PartRow):
            result.append(kept)
    return result + [row for row in mine if row.id is None]


def _links(
    mine: dict[int, int | None], seen: dict[int, int | None], now: dict[int, int | None], clashes: list[str]
) -> dict[int, int | None]:
    result = {}
    for key in dict.fromkeys([*now, *mine]):
        kept = _one(clashes, "objectives", *(one.get(key, _GONE) for one in (mine, seen, now)))
        if kept is not _GONE:
            result[key] = kept
    return result


def _files(
    mine: list[AttachedFile], seen: list[AttachedFile], now: list[AttachedFile], clashes: list[str]
) -> list[AttachedFile]:
    by_id = [{one.id: one for one in some if one.id is not None} for some in (mine, seen, now)]
    result = []
    for file_id in dict.fromkeys([*by_id[2], *by_id[0]]):
        kept = _one(clashes, "files", *(some.get(file_id, _GONE) for some in by_id))
        if isinstance(kept, AttachedFile):
            result.append(kept)
    return result + [one for one in mine if one.id is None]


def _words(mine: list[str], seen: list[str], now: list[str]) -> list[str]:
    """Tags that either side put on, without those that either took off."""
    return [
        word for word in dict.fromkeys([*now, *mine]) if (word in mine and word in now) or word not in seen
    ]


def _sentence(draft: Draft, clashes: list[str]) -> str:
    labels = join_names(list(dict.fromkeys(place_label(draft, place) for place in clashes)))
    sentence = _(
        "Somebody changed {places} while you were writing; compare the two versions and choose one of each."
    )
    return sentence.format(places=labels)


def place_label(draft: Draft, place: str) -> str:
    """What people call a place of a draft, in quotation marks."""
    part, _dot, name = place.partition(".")
    match part:
        case "values":
            label = fields(draft.record)[name].label
        case "texts":
            labels = (role.label for role in draft.record.__kind__.texts if role.role == name)
            label = next(labels, Passage.__kind__.label)
        case "parts":
            label = KINDS[name].__kind__.plural
        case _:
            label = {"objectives": N_("Objectives"), "tags": N_("Tags"), "files": N_("Attachments")}.get(
                part, N_("Marking")
            )
    return f"“{label}”"
