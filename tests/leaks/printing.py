"""Random ledgers printed on random terms: every document, and what should not have been in it."""

from __future__ import annotations

import atexit
import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import select

from diplotrack.base.errors import UserError
from diplotrack.records import KINDS, Record
from diplotrack.reports.document import Copy
from diplotrack.workspace import Workspace
from diplotrack.workspace.printing import REPORTS, Order, Report, file_name, order
from diplotrack.workspace.printing.delivery import deliver
from diplotrack.workspace.printing.report import TABLE_SUFFIXES
from tests.leaks.judging import Judge
from tests.leaks.reading import held
from tests.leaks.sowing import ON, Sower

CEILINGS = ("", "PUBLIC", "INTERNAL", "RESTRICTED", "CONFIDENTIAL", "TLP:CLEAR", "TLP:AMBER")
RECEIVERS = ("", "FRA", "DEU")


@dataclass(frozen=True, slots=True)
class Leak:
    """A word that stands where it may not: in which document, on which terms, and from where it comes."""

    word: str
    where: str
    order: Order
    suffix: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What one random ledger gave: the leaks, and whether anything at all was printed that may be."""

    leaks: tuple[Leak, ...]
    printed: int
    files: int


@cache
def _template() -> Path:
    """A bare workspace, copied for every ledger: making one takes longer than filling it."""
    place = tempfile.mkdtemp(prefix="diplotrack-leaks-")
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    folder = Path(place) / "bare.diplotrack"
    Workspace.create(folder, we="USA").close()
    return folder


def turn(
    folder: Path, dice: random.Random, ceiling: str, receiver: str, reports: Sequence[str] = tuple(REPORTS)
) -> Turn:
    """Sow a ledger, print every document on those terms as an internal or a hand-over copy, and look for leaks."""
    with ledger(folder, dice) as (workspace, sower):
        return _print_all(workspace, sower, folder, dice, ceiling, receiver, reports)


@contextmanager
def ledger(folder: Path, dice: random.Random) -> Iterator[tuple[Workspace, Sower]]:
    """A ledger sown at random in a folder, and who sowed it; it is gone afterwards."""
    place = folder / "leaks.diplotrack"
    shutil.copytree(_template(), place)
    try:
        with Workspace.open(place) as workspace:
            with workspace.change("Sow") as work:
                sower = Sower(work, dice)
                sower.sow()
            yield workspace, sower
    finally:
        shutil.rmtree(place)


def _print_all(
    workspace: Workspace,
    sower: Sower,
    folder: Path,
    dice: random.Random,
    ceiling: str,
    receiver: str,
    reports: Sequence[str],
) -> Turn:
    leaks: list[Leak] = []
    seen: set[str] = set()
    files = 0
    uids = _uids(workspace)
    with workspace.read() as session:
        judge = Judge(session, sower)
    for name in reports:
        report = REPORTS[name]
        copy = Copy.INTERNAL if report.internal else dice.choice((*Copy,))
        never = judge.barred(workspace.printing.filter(ceiling, receiver, copy), copy)
        for wanted in orders(workspace, report, dice):
            terms = {"on": ON, "copy": copy.value, "max_marking": ceiling, "release_to": receiver}
            asked = order(name, **wanted, **terms, sources=dice.random() < 0.5 and copy is Copy.INTERNAL)
            suffix = dice.choice(report.suffixes)
            try:
                composed = workspace.printing.compose(asked, machine=suffix in TABLE_SUFFIXES)
            except UserError:
                continue  # kept back as a whole, which is said in a sentence and leaves nothing
            out = folder / file_name(composed.document, suffix)
            deliver(composed, out)
            text = held(out)
            out.unlink()
            files += 1
            seen.update(word for word in sower.words if word in text)
            found = [word for word in never if word in text]
            leaks += [Leak(word, "{} {} {}".format(*sower.words[word]), asked, suffix) for word in found]
            if copy is Copy.HAND_OVER:
                leaks += [Leak(uid, "uid", asked, suffix) for uid in uids if uid in text]
                leaks += [Leak("diplotrack:", "link", asked, suffix)] if "diplotrack:" in text else []
    return Turn(tuple(leaks), len(seen), files)


def _uids(workspace: Workspace) -> list[str]:
    with workspace.read() as session:
        return [
            uid.hex()
            for kind in KINDS.values()
            if kind.__kind__.name not in ("party", "party_name", "membership")
            for uid in session.scalars(select(kind.uid))
        ]


def orders(workspace: Workspace, report: Report, dice: random.Random) -> Iterator[dict[str, object]]:
    """Choices at random: what is required is named, and of the rest now and then one."""
    chosen: dict[str, object] = {}
    for ask in report.asks:
        field = ask.field
        if not (field.required or dice.random() < 0.15):
            continue
        if field.type == "reference":
            number = _anyone(workspace, KINDS[field.refers], dice)
            if number is not None:
                chosen[ask.name] = number
        elif field.type == "choice" and field.choices is not None:
            chosen[ask.name] = dice.choice(list(field.choices)).value
        elif field.type == "flag":
            chosen[ask.name] = True
    yield chosen


def _anyone(workspace: Workspace, kind: type[Record], dice: random.Random) -> int | None:
    if kind.__kind__.name == "party":
        return workspace.records.party(dice.choice(("FRA", "DEU"))).id
    with workspace.read() as session:
        ids = list(session.scalars(select(kind.id).where(kind.deleted_at.is_(None)).order_by(kind.id)))
    return dice.choice(ids) if ids else None
