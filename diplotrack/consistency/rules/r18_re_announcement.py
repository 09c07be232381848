"""R18: the same parties promise again what they have promised before, and it counts as new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import String, and_, case, cast, func, select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_
from diplotrack.consistency.finding import Found, Ref, Severity, Words
from diplotrack.consistency.lookups import WHOSE, commitment_parties, named, party_names
from diplotrack.consistency.reach import Path, Rows, Trail
from diplotrack.consistency.restated import FEW, around, is_announced, rows_of
from diplotrack.consistency.restating import alike, figures_in, words_of
from diplotrack.consistency.rule import Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import say, shorten
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.settings import CheckSettings
from diplotrack.records import Commitment, CommitmentParty
from diplotrack.records.enumerations import CommitmentSide, Direction
from diplotrack.store import derive
from diplotrack.store import settings as stored
from diplotrack.store.batches import batches
from diplotrack.store.lists import live

CODE = "R18"
PERCENT = N_("per cent")
KEY = "R18.percent"
DEFAULT = 85

MAKER, OTHER = "by", "to"
"""What stands before a party among those of a commitment."""

TOGETHER = 5_000
"""Commitments read at a time."""


class Repeated(NamedTuple):
    """A commitment and the first one that says the same, with their likeness from 0 to 1."""

    later: Any
    earlier: Any
    likeness: float


class Alike(NamedTuple):
    """Commitments of the same parties and figures by their words, and which words are alike, from 0 to 1."""

    texts: dict[tuple[str, ...], list[int]]
    pairs: list[tuple[tuple[str, ...], tuple[str, ...], float]]


@dataclass(frozen=True, slots=True)
class Restated(Path):
    """From commitments to those that they say again, or that say them again."""

    def walk(self, trail: Trail, start: Rows) -> Rows:
        """The commitments on either side."""
        own = stored.read(trail.session, "rules") or {}
        changed = frozenset(start.get("commitment", ()))
        percent = own.get(KEY, DEFAULT)
        if len(changed) <= FEW:
            near = {other for one in around(trail.session, percent, changed) for other in one.others}
        else:
            near = {one.later.id for one in _repeated(trail.session, percent, changed)}
        trail.stop_beyond(near)
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

    With ``near``, those only that stand on one side or the other; of a few, those that are the later ones.
    """
    if near is not None and len(near) <= FEW:
        return sorted(_by_each(read, percent, near), key=lambda one: one.later.id)
    groups: dict[Any, list[tuple[int, str]]] = defaultdict(list)
    sides: dict[str, Any] = {}
    for number, text, parties in _texts(read, _announced(read, near)):
        if (key := sides.get(parties)) is None:
            key = sides[parties] = _sides(parties)
        groups[key].append((number, text))
    alike_texts: list[Alike] = []
    for (makers, _others), some in groups.items():
        if makers and len(some) > 1 and (near is None or not near.isdisjoint(number for number, _ in some)):
            alike_texts += _of_parties(some, percent / 100)
    rows = rows_of(read, {number for one in alike_texts for ids in one.texts.values() for number in ids})
    found = [repeated for one in alike_texts for repeated in _in_group(one, rows)]
    if near is not None:
        found = [one for one in found if one.later.id in near or one.earlier.id in near]
    return sorted(found, key=lambda one: one.later.id)


def _by_each(read: Session, percent: int, near: frozenset[int]) -> Iterator[Repeated]:
    """Each of a few commitments that says an earlier one again, with the first that it repeats."""
    repeating = [one for one in around(read, percent, near) if one.row.reaffirms_id is None]
    rows = rows_of(read, {other for one in repeating for other in one.others})
    for row, others in repeating:
        if earlier := [rows[other] for other in others if _is_repeated_by(rows[other], row)]:
            first = min(earlier, key=lambda one: (one.made_on_latest, one.id))
            yield Repeated(row, first, others[first.id])


def _sides(parties: str) -> tuple[frozenset[str], frozenset[str]]:
    """Who made a commitment, and the others, as :func:`_texts` gives them."""
    named = frozenset(parties.split(","))
    makers = frozenset(one for one in named if one.startswith(MAKER))
    return makers, named - makers


def _of_parties(commitments: list[tuple[int, str]], least: float) -> Iterator[Alike]:
    """Commitments of the same parties whose texts are alike; texts whose figures differ promise different things."""
    by_figures: dict[tuple[str, ...], list[tuple[int, str]]] = defaultdict(list)
    for number, text in commitments:
        by_figures[figures_in(text)].append((number, text))
    for some in by_figures.values():
        if len(some) > 1:
            texts: dict[tuple[str, ...], list[int]] = defaultdict(list)
            for number, text in some:
                if words := words_of(text):
                    texts[words].append(number)
            pairs = list(alike({words: words for words in texts}, least))
            paired = {words for first, second, _likeness in pairs for words in (first, second)}
            kept = {words: ids for words, ids in texts.items() if len(ids) > 1 or words in paired}
            if kept:
                yield Alike(kept, pairs)


def _in_group(group: Alike, rows: Mapping[int, Any]) -> Iterator[Repeated]:
    """What commitments of the same parties and figures repeat."""
    likes: dict[tuple[str, ...], list[tuple[tuple[str, ...], float]]] = {
        words: [(words, 1.0)] for words in group.texts
    }
    for first, second, likeness in group.pairs:
        likes[first].append((second, likeness))
        likes[second].append((first, likeness))
    texts = {
        words: sorted((rows[number] for number in ids), key=lambda row: (row.made_on_latest, row.id))
        for words, ids in group.texts.items()
    }
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
    if near is None:
        return [is_announced()]
    return [and_(is_announced(), Commitment.id.in_(some)) for some in batches(_sharing_partners(read, near))]


def _texts(read: Session, chosen: Iterable[Any]) -> Iterator[Any]:
    """Of each commitment that has parties: its identifier, its text, and its parties with their sides, in any order."""
    side = case((CommitmentParty.side == CommitmentSide.BY, MAKER), else_=OTHER)
    query = (
        select(
            Commitment.id,
            Commitment.text,
            func.aggregate_strings(side + cast(CommitmentParty.party_id, String), ","),
        )
        .join(CommitmentParty, Commitment.id == CommitmentParty.commitment_id)
        .where(live(CommitmentParty))
        .group_by(Commitment.id)
    )
    for condition in chosen:
        # Past the session: nearly all commitments come by here.
        for some in read.connection().execute(query.where(condition)).partitions(TOGETHER):
            yield from some


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
