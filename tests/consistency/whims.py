"""Random edits of everything that rules read; after each, a check of what changed must find what a full one finds."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from diplotrack.base.clock import on_day
from diplotrack.base.errors import UserError
from diplotrack.base.ident import new_uid
from diplotrack.consistency import engine, lifecycle
from diplotrack.consistency.rules import RULES
from diplotrack.consistency.scene import Scene
from diplotrack.records import ANYWHERE, BOOKKEEPING, KINDS, TOP_KINDS, Field, Record, fields
from diplotrack.store import since
from diplotrack.store.unit_of_work import Work
from diplotrack.workspace import Workspace

DAYS = (
    0,
    1,
    2,
    5,
    6,
    8,
    14,
    15,
    20,
    30,
    31,
    40,
    60,
    90,
    91,
    180,
    181,
    200,
    365,
    366,
    400,
    -1,
    -5,
    -30,
    -60,
    -200,
)
"""Days before today that lie about the thresholds of rules."""

WORDS = ("", "port 4", "fund A", "We will send two advisers by 2027.", "France commits to open the port.")
MEAN = {"uid", "created_at", "updated_at", "deleted_at", "merged_into", "version", "sort_key", "id"}
ROLES = ("summary", "text", "our_points")

SKIPPED = (UserError, IntegrityError)
"""What the ledger refuses, it refuses before anything is written."""


@dataclass
class Whims:
    """Edits a workspace at random, one operation at a time, the same way for the same seed."""

    workspace: Workspace
    seed: int
    today: date
    log: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.kinds = [name for name in KINDS if name not in BOOKKEEPING and name != "attachment"]

    def one(self) -> str:
        """Do something; returns what was done."""
        ways = (
            (self.edit, 14), (self.create, 5), (self.trash, 4), (self.restore, 2), (self.remove, 4), (self.merge, 1),
            (self.undo, 2), (self.redo, 1), (self.bring_in, 1), (self.several, 2), (self.move, 2), (self.decide, 2),
        )  # fmt: skip
        way = self.dice.choices([one for one, _weight in ways], [weight for _one, weight in ways])[0]
        try:
            said = way()
        except SKIPPED as error:
            said = f"{way.__name__}: refused ({str(error).splitlines()[0][:80]})"
        self.log.append(said)
        return said

    def later(self) -> str:
        """Let days go by."""
        self.today += timedelta(days=self.dice.choice((1, 1, 2, 7, 31)))
        said = f"it is {self.today}"
        self.log.append(said)
        return said

    def edit(self) -> str:
        """Give a row other values in a field or three."""
        with self.workspace.change("Edit") as work:
            return self._edit(work)

    def several(self) -> str:
        """Several edits in one operation."""
        with self.workspace.change("Edit several") as work:
            return " and ".join(self._edit(work) for _ in range(self.dice.randint(2, 4)))

    def _edit(self, work: Work) -> str:
        row = self._any(work.session, self.kinds)
        if row is None:
            return "nothing to edit"
        names = [name for name in fields(type(row)) if name not in MEAN and not self._is_owner(row, name)]
        names = self.dice.sample(names, min(len(names), self.dice.choice((1, 1, 2, 3))))
        for name in names:
            self._set(work.session, row, name)
        work.session.flush()
        return f"edit {_name(row)}: {', '.join(f'{one}={getattr(row, one)!r}' for one in names)}"

    def move(self) -> str:
        """Move a row to another owner of the same kind."""
        parts = [name for name in self.kinds if KINDS[name].__kind__.is_part and name not in ANYWHERE]
        with self.workspace.change("Move") as work:
            row = self._any(work.session, parts)
            if row is None:
                return "nothing to move"
            about = row.__kind__
            setattr(row, about.owner, self._id(work.session, about.part_of))
            work.session.flush()
            return f"move {_name(row)} to {about.part_of} {getattr(row, about.owner)}"

    def create(self) -> str:
        """Add a row of any kind."""
        with self.workspace.change("Add") as work:
            return self._create(work)

    def bring_in(self) -> str:
        """Add several rows at once, as an import does."""
        with self.workspace.change("Import") as work:
            name = self.dice.choice(("commitment", "statement", "engagement", "communication", "deed"))
            kind = KINDS[name]
            rows = []
            for _ in range(self.dice.randint(2, 4)):
                row: dict[str, Any] = {}
                for column, one in fields(kind).items():
                    if column not in ("status", "direction") and (one.required or self.dice.random() < 0.4):
                        row |= self._value(work.session, column, one)
                rows.append(row)
            keys = set().union(*rows)
            alike = [{key: row[key] for key in keys if key in row} for row in rows]
            columns = set.intersection(*(set(row) for row in alike))
            ids = work.add_all(kind, [{key: row[key] for key in columns} for row in alike])
            return f"import {name} {ids}"

    def _create(self, work: Work) -> str:
        name = self.dice.choice(self.kinds)
        kind = KINDS[name]
        made = kind()
        if name in ANYWHERE:
            owner = self.dice.choice(list(TOP_KINDS))
            number = self._id(work.session, owner)
            if number is None:
                return "no owner"
            made.owner_kind, made.owner_id = owner, number  # type: ignore[attr-defined]
            if name == "passage":
                made.role = self.dice.choice(ROLES)  # type: ignore[attr-defined]
        for column, one in fields(kind).items():
            if one.required or self.dice.random() < 0.5:
                self._set(work.session, made, column)
        work.add(made)
        return f"create {_name(made)}"

    def trash(self) -> str:
        """Put a record into the trash."""
        with self.workspace.change("Trash") as work:
            row = self._any(work.session, [*TOP_KINDS])
            if row is None:
                return "nothing to trash"
            work.trash(row)
            return f"trash {_name(row)}"

    def restore(self) -> str:
        """Take a record out of the trash."""
        with self.workspace.change("Restore") as work:
            for name in self.dice.sample(list(TOP_KINDS), len(TOP_KINDS)):
                kind = KINDS[name]
                gone = kind.deleted_at.is_not(None) & kind.merged_into.is_(None)
                if row := work.session.scalars(select(kind).where(gone).order_by(kind.id)).first():
                    work.restore(row)
                    return f"restore {_name(row)}"
        return "nothing to restore"

    def remove(self) -> str:
        """Take a part out for good."""
        parts = [name for name in self.kinds if KINDS[name].__kind__.is_part]
        with self.workspace.change("Remove") as work:
            row = self._any(work.session, parts)
            if row is None:
                return "nothing to remove"
            said = f"remove {_name(row)}"
            work.trash(row)
            return said

    def merge(self) -> str:
        """Let one record become another."""
        name = self.dice.choice(("party", "person", "commitment", "engagement", "objective", "communication"))
        with self.workspace.read() as read:
            kind = KINDS[name]
            alive = list(read.scalars(select(kind.id).where(kind.deleted_at.is_(None)).order_by(kind.id)))
        if len(alive) < 2:
            return "nothing to merge"
        keep, other = self.dice.sample(alive, 2)
        self.workspace.merging.merge(name, keep, [other])
        return f"merge {name} {other} into {keep}"

    def decide(self) -> str:
        """Decide on a gap."""
        marks = [one.fingerprint for one in self.workspace.check.findings()]
        if not marks:
            return "nothing to decide"
        mark = self.dice.choice(marks)
        until = self.today + timedelta(days=self.dice.choice((0, 1, 30)))
        way = self.dice.randrange(4)
        if way == 0:
            self.workspace.check.acknowledge(mark)
        elif way == 1:
            self.workspace.check.assign(mark, to="Ada Desk")
        else:
            self.workspace.check.waive(mark, reason="It may stand", expires_on=until)
        return f"decide on {mark[:8]}"

    def undo(self) -> str:
        """Take the last operation back."""
        return f"undo {self.workspace.ledger.undo().operation}"

    def redo(self) -> str:
        """Do it again."""
        return f"redo {self.workspace.ledger.redo().operation}"

    def _any(self, session: Session, kinds: list[str]) -> Record | None:
        for name in self.dice.sample(kinds, len(kinds)):
            if (number := self._id(session, name)) is not None:
                return session.get(KINDS[name], number)
        return None

    def _id(self, session: Session, name: str) -> int | None:
        kind = KINDS[name]
        count = session.scalar(select(func.count()).select_from(kind)) or 0
        if not count:
            return None
        return session.scalar(select(kind.id).order_by(kind.id).offset(self.dice.randrange(count)).limit(1))

    def _set(self, session: Session, row: Record, name: str) -> None:
        for column, value in self._value(session, name, fields(type(row))[name]).items():
            if not (value is None and fields(type(row))[name].required):
                setattr(row, column, value)

    def _value(self, session: Session, name: str, one: Field) -> dict[str, Any]:
        """A value for a column, with the end of its span where it has one."""
        is_blank = not one.required and self.dice.random() < 0.25
        match one.type:
            case "reference":
                return {name: None if is_blank else self._id(session, one.refers)}
            case "day":
                day = None if is_blank else self.today - timedelta(days=self.dice.choice(DAYS))
                span = {
                    f"{name}_latest": day + timedelta(days=self.dice.choice((0, 0, 0, 30))) if day else None
                }
                return {name: day, **(span if one.partial else {})}
            case "choice":
                assert one.choices is not None
                return {name: self.dice.choice(list(one.choices))}
            case "scale":
                return {name: None if is_blank else self.dice.choice(one.scale)[0]}
            case "flag":
                return {name: self.dice.random() < 0.5}
            case "number":
                return {name: self.dice.choice((1, 12, 40, 60, 100))}
            case "money":
                return {name: self.dice.choice((10, 100, 1000))}
            case "uid":
                return {name: None if is_blank else self._uid(session)}
            case "text" | "long":
                word = self.dice.choice(WORDS)
                return {name: word or ("A word" if one.required else "")}
            case _:
                return {}

    def _uid(self, session: Session) -> bytes:
        kind = KINDS[self.dice.choice(("passage", "communication", "engagement", "update"))]
        number = self._id(session, kind.__kind__.name)
        found = session.scalar(select(kind.uid).where(kind.id == number)) if number else None
        return found or new_uid()

    @staticmethod
    def _is_owner(row: Record, name: str) -> bool:
        return name == row.__kind__.owner


def fill(workspace: Workspace, today: date) -> None:
    """Put the bad and good examples of all rules into a ledger: cases for every rule, and names that they share."""
    with workspace.change("Play") as work:
        scenes = [Scene(work, today)]
        for rule in RULES:
            scene = scenes[0] if rule.subjects == ("commitment",) else Scene(work, today)
            for example in (rule.bad, rule.good):
                with suppress(ValueError):  # what counts on having the ledger to itself is not needed here
                    example.fill(scene)


def differences(workspace: Workspace) -> Iterator[str]:
    """What a check of everything would change in the stored findings: nothing, where the check followed rightly."""
    check = workspace.check
    with workspace.read() as read:
        settings = check.settings()
        today = check.today()
        off = workspace.settings()["rules_off"]
        run = engine.run(read, settings, today, [rule for rule in RULES if rule.code not in off])
        plan = lifecycle.compare(read, run, today)
    titles = {one.fingerprint: one for one in run.findings}
    for one in plan.births:
        yield f"{one.rule} not found: {one.title.text(today)} ({', '.join(_shown(one))})"
    marks = {row.id: mark for mark, row in plan.known.items()}
    for number, values in plan.values.items():
        mark = marks[number]
        row = plan.known[mark]
        if mark in titles:
            new, kept = titles[mark], json.loads(row.kept)
            told = {
                key: (kept.get(key), value) for key, value in new.stored().items() if kept.get(key) != value
            }
            plain = {key: (getattr(row, key), value) for key, value in values.items() if hasattr(row, key)}
            yield f"{row.rule} told wrongly: {new.title.text(today)} ({', '.join(_shown(new))}): {plain} {told}"
        else:
            yield f"{row.rule} left standing: {row.subject_kind} {row.subject_id}, {row.kept}"


def _shown(one: Any) -> list[str]:
    return [f"{exhibit.kind} {exhibit.id}" for exhibit in one.records]


def _name(row: Record) -> str:
    return f"{row.__kind__.name} {row.id}"


def prove(workspace: Workspace, seed: int, steps: int, today: date) -> list[str]:
    """Edit at random and follow, for so many steps; what went wrong first, with what led to it ([]: nothing)."""
    whims = Whims(workspace, seed, today)
    with on_day(today):
        workspace.check.follow()
    for number in range(steps):
        with on_day(whims.today):
            if whims.dice.random() < 0.06:
                whims.later()
        with on_day(whims.today):
            with workspace.read() as read:
                head = since.latest(read)
            said = whims.one()
            while whims.dice.random() < 0.25:  # several operations are looked at together
                said += "; " + whims.one()
            workspace.check.follow()
            wrong = list(differences(workspace))
            if wrong:
                with workspace.read() as read:
                    changed = since.changed_since(read, head, 1000)
                rows = {name: sorted(ids) for name, ids in changed.touched.items()} if changed else {}
                return [f"seed {seed}, step {number}, {whims.today}: {said}", f"changed: {rows}", *wrong]
    return []
