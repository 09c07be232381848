"""A draft as JSON and back, exactly: what is being typed outlives the program."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.markings import Marking
from diplotrack.records import KINDS, enumerations
from diplotrack.records.choice import Choice
from diplotrack.workspace.editing.draft import AttachedFile, Draft, Newcomer, PartRow, Portion, Quoted

FORMAT = 1
Packed = dict[str, Any]


def pack(draft: Draft, *, with_seen: bool = True) -> Packed:
    """The draft as lists, words and numbers; each value of another type says which it is."""
    packed: Packed = {
        "kind": draft.kind,
        "id": draft.id,
        "values": _values(draft.values),
        "texts": {
            role: [[one.text, _marking(one.marking)] for one in texts] for role, texts in draft.texts.items()
        },
        "parts": {
            name: [[row.id, _values(row.values)] for row in rows] for name, rows in draft.parts.items()
        },
        "objectives": list(map(list, draft.objectives.items())),
        "tags": list(draft.tags),
        "marking": _marking(draft.marking),
        "rel_to": list(draft.rel_to),
        "files": [
            [one.name, one.sha256.hex(), one.size, one.media_type, _marking(one.marking), one.id]
            for one in draft.files
        ],
        "quoted": _quoted(draft.quoted),
        "follows": [[column, pack(follow)] for column, follow in draft.follows],
        "captions": [[kind, key, caption] for (kind, key), caption in draft.captions.items()],
    }
    if with_seen:
        packed["seen"] = None if draft.seen is None else pack(draft.seen)
    return packed


def unpack(packed: Packed) -> Draft:
    """The draft that :func:`pack` put away. Raises UserError where it was written by another version."""
    try:
        return _draft(packed)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _foreign() from error


def dumps(packed: Packed, asides: list[list[Any]]) -> str:
    """One text of a packed draft and of the words that stand aside: typed, and not yet to be read as values."""
    return json.dumps({"format": FORMAT, "draft": packed, "asides": asides}, separators=(",", ":"))


def loads(payload: str) -> tuple[Draft, list[list[Any]]]:
    """Draft and words aside out of the text that :func:`dumps` made. Raises UserError where it is another's."""
    try:
        content = json.loads(payload)
        known = content["format"] == FORMAT
        packed, asides = content["draft"], content["asides"]
    except (ValueError, KeyError, TypeError) as error:
        raise _foreign() from error
    if not known:
        raise _foreign()
    return unpack(packed), asides


def _foreign() -> UserError:
    return UserError(
        _("This draft was written by another version of Diplotrack and cannot be opened with this one.")
    )


def _draft(packed: Packed) -> Draft:
    if packed["kind"] not in KINDS:
        raise _foreign()
    return Draft(
        packed["kind"],
        packed["id"],
        values=_read_values(packed["values"]),
        texts={
            role: [Portion(text, _read_marking(marking)) for text, marking in texts]
            for role, texts in packed["texts"].items()
        },
        parts={
            name: [PartRow(_read_values(values), row_id) for row_id, values in rows]
            for name, rows in packed["parts"].items()
        },
        objectives=dict(packed["objectives"]),
        tags=list(packed["tags"]),
        marking=_read_marking(packed["marking"]),
        rel_to=tuple(packed["rel_to"]),
        files=[_file(one) for one in packed["files"]],
        quoted=_read_quoted(packed["quoted"]),
        follows=[(column, _draft(follow)) for column, follow in packed["follows"]],
        captions={(kind, key): caption for kind, key, caption in packed["captions"]},
        seen=_draft(packed["seen"]) if packed.get("seen") is not None else None,
    )


def _values(values: dict[str, Any]) -> Packed:
    return {name: _value(value) for name, value in values.items()}


def _read_values(values: Packed) -> dict[str, Any]:
    return {name: _read(value) for name, value in values.items()}


def _value(value: Any) -> Any:
    """A value as JSON holds it: what JSON has no name for is a list that begins with the name of its type."""
    match value:
        case Choice():
            return ["choice", type(value).__name__, str(value.value)]
        case None | bool() | int() | float() | str():
            return value
        case PartialDate():
            return ["days", value.earliest.isoformat(), value.latest.isoformat()]
        case Newcomer():
            return ["newcomer", value.kind, value.name, value.is_new]
        case Decimal():
            return ["sum", str(value)]
        case datetime():
            return ["moment", value.isoformat()]
        case date():
            return ["date", value.isoformat()]
        case time():
            return ["time", value.isoformat()]
        case list() | tuple():
            return ["list" if isinstance(value, list) else "tuple", *map(_value, value)]
    raise TypeError(f"No draft can hold {value!r}.")


def _read(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    name, *rest = value
    match name:
        case "choice":
            return _choice(rest[0], rest[1])
        case "days":
            return PartialDate(date.fromisoformat(rest[0]), date.fromisoformat(rest[1]))
        case "newcomer":
            return Newcomer(*rest)
        case "sum":
            return Decimal(rest[0])
        case "moment":
            return datetime.fromisoformat(rest[0])
        case "date":
            return date.fromisoformat(rest[0])
        case "time":
            return time.fromisoformat(rest[0])
        case "list":
            return [_read(one) for one in rest]
        case "tuple":
            return tuple(_read(one) for one in rest)
    raise ValueError(name)


def _choice(name: str, value: str) -> Choice:
    enumeration = getattr(enumerations, name)
    if not (isinstance(enumeration, type) and issubclass(enumeration, Choice)):
        raise ValueError(name)
    found = {str(member.value): member for member in enumeration}
    return found[value]


def _file(packed: list[Any]) -> AttachedFile:
    name, digest, size, media_type, marking, file_id = packed
    return AttachedFile(name, bytes.fromhex(digest), size, media_type, _read_marking(marking), file_id)


def _quoted(one: Quoted | None) -> list[Any] | None:
    return None if one is None else [one.role, one.words, one.paragraph, one.start, one.owner]


def _read_quoted(packed: list[Any] | None) -> Quoted | None:
    if packed is None:
        return None
    role, words, paragraph, start, owner = packed
    return Quoted(role, words, paragraph, start, tuple(owner) if owner is not None else None)


def digests(payload: str) -> set[bytes]:
    """The hashes of the files that a draft is to be saved with; none where it cannot be read."""
    try:
        draft, _asides = loads(payload)
    except UserError:
        return set()
    return {
        one.sha256 for some in (draft, *(follow for _column, follow in draft.follows)) for one in some.files
    }


def _marking(one: Marking) -> list[Any]:
    return [one.scheme, one.rank, one.text, one.tlp, sorted(one.rel_to), one.partly_unmarked]


def _read_marking(packed: list[Any]) -> Marking:
    scheme, rank, text, tlp, rel_to, partly_unmarked = packed
    return Marking(scheme, rank, text, tlp, frozenset(rel_to), partly_unmarked)
