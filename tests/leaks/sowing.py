"""A small ledger at random, with a word of its own in every field that takes words."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from diplotrack.base.markings import TLP, UNMARKED, Marking, scheme_named
from diplotrack.records import KINDS, Marked, Party, Record, RelTo, fields
from diplotrack.records.enumerations import (
    CommitmentSide,
    CommitmentStatus,
    Correspondent,
    Duty,
    EngagementStatus,
    FindingState,
    Side,
)
from diplotrack.store.unit_of_work import Work

ON = date(2008, 12, 31)
ENTERED = datetime(2008, 1, 1, 12)
LEVELS = ("PUBLIC", "INTERNAL", "RESTRICTED", "CONFIDENTIAL", "SECRET")
PARTNERS = ("FRA", "DEU")

# These hold codes that the program reads, not words that it prints.
CODED = {"zone", "currency", "language", "languages", "time_zone", "text_hash", "sha256", "media_type", "digest",
         "evidence_key", "owner_kind", "role", "sort_key", "fingerprint", "source"}  # fmt: skip


@dataclass
class Sower:
    """``words`` maps each word to where it stands: (kind, identifier, column). ``contact`` is a protected source."""

    work: Work
    dice: random.Random
    words: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    protected: set[int] = field(default_factory=set)
    staff: set[int] = field(default_factory=set)
    contact: str = ""
    count: int = 0

    def party(self, code: str) -> int:
        """The party of that code."""
        found = self.work.session.scalar(select(Party.id).where(Party.code == code))
        assert found is not None, code
        return found

    def sow(self) -> None:
        """Fill the ledger: two of everything, tied together as a desk's records are."""
        self.us = self.party("USA")
        self.them = [self.party(code) for code in PARTNERS]
        self.people()
        self.aims()
        self.talks()
        self.promises()
        self.words_sent()
        self.rest()

    def some(self, *choices: Any) -> Any:
        return self.dice.choice(choices)

    def day(self) -> date:
        return ON - timedelta(days=self.dice.choice((1, 20, 100, 200, 400)))

    def people(self) -> None:
        """Officers of ours who own things, counterparts, and a source whose name is never told."""
        self.officers = [self.plant("person", party_id=self.us) for _ in range(2)]
        self.staff = {one.id for one in self.officers}
        self.counterparts = [self.plant("person", party_id=one, is_protected=False) for one in self.them]
        source = self.plant("person", party_id=self.them[0], is_protected=True)
        self.protected = {source.id}
        self.contact = source.name
        self.counterparts.append(source)
        for person in self.counterparts:
            self.plant("person_name", person_id=person.id)
            self.plant("contact_point", person_id=person.id)
            self.plant("appointment", person_id=person.id, party_id=person.party_id, from_on=self.day())

    def aims(self) -> None:
        """Objectives, and positions of which one follows another."""
        self.objectives = [
            self.plant("objective", valid_from=ON - timedelta(days=700), owner_id=self.officer())
            for _ in range(2)
        ]
        self.positions = []
        for one in self.objectives:
            self.plant("indicator", objective_id=one.id)
            self.plant(
                "objective_notice", objective_id=one.id, party_id=self.some(*self.them), told_on=self.day()
            )
            old = self.plant(
                "position",
                objective_id=one.id,
                stance=1,
                valid_from=ON - timedelta(days=500),
                is_public=self.coin(),
            )
            new = self.plant(
                "position", objective_id=one.id, stance=-1, valid_from=self.day(), supersedes_id=old.id,
                announced_on=self.day(), cleared_by_id=self.officer(), is_public=self.coin(),
            )  # fmt: skip
            for position in (old, new):
                for party in self.them:
                    self.plant(
                        "position_partner", position_id=position.id, party_id=party, duty=self.some(*Duty)
                    )
            self.positions += [old, new]

    def talks(self) -> None:
        """A visit with an item, a meeting held, one to come; people, agenda and the record of what was said."""
        visit = self.plant("engagement", starts_on=ON + timedelta(days=9), status=EngagementStatus.PLANNED)
        self.engagements = [visit]
        for starts, status, parent in (
            (ON - timedelta(days=40), EngagementStatus.HELD, None),
            (ON - timedelta(days=400), EngagementStatus.HELD, None),
            (ON + timedelta(days=10), EngagementStatus.PLANNED, visit.id),
        ):
            self.engagements.append(
                self.plant(
                    "engagement", starts_on=starts, status=status, parent_id=parent, owner_id=self.officer()
                )
            )
        for met in self.engagements:
            for party, side in ((self.us, Side.OURS), *((one, Side.THEIRS) for one in self.them)):
                self.plant("engagement_party", engagement_id=met.id, party_id=party, side=side)
            for person in self.counterparts:
                self.plant("participant", engagement_id=met.id, person_id=person.id, side=Side.THEIRS)
            self.plant("agenda_item", engagement_id=met.id, sequence=1)
            self.about(met)
            self.texts(met)

    def promises(self) -> None:
        """Commitments both ways with all that has become of them, and asks."""
        self.commitments = []
        for by, to in (
            (self.them[0], self.us),
            (self.us, self.them[0]),
            (self.them[1], self.us),
            (self.us, self.them[1]),
        ):
            one = self.plant(
                "commitment", made_on=self.day(), due_on=ON + timedelta(days=self.some(-30, 5, 90)),
                owner_id=self.officer(), engagement_id=self.some(*self.engagements).id, is_public=self.coin(),
            )  # fmt: skip
            for party, side in ((by, CommitmentSide.BY), (to, CommitmentSide.TO)):
                self.plant("commitment_party", commitment_id=one.id, party_id=party, side=side)
            self.plant(
                "update",
                commitment_id=one.id,
                on=self.day(),
                party_id=by,
                new_status=self.some(*CommitmentStatus),
            )
            self.plant(
                "score", commitment_id=one.id, party_id=by, score=self.some(-1, 0, 1), cycle_end_on=self.day()
            )
            self.plant("due_change", commitment_id=one.id, on=self.day(), new_due_on=ON)
            self.about(one)
            self.commitments.append(one)
        for party in self.them:
            for by, to in ((self.us, party), (party, self.us)):
                ask = self.plant("ask", by_id=by, to_id=to, asked_on=self.day())
                self.plant("ask_raised", ask_id=ask.id, engagement_id=self.some(*self.engagements).id)

    def words_sent(self) -> None:
        """Communications in and out, readouts among them, with clearances and statements."""
        self.communications = []
        for party in self.them:
            for sender, receiver, type_ in ((self.us, party, "readout"), (party, self.us, "note_verbale")):
                sent = self.plant(
                    "communication", sent_on=self.day(), type=type_, is_public=self.coin(),
                    engagement_id=self.engagements[1].id, owner_id=self.officer(),
                )  # fmt: skip
                for one, part in ((sender, Correspondent.FROM), (receiver, Correspondent.TO)):
                    self.plant("communication_party", communication_id=sent.id, party_id=one, part=part)
                self.plant("clearance", communication_id=sent.id, person_id=self.officer(), on=self.day())
                self.texts(sent)
                self.about(sent)
                said = self.plant(
                    "statement", said_on=self.day(), objective_id=self.objectives[0].id, stance=self.some(-2, 0, 2),
                    party_id=sender, communication_id=sent.id, is_public=self.coin(),
                )  # fmt: skip
                self.plant("statement_audience", statement_id=said.id, party_id=receiver)
                self.communications.append(sent)

    def rest(self) -> None:
        """Agreements, consultations, instructions, actions, deeds, gaps, tags and dismissals."""
        for party in self.them:
            treaty = self.plant(
                "agreement", signed_on=self.day(), in_force_on=self.day(), ends_on=ON + timedelta(days=60),
                owner_id=self.officer(),
            )  # fmt: skip
            for one in (party, self.us):
                self.plant("agreement_party", agreement_id=treaty.id, party_id=one, signed_on=self.day())
            self.plant("agreement_duty", agreement_id=treaty.id, objective_id=self.objectives[0].id)
            self.plant(
                "consultation", position_id=self.some(*self.positions).id, party_id=party, on=self.day(),
                engagement_id=self.engagements[1].id,
            )  # fmt: skip
            self.plant("instruction", received_on=self.day(), owner_id=self.officer(), to_id=self.us)
            self.plant(
                "action",
                due_on=ON,
                owner_id=self.officer(),
                engagement_id=self.engagements[1].id,
                side=self.some(*Side),
            )
            self.plant(
                "deed", done_on=self.day(), actor_id=self.us, target_id=party, objective_id=self.objectives[0].id,
                bearing=self.some(-2, 0, 2), is_public=self.coin(),
            )  # fmt: skip
            about = self.some(*self.commitments)
            gap = self.plant(
                "finding", fingerprint=f"{party:032x}", rule="R13", party_id=party,
                severity="high", severity_rank=3, state=self.some(*FindingState), subject_kind="commitment",
                subject_id=about.id, evidence={}, first_seen=self.day(), last_seen=ON,
            )  # fmt: skip
            self.plant("finding_event", finding_id=gap.id, on=self.day(), state=FindingState.ACKNOWLEDGED)
        for kind, rows in (("commitment", self.commitments), ("engagement", self.engagements)):
            self.plant("tag", owner_kind=kind, owner_id=rows[0].id)
            self.plant("dismissal", owner_kind=kind, owner_id=rows[0].id)

    def officer(self) -> int:
        return int(self.some(*self.officers).id)

    def coin(self) -> bool:
        return self.dice.random() < 0.5

    def about(self, record: Record) -> None:
        """Tie a record to an objective."""
        self.plant(
            "objective_link", owner_kind=record.__kind__.name, owner_id=record.id,
            objective_id=self.some(*self.objectives).id,
        )  # fmt: skip

    def texts(self, record: Record) -> None:
        """A passage of every role that the kind has."""
        about = record.__kind__
        for place, role in enumerate(about.texts):
            self.plant("passage", owner_kind=about.name, owner_id=record.id, role=role.role, ordinal=place)

    def plant(self, name: str, **known: Any) -> Any:
        """A row of a kind: what is known of it, and a word of its own in every other field that takes words."""
        kind = KINDS[name]
        record = kind(**known)
        mine = list(self._fill(record, name, known))
        record.created_at = ENTERED
        if isinstance(record, Marked):
            record.mark(self._marking())
        self.work.add(record)
        for word, column in mine:
            self.words[word] = (name, record.id, column)
        if isinstance(record, Marked) and self.dice.random() < 0.4:
            party = self.some(*self.them)
            self.work.add(RelTo(owner_kind=name, owner_id=record.id, party_id=party))
        return record

    def _fill(self, record: Record, name: str, known: dict[str, Any]) -> Iterator[tuple[str, str]]:
        for column, one in fields(type(record)).items():
            if column in known or column in CODED or one.type not in ("text", "long"):
                continue
            self.count += 1
            word = f"zq{self.count:05d}x"
            told = f"{word} {column}" if name != "person" else f"{word} {word}n"
            if self.contact and name != "person" and self.dice.random() < 0.15:
                told += f" so {self.contact} says"
            setattr(record, column, told)
            yield word, column

    def _marking(self) -> Marking:
        if self.dice.random() < 0.2:
            return UNMARKED
        level = Marking.of(scheme_named("neutral").level(self.some(*LEVELS)))
        if self.dice.random() < 0.2:
            return Marking(level.scheme, level.rank, level.text, self.some(*TLP), level.rel_to)
        return level
