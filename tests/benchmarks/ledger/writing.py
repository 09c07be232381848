"""What is in a generated ledger: the ground first (partners, people, objectives, positions), then the record."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import create_engine, select

from diplotrack.records import Party
from diplotrack.records.enumerations import PartyType
from tests.benchmarks.ledger.pen import Pen
from tests.benchmarks.ledger.words import Words

TODAY = date(2026, 6, 17)
"""The day as of which a generated ledger is read."""
DUTY_FROM = date(2023, 1, 1)
YEARS = 25
SEED = 20260617


class Line(NamedTuple):
    """A position: from when it is in force, its identifier and its stance."""

    first: date
    position: int
    stance: int


@dataclass
class Ground:
    """What the records of a ledger share. Identifiers, most used first where they are a list."""

    pen: Pen
    chance: random.Random
    words: Words
    us: int
    partners: list[int]
    weights: list[float]
    officers: list[int] = field(default_factory=list)
    counterparts: dict[int, list[int]] = field(default_factory=dict)
    objectives: list[int] = field(default_factory=list)
    lines: dict[int, list[Line]] = field(default_factory=dict)
    """By objective its positions, oldest first."""

    def partner(self) -> int:
        """One of the partners; a few come up far more often than the others."""
        return self.chance.choices(self.partners, cum_weights=self.weights)[0]

    def ago(self, first: int, last: int) -> date:
        """A day between so many days ago."""
        return TODAY - timedelta(days=self.chance.randint(first, last))

    def a_day(self) -> date:
        """A day of the 25 years; the later years have more."""
        return TODAY - timedelta(days=int(YEARS * 365 * self.chance.random() ** 1.5))

    def objective(self) -> int:
        """One of the objectives, the first ones more often."""
        return self.objectives[int(len(self.objectives) * self.chance.random() ** 2)]

    def maybe(self, share: float) -> bool:
        """Whether something that happens so often happens now."""
        return self.chance.random() < share


def entered(day: date) -> datetime:
    """The moment at which a record of that day was entered, at the latest now."""
    return datetime.combine(min(day, TODAY), time(9))


def write(path: Path, records: int) -> None:
    """A plain workspace with so many records in the proportions of a ministry's ledger, as of :data:`TODAY`."""
    from diplotrack.store import search_index
    from diplotrack.workspace import Workspace
    from tests.benchmarks.ledger import ground, record

    Workspace.create(path, we="USA").close()
    chance = random.Random(SEED)
    engine = create_engine(f"sqlite:///{path / 'ledger.db'}")
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA synchronous = OFF")
        us = connection.scalar(select(Party.id).where(Party.is_own)) or 0
        countries = (
            select(Party.id).where(Party.type == PartyType.COUNTRY, Party.id != us).order_by(Party.code)
        )
        partners = list(connection.scalars(countries))
        chance.shuffle(partners)
        weights: list[float] = []
        for place in range(len(partners)):
            weights.append((weights[-1] if weights else 0) + 1 / (place + 3))
        pen = Pen(connection, chance)
        base = Ground(pen, chance, Words(chance), us, partners, weights)
        ground.write(base, people=records // 20, objectives=min(300, max(20, records // 300)))
        record.write(base, records)
        pen.finish()
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()
    with Workspace.open(path) as workspace:
        with workspace.change("Index") as work:
            search_index.rebuild(work.session)
        workspace.ledger.set(duty_from=DUTY_FROM.isoformat(), created_on="2001-01-01")
