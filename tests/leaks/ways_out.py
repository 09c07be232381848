"""Random ledgers written in every other form: tables, JSON, calendars, cards, lists as shown, published days."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from diplotrack.base.errors import UserError
from diplotrack.exchange.calendars import outgoing as calendars
from diplotrack.exchange.cards import outgoing as cards
from diplotrack.exchange.outgoing.export import export
from diplotrack.exchange.outgoing.records import exportable
from diplotrack.records import KINDS, fields
from diplotrack.release import ReleaseFilter
from diplotrack.reports.document import Copy
from diplotrack.store import settings
from diplotrack.store.lists import ListQuery
from diplotrack.workspace import Workspace
from tests.leaks.judging import Judge
from tests.leaks.printing import ledger
from tests.leaks.reading import held
from tests.leaks.sowing import ON

WAYS = ("csv", "xlsx", "json", "ics", "vcf", "shown.csv", "shown.xlsx", "published.ics")


@dataclass(frozen=True, slots=True)
class Escaped:
    """A word in a file in which it may not stand, and where in the ledger it stands."""

    word: str
    where: str
    way: str


@dataclass(frozen=True, slots=True)
class Gone:
    """What went out of one ledger: the leaks, the words that may, and how many files."""

    leaks: tuple[Escaped, ...]
    words: int
    files: int


def go_out(
    folder: Path, dice: random.Random, ceiling: str, receiver: str, ways: Sequence[str] = WAYS
) -> Gone:
    """Sow a ledger, write it in those ways on those terms, and look into every file."""
    leaks: list[Escaped] = []
    seen: set[str] = set()
    files = 0
    with ledger(folder, dice) as (workspace, sower):
        scheme = str(workspace.settings()["marking_scheme"])
        release = ReleaseFilter.named(ceiling, receiver, scheme=scheme)
        with workspace.read() as session:
            judge = Judge(session, sower)
        never = judge.barred(release, Copy.INTERNAL)
        for way in ways:
            for file in _write(workspace, folder, dice, way, ceiling, receiver, release):
                files += 1
                text = held(file)
                file.unlink()
                seen.update(word for word in judge.words if word in text)
                leaks += [
                    Escaped(word, "{} {} {}".format(*judge.words[word]), way)
                    for word in never
                    if word in text
                ]
    return Gone(tuple(leaks), len(seen), files)


def _write(
    workspace: Workspace,
    folder: Path,
    dice: random.Random,
    way: str,
    ceiling: str,
    receiver: str,
    release: ReleaseFilter,
) -> Iterator[Path]:
    """The files of one way out; tables of one kind each are as many as there are kinds."""
    kinds = exportable()
    target = folder / f"out.{way.rpartition('.')[2]}"
    if way == "published.ics":
        with workspace.change("Publish") as work:
            for name, value in (
                ("calendar_file", str(target)),
                ("calendar_ceiling", ceiling),
                ("calendar_release_to", receiver),
            ):
                settings.write(work.session, name, value)
        with patch.dict(os.environ, {"DIPLOTRACK_TODAY": str(ON)}):
            workspace.published_calendar.write()
        if target.exists():
            yield target
        return
    if way.startswith("shown."):
        for kind in kinds:
            columns = [name for name, field in fields(KINDS[kind]).items() if field.filterable]
            workspace.exchange.export_shown(
                ListQuery(kind), columns, target, max_marking=ceiling, release_to=receiver
            )
            yield target
        return
    asked = {
        "csv": [[kind] for kind in kinds],
        "ics": [list(calendars.KINDS)],
        "vcf": [list(cards.KINDS)],
    }.get(way, [kinds])
    for some in asked:
        with workspace.read() as session:
            try:
                export(session, some, target, release=release, vcard=dice.choice(cards.VERSIONS))
            except UserError:
                continue
        yield target
