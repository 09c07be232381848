"""R18: the same parties promise again what they have promised before, and it counts as new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_
from diplotrack.consistency.conditions import OUR_BUSINESS, one_of, standing
from diplotrack.consistency.finding import Found, Ref, Severity, Words
from diplotrack.consistency.lookups import WHOSE, commitment_parties, named, party_names
from diplotrack.consistency.reach import Path, Rows, Trail
from diplotrack.consistency.restating import alike, figures_of, words_of
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Commitment, CommitmentParty
from diplotrack.records.enumerations import CommitmentSide, CommitmentStatus, Direction
from diplotrack.store import derive
from diplotrack.store import settings as stored
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

CODE = "R18"
PERCENT = N_("per cent")
KEY = "R18.percent"
DEFAULT = 85

LAID_ASIDE = (CommitmentStatus.PROPOSED, CommitmentStatus.SUPERSEDED, CommitmentStatus.WITHDRAWN)
"""What was never announced, or stands no more."""


class Repeated(NamedTuple):
    """A commitment and the first one that says the same, with their likeness from 0 to 1."""

    later: Any
    earlier: Any
    likeness: float


@dataclass(frozen=True, slots=True)
class Restated(Path):
    """From commitments to those that they say again, or that say them again."""

    def walk(self, trail: Trail, start: Rows) -> Rows:
        """The commitments on either side."""
        own = stored.read(trail.session, "rules") or {}
        changed = frozenset(start.get("commitment", ()))
        found = _repeated(trail.session, own.get(KEY, DEFAULT), changed)
        trail.stop_beyond(near := {one.later.id for one in found})
        return {"commitment": near}

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of the rows on which it depends."""
        return frozenset({"commitment", "commitment_party"})

    @property
    def ends(self) -> frozenset[str]:
        """The kinds of the records at its end."""
        return frozenset({"commitment"})


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Commitments that say what the same parties promised before, and are not marked as reaffirming it."""
    near = None if scope is None else scope["commitment"]
    found = [one for one in _repeated(read, settings[KEY], near) if near is None or one.later.id in near]
    ids = [one.later.id for one in found]
    parties = commitment_parties(read, ids)
    directions: dict[int, Direction | None] = {}
    for some in batches(ids):
        query = select(Commitment.id, Commitment.direction).where(Commitment.id.in_(some))
        directions.update(read.execute(query).all())
    names = party_names(
        read, (party for sides in parties.values() for ids in sides.values() for party in ids)
    )
    for later, earlier, likeness in found:
        # We first, as elsewhere where promises of many are told.
        makers = sorted(parties[later.id][CommitmentSide.BY], key=lambda party: party not in settings.ours)
        percent = round(likeness * 100)
        yield Found(
            subjects=(Ref("commitment", later.id),),
            severity=Severity.LOW,
            title=say("Announced again: {text}", text=shorten(later.text)),
            why=say(
                "{makers} made this commitment ({whose}) on {later}. The same parties had promised the same on"
                " {earlier}: the two texts are {percent} % alike, and nothing marks the later one as a reaffirmation.",
                makers=named([names[party] for party in makers]) or say("An unnamed party"),
                whose=WHOSE[directions[later.id] or Direction.MUTUAL],
                later=PartialDate(later.made_on, later.made_on_latest),
                earlier=PartialDate(earlier.made_on, earlier.made_on_latest),
                percent=percent,
            ),
            fix=say("Mark it “reaffirms”; if it promises more, say in its words what is new."),
            records=(Ref("commitment", earlier.id),),
            quotes=(
                Words(Ref("commitment", earlier.id), shorten(earlier.text, 300)),
                Words(Ref("commitment", later.id), shorten(later.text, 300)),
            ),
            numbers={"likeness_percent": percent, "needed_percent": settings[KEY]},
            facts={"earlier": earlier.id},
        )


def _repeated(read: Session, percent: int, near: frozenset[int] | None) -> list[Repeated]:
    """Each commitment that says an earlier one again, with the first that it repeats.

    With ``near``, those only that stand on one side or the other.
    """
    chosen = _announced(read, near)
    sides: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, is_made_by, party in _parties(read, chosen):
        sides[number][0 if is_made_by else 1].append(party)
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in _rows(read, chosen):
        makers, others = sides[row.id]
        if makers:
            groups[frozenset(makers), frozenset(others)].append(row)
    found: list[Repeated] = []
    for some in groups.values():
        if len(some) > 1 and (near is None or not near.isdisjoint(row.id for row in some)):
            found += _of_parties(some, percent / 100)
    if near is not None:
        found = [one for one in found if one.later.id in near or one.earlier.id in near]
    return sorted(found, key=lambda one: one.later.id)


def _of_parties(rows: list[Any], least: float) -> Iterator[Repeated]:
    """What commitments of the same parties repeat; texts whose figures differ promise different things."""
    by_figures: dict[Any, dict[tuple[str, ...], list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if words := words_of(row.text):
            by_figures[figures_of(words)][words].append(row)
    for texts in by_figures.values():
        if sum(map(len, texts.values())) > 1:
            yield from _in_group(texts, least)


def _in_group(texts: dict[tuple[str, ...], list[Any]], least: float) -> Iterator[Repeated]:
    """What commitments of the same parties and figures repeat; ``texts`` are the commitments by their words."""
    likes: dict[tuple[str, ...], list[tuple[tuple[str, ...], float]]] = {
        words: [(words, 1.0)] for words in texts
    }
    for first, second, likeness in alike({words: words for words in texts}, least):
        likes[first].append((second, likeness))
        likes[second].append((first, likeness))
    for some in texts.values():
        some.sort(key=lambda row: (row.made_on_latest, row.id))
    for words, near in likes.items():
        for row in texts[words]:
            if row.reaffirms_id is not None:
                continue
            firsts = [
                (earlier, likeness)
                for other, likeness in near
                if (earlier := next((one for one in texts[other] if _is_repeated_by(one, row)), None))
                is not None
            ]
            if firsts:
                earlier, likeness = min(firsts, key=lambda one: (one[0].made_on_latest, one[0].id))
                yield Repeated(row, earlier, likeness)


def _is_repeated_by(earlier: Any, later: Any) -> bool:
    """Whether the one was certainly made before the other, and was not over and done with by then."""
    if earlier.made_on_latest >= later.made_on:
        return False
    return not (
        earlier.is_done and (earlier.completed_on is None or earlier.completed_on <= later.made_on_latest)
    )


def _announced(read: Session, near: frozenset[int] | None) -> list[Any]:
    """The conditions under which a commitment is compared, for each batch of them."""
    announced = and_(
        standing(Commitment),
        one_of(Commitment.direction, OUR_BUSINESS),
        Commitment.status.not_in(LAID_ASIDE),
        Commitment.made_on.is_not(None),
    )
    if near is None:
        return [announced]
    return [and_(announced, Commitment.id.in_(some)) for some in batches(_sharing_partners(read, near))]


def _rows(read: Session, chosen: Iterable[Any]) -> Iterator[Any]:
    query = select(
        Commitment.id,
        Commitment.text,
        Commitment.made_on,
        Commitment.made_on_latest,
        # Compared by the database: making members of an enumeration of each would take longer than reading them.
        (Commitment.status == CommitmentStatus.FULFILLED).label("is_done"),
        Commitment.completed_on,
        Commitment.reaffirms_id,
    )
    for condition in chosen:
        yield from read.execute(query.where(condition).order_by(Commitment.id))


def _parties(read: Session, chosen: Iterable[Any]) -> Iterator[Any]:
    """Of each commitment its parties: identifier, whether the party made it, and the party."""
    query = (
        select(
            CommitmentParty.commitment_id,
            CommitmentParty.side == CommitmentSide.BY,
            CommitmentParty.party_id,
        )
        .join(Commitment, Commitment.id == CommitmentParty.commitment_id)
        .where(live(CommitmentParty))
    )
    for condition in chosen:
        yield from read.execute(query.where(condition))


def _sharing_partners(read: Session, near: frozenset[int]) -> set[int]:
    """All commitments of the partners of some; of our own parties where a commitment has no other."""
    ours = derive.our_parties(read)
    partners: set[int] = set()
    for sides in commitment_parties(read, near).values():
        all_of_it = {party for ids in sides.values() for party in ids}
        partners |= set(sorted(all_of_it - ours)[:1]) or all_of_it
    found: set[int] = set()
    for some in batches(partners):
        found.update(
            read.scalars(
                select(CommitmentParty.commitment_id).where(
                    and_(CommitmentParty.party_id.in_(some), live(CommitmentParty))
                )
            )
        )
    return found


def _bad(scene: Scene) -> None:
    scene.commitment(text="We will send two customs advisers to the port.", made_on=scene.ago(400))
    scene.commitment(text="We will send two customs advisers to the new port.", made_on=scene.ago(30))


def _good(scene: Scene) -> None:
    text = "We will send two customs advisers to the port."
    first = scene.commitment(text=text, made_on=scene.ago(400))
    scene.commitment(text=text, made_on=scene.ago(30), reaffirms_id=first.id)
    scene.commitment(text="We will send 20 customs advisers to the port.", made_on=scene.ago(20))


RULE = Rule(
    code=CODE,
    slug="re-announcement",
    title=N_("Announced again"),
    fires=N_(
        "The same parties made an earlier commitment whose words in order are {R18.percent} % the same, and the later"
        " one is not marked “reaffirms”. What was fulfilled before it was promised again is owed anew; texts whose"
        " figures differ promise different things; proposals and what was withdrawn or superseded are left alone."
    ),
    severity=N_("low"),
    rationale=N_("A promise that is announced twice is counted twice, and kept once at best."),
    remedy=N_("Mark it “reaffirms”."),
    subjects=("commitment",),
    reach={"commitment": Restated()},
    find=find,
    bad=Example(N_("Last month’s promise repeats last year’s almost word for word."), _bad),
    good=Example(
        N_("One such repetition is marked as a reaffirmation; and twenty advisers are not two."), _good
    ),
    thresholds=(
        Threshold(KEY, DEFAULT, N_("Likeness of two texts from which one repeats the other"), PERCENT),
    ),
)
