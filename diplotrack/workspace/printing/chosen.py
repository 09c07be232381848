"""What was chosen for a document, understood: names and codes as identifiers, words of a choice as its members."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.records import KINDS, Person
from diplotrack.records.choice import Choice
from diplotrack.store.derive import sort_key
from diplotrack.workspace.printing.engagements import engagement_named

if TYPE_CHECKING:
    from diplotrack.workspace.printing.report import Ask, Report
    from diplotrack.workspace.workspace import Workspace

C = TypeVar("C", bound=Choice)
_UID = re.compile("[0-9a-fA-F]{32}")


class Chosen:
    """The choices of one order, by name. What was not chosen is None, empty, or the default of what asks it."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    @classmethod
    def of(cls, workspace: Workspace, report: Report, choices: Mapping[str, Any]) -> Chosen:
        """What was chosen for a report. Raises UserError for what it does not ask, lacks, or nobody knows."""
        for name in choices:
            if report.ask(name) is None:
                raise UserError(
                    _("The report “{report}” does not know --{option}; it asks for: {choices}.").format(
                        report=report.name,
                        option=name.replace("_", "-"),
                        choices=", ".join(one.name.replace("_", "-") for one in report.asks) or "–",
                    )
                )
        return cls({ask.name: _understood(workspace, ask, choices.get(ask.name)) for ask in report.asks})

    def ids(self, name: str) -> tuple[int, ...]:
        """The records that were named; a person's name may be that of several."""
        found: tuple[int, ...] = self._values.get(name) or ()
        return found

    def id(self, name: str) -> int | None:
        """The record that was named."""
        return next(iter(self.ids(name)), None)

    def required(self, name: str) -> int:
        """The record that had to be named."""
        return self.ids(name)[0]

    def choice(self, name: str, of: type[C]) -> C | None:
        """The member that was chosen."""
        return next(iter(self.choices(name, of)), None)

    def choices(self, name: str, of: type[C]) -> frozenset[C]:
        """The members that were chosen."""
        return frozenset(one for one in self._values.get(name) or () if isinstance(one, of))

    def flag(self, name: str) -> bool:
        """Whether it is wanted."""
        return bool(self._values.get(name))

    def day(self, name: str) -> date | None:
        """The day that was named."""
        found: date | None = self._values.get(name)
        return found

    def number(self, name: str) -> int | None:
        """The number that was given."""
        found: int | None = self._values.get(name)
        return found

    def text(self, name: str) -> str:
        """The words that were given."""
        return str(self._values.get(name) or "")


def _understood(workspace: Workspace, ask: Ask, value: Any) -> Any:
    if value is None or value in ("", [], ()):
        if ask.field.required:
            sentence = _("This report wants to know: {what}.")
            raise UserError(sentence.format(what=str(ask.field.label).lower()))
        value = ask.default
        if value is None or value == ():
            return None
    match ask.field.type:
        case "reference":
            found = [one for each in _each(value) for one in referred(workspace, ask.field.refers, each)]
            return tuple(dict.fromkeys(found))
        case "choice":
            assert ask.field.choices is not None  # a field of this type has them
            return tuple(member(ask.field.choices, str(one)) for one in _each(value))
        case "day":
            return value if isinstance(value, date) else _day(str(value))
        case _:
            return value


def _each(value: Any) -> Iterable[Any]:
    return (value,) if isinstance(value, str | int) else value


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise UserError(_("“{value}” is no day; write it as 2008-12-31.").format(value=words)) from None


def referred(workspace: Workspace, kind: str, value: str | int) -> tuple[int, ...]:
    """The records of a kind that words name: by uid, a party by code or name, an objective by code, people by name,
    an engagement by partner and day or words of its title.

    Raises UserError where there is none.
    """
    if isinstance(value, int):
        return (value,)
    if _UID.fullmatch(value.replace("-", "").strip()):
        return (workspace.records.by_uid(KINDS[kind], value).id,)
    if kind == "party":
        return (workspace.records.party(value).id,)
    if kind == "person":
        return _people_called(workspace, value)
    if kind == "objective":
        return (workspace.records.objective(value).id,)
    if kind == "engagement":
        return (engagement_named(workspace, value),)
    label = str(KINDS[kind].__kind__.label).lower()
    sentence = _("“{words}” does not name the {kind}; give its identifier, as “search --json” prints it.")
    raise UserError(sentence.format(words=value, kind=label))


def _people_called(workspace: Workspace, words: str) -> tuple[int, ...]:
    """Whose name holds all the words. Raises UserError where there is nobody."""
    wanted = sort_key(words).split()
    with workspace.read() as session:
        people = session.execute(select(Person.id, Person.name).where(Person.deleted_at.is_(None)))
        found = tuple(
            one for one, name in people if wanted and all(word in sort_key(name).split() for word in wanted)
        )
    if not found:
        raise UserError(_("Nobody in this workspace is called “{name}”.").format(name=words))
    return found


def member(choices: type[C], word: str) -> C:
    """The member of a choice, from its stored word or its label. Raises UserError naming the choices."""
    wanted = word.strip().casefold().replace("-", "_").replace(" ", "_")
    for one in choices:
        if wanted in (one.value.replace("-", "_").casefold(), str(one.label).casefold().replace(" ", "_")):
            return one
    sentence = _("“{value}” is not one of: {choices}.")
    raise UserError(sentence.format(value=word, choices=", ".join(str(one.value) for one in choices)))
