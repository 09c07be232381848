"""Settings of the workspace: JSON values by key, defaults in one table."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from diplotrack.base import clock
from diplotrack.base.ident import new_uid
from diplotrack.store.ledger_tables import Setting

DEFAULTS: dict[str, Any] = {
    "we": "",
    "post": "",
    "who": "",
    "zone": "",
    "weekend": [5, 6],
    "holidays": [],
    "duty_from": "",
    "created_on": "",
    "marking_scheme": "neutral",
    "locale": "en",
    "contested_names": {},
    "contested_areas": {},
    "rules": {},
    "rules_off": [],
    "backup_folder": "",
    "backup_days": 7,
    "calendar_file": "",
    "calendar_holds": "all",
    "calendar_ceiling": "",
    "calendar_release_to": "",
}
"""Every setting that a workspace has, with its default; keys with a dot are the application's own."""


NODE = "node"
"""The key under which the identity of this copy of the ledger is kept."""


def read(session: Session, key: str) -> Any:
    """The value of a setting, else its default, else None."""
    found = session.scalar(select(Setting.value).where(Setting.key == key))
    return DEFAULTS.get(key) if found is None else found


def today(session: Session) -> date:
    """The day it is at the post."""
    return clock.today(str(read(session, "zone") or "") or None)


def read_all(session: Session) -> dict[str, Any]:
    """All settings that people see, with defaults filled in."""
    stored: dict[str, Any] = dict(session.execute(select(Setting.key, Setting.value)).all())
    return {key: stored.get(key, default) for key, default in DEFAULTS.items()}


def write(session: Session, key: str, value: Any) -> None:
    """Set a value; None goes back to the default."""
    session.execute(delete(Setting).where(Setting.key == key))
    if value is not None:
        session.add(Setting(key=key, value=value))
    session.flush()


def node(session: Session) -> bytes:
    """The identity of this copy of the ledger, made on first use; a restored copy takes a new one."""
    found = read(session, NODE)
    if found is None:
        found = new_uid().hex()
        write(session, NODE, found)
    return bytes.fromhex(found)
