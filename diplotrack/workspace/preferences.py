"""Settings of a workspace as people write them: read, proven, kept, and what follows from them derived again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from diplotrack.base.dates import zone_named
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.markings import scheme_named
from diplotrack.records import Commitment, Engagement, Party
from diplotrack.store import derive, settings
from diplotrack.workspace.published_calendar import CEILING, CHOICES, FILE, HOLDS, RELEASE

if TYPE_CHECKING:
    from diplotrack.workspace.workspace import Workspace

DERIVED_FROM = {"we": Commitment, "zone": Engagement}
"""Settings on which columns of these records rest: whose commitment it is, the instant of a local time."""

OF_RULES = ("rules", "rules_off")
"""Settings that the rules look after themselves."""


def prefer(workspace: Workspace, key: str, words: str) -> Any:
    """Change a setting to what ``words`` say and return the value kept; "" goes back to the default.

    Raises UserError for an unknown setting or a value that it cannot take.
    """
    if key in OF_RULES:
        raise UserError(_("Thresholds are set by “diplotrack rules set”."))
    if key not in settings.DEFAULTS:
        choices = ", ".join(name for name in settings.DEFAULTS if name not in OF_RULES)
        raise UserError(_("“{key}” is no setting; use one of: {choices}.").format(key=key, choices=choices))
    value = _READ[key](workspace, words.strip()) if words.strip() else None
    before = workspace.settings()[key]
    workspace.ledger.set(**{key: value})
    if key == "we":
        _become(workspace, before, value or "")
    if kind := DERIVED_FROM.get(key):
        with workspace.change("Settings") as work:
            ids = set(work.session.scalars(select(kind.id)))
            derive.refresh(work.session, {}, {kind.__kind__.name: ids})
    if key in (FILE, HOLDS, CEILING, RELEASE):
        workspace.published_calendar.write()
    return workspace.settings()[key]


def _become(workspace: Workspace, before: str, now: str) -> None:
    """Let the parties say which of them is us."""
    with workspace.change("Settings") as work:
        for code, is_own in ((before, False), (now, True)):
            if code and before != now:
                for party in work.session.scalars(select(Party).where(Party.code == code)):
                    party.is_own = is_own


def _text(_workspace: Workspace, words: str) -> str:
    return words


def _zone(_workspace: Workspace, words: str) -> str:
    zone_named(words)
    return words


def _scheme(_workspace: Workspace, words: str) -> str:
    return scheme_named(words).name


def _we(workspace: Workspace, words: str) -> str:
    return workspace.records.party(words).code


def _day(_workspace: Workspace, words: str) -> str:
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError as error:
        raise UserError(_("“{text}” is no day; write it as 2026-05-31.").format(text=words)) from error


def _locale(_workspace: Workspace, words: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(words))
    except (ValueError, UnknownLocaleError) as error:
        raise UserError(
            _("“{text}” is no language; write it as en, fr or pt_BR.").format(text=words)
        ) from error


def _list(words: str) -> list[Any]:
    """A list in JSON, or its items with commas between them."""
    try:
        found = json.loads(words if words.startswith("[") else f"[{words}]")
    except ValueError:
        found = [part.strip() for part in words.strip("[]").split(",")]
    return found if isinstance(found, list) else [found]


def _weekend(_workspace: Workspace, words: str) -> list[int]:
    days = _list(words)
    if not all(isinstance(day, int) and 0 <= day <= 6 for day in days) or len(set(days)) > 6:
        raise UserError(_("A weekend is a list of weekdays, Monday being 0: 5,6 or 4,5."))
    return sorted(set(days))


def _holidays(workspace: Workspace, words: str) -> list[str]:
    return sorted({_day(workspace, str(day)) for day in _list(words)})


def _names(_workspace: Workspace, words: str) -> dict[str, str]:
    try:
        found = json.loads(words)
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in found.values()):
        raise UserError(
            _('Contested names are a JSON object of names by code, such as {"MKD": "North Macedonia"}.')
        )
    return found


def _areas(workspace: Workspace, words: str) -> dict[str, str]:
    """Area by code → the party with which the map draws it; the area itself where it is to stand as any country."""
    try:
        found = json.loads(words)
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(code, str) for code in found.values()):
        raise UserError(
            _(
                'Contested areas are a JSON object of codes by code, such as {"CRIMEA": "UKR"}; leave out what is open.'
            )
        )
    return {area: workspace.records.party(code).code for area, code in found.items()}


def _folder(_workspace: Workspace, words: str) -> str:
    folder = Path(words).expanduser()
    if not folder.is_dir():
        sentence = _("The folder “{folder}” does not exist; make it or choose another one.")
        raise UserError(sentence.format(folder=folder))
    return str(folder.resolve())


def _days(_workspace: Workspace, words: str) -> int:
    try:
        days = int(words)
    except ValueError:
        days = -1
    if not 0 <= days <= 365:
        raise UserError(_("Give a number of days from 0 (never) to 365."))
    return days


def _calendar_file(_workspace: Workspace, words: str) -> str:
    path = Path(words).expanduser()
    if path.suffix.lower() != ".ics" or path.is_dir():
        raise UserError(_("“{path}” is no calendar file; let its name end in .ics.").format(path=path))
    if not path.parent.is_dir():
        sentence = _("The folder “{folder}” does not exist; make it or choose another one.")
        raise UserError(sentence.format(folder=path.parent))
    return str(path.resolve())


def _holds(_workspace: Workspace, words: str) -> str:
    if words.casefold() not in CHOICES:
        sentence = _("“{text}” is nothing that the calendar file holds; use one of: {choices}.")
        raise UserError(sentence.format(text=words, choices=", ".join(CHOICES)))
    return words.casefold()


def _ceiling(workspace: Workspace, words: str) -> str:
    from diplotrack.release import ReleaseFilter

    ReleaseFilter.named(words, scheme=str(workspace.settings()["marking_scheme"]))
    return words


_READ: dict[str, Callable[[Workspace, str], Any]] = {
    **dict.fromkeys(settings.DEFAULTS, _text),
    "we": _we,
    "zone": _zone,
    "weekend": _weekend,
    "holidays": _holidays,
    "duty_from": _day,
    "created_on": _day,
    "marking_scheme": _scheme,
    "locale": _locale,
    "contested_names": _names,
    "contested_areas": _areas,
    "backup_folder": _folder,
    "backup_days": _days,
    FILE: _calendar_file,
    HOLDS: _holds,
    CEILING: _ceiling,
    RELEASE: _we,
}
