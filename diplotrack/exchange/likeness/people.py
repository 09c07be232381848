"""People who may be the same one: by their names in every spelling, whom they act for, and when."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress
from diplotrack.exchange.likeness.pair import Candidate, Sources
from diplotrack.exchange.people.romanizing import romanized
from diplotrack.exchange.people.spelling import FAMILY_FIRST, Spelling, folded, may_be_one
from diplotrack.records import Appointment, Engagement, Participant, Party, Person, PersonName

LARGEST_BLOCK = 60
"""People who share a way of being written; more of them are told apart by nothing that is looked at here."""
NEAR = timedelta(days=3 * 366)
LIFE = timedelta(days=60 * 366)
ALIKE = 84
"""Likeness of two given names in per cent from which one may be a transliteration of the other."""
WHOLE_ALIKE = 72
"""The same of whole names, where the family names already sound alike."""


@dataclass(slots=True)
class Face:
    """A person as the search sees one; ``id`` is negative for somebody who is only coming in."""

    id: int
    name: str
    party: int | None
    code: str
    born: date | None
    spellings: list[Spelling]
    natives: set[str]
    romanized: list[Spelling] = field(default_factory=list)
    offices: list[tuple[str, int | None, date | None, date | None]] = field(default_factory=list)
    first: date | None = None
    last: date | None = None

    def is_called(self, name: str, *, native: bool = False) -> None:
        """Let the person have one more name, in whatever script; ``native`` names are compared as they are written."""
        if native or not name.isascii():
            self.natives.add(folded(name))
        if latin := romanized(name):
            self.romanized.append(Spelling.of(latin))
        elif not native:
            self.spellings.append(Spelling.of(name))

    def was_active(self, first: date | None, last: date | None) -> None:
        """Widen the time in which the person is known to have acted."""
        known = [day for day in (self.first, first) if day]
        self.first = min(known) if known else None
        known = [day for day in (self.last, last or first) if day]
        self.last = max(known) if known else None


def search(
    session: Session, progress: Progress, newcomers: Sequence[Face] = (), sources: Sources | None = None
) -> Iterator[Candidate]:
    """Pairs of people, scored; where there are newcomers, only pairs with one of them."""
    faces = _faces(session) | {one.id: one for one in newcomers}
    sources = sources or Sources(session, "person")
    pairs: set[tuple[int, int]] = set()
    for block in _blocks(faces.values()).values():
        if 1 < len(block) <= LARGEST_BLOCK:
            some = combinations(sorted(block), 2)
            pairs |= {pair for pair in some if pair[0] < 0} if newcomers else set(some)
    found: list[Candidate] = []
    for done, (one, other) in enumerate(sorted(pairs)):
        if done % 500 == 0:
            progress(done, len(pairs), _("Comparing people"))
        pair = _scored(faces[one], faces[other])
        if pair is not None:
            sources.weigh(pair, 45)
            found.append(pair)
    yield from _less_sure_where_many(found, faces)


def _faces(session: Session) -> dict[int, Face]:
    codes = dict(session.execute(select(Party.id, Party.code)).all())
    faces: dict[int, Face] = {}
    query = select(Person.id, Person.name, Person.native_name, Person.party_id, Person.born_on).where(
        Person.deleted_at.is_(None)
    )
    for row_id, name, native, party, born in session.execute(query):
        faces[row_id] = face_of(row_id, name, native, party, codes, born)
    for owner, name in session.execute(select(PersonName.person_id, PersonName.name)):
        if owner in faces:
            faces[owner].is_called(name)
    offices = select(
        Appointment.person_id,
        Appointment.office,
        Appointment.party_id,
        Appointment.from_on,
        Appointment.until_on_latest,
    ).where(Appointment.deleted_at.is_(None))
    for owner, office, held_at, begins, ends in session.execute(offices):
        if owner in faces:
            faces[owner].offices.append((folded(office), held_at, begins, ends))
            faces[owner].was_active(begins, ends)
    seen = (
        select(Participant.person_id, func.min(Engagement.starts_on), func.max(Engagement.starts_on))
        .join(Engagement, Engagement.id == Participant.engagement_id)
        .where(Participant.person_id.is_not(None), Engagement.deleted_at.is_(None))
        .group_by(Participant.person_id)
    )
    for seen_id, begins, ends in session.execute(seen):
        if seen_id is not None and seen_id in faces:
            faces[seen_id].was_active(begins, ends)
    return faces


def face_of(
    one: int, name: str, native: str, party: int | None, codes: Mapping[int, str], born: date | None
) -> Face:
    """A person by the columns of the record; ``codes`` are those of the partners."""
    code = codes.get(party, "") if party else ""
    face = Face(one, name, party, code, born, [Spelling.of(name)], set())
    if latin := romanized(name):
        face.romanized.append(Spelling.of(latin))
    if native:
        face.is_called(native, native=True)
    return face


_GROUPS = str.maketrans(
    {
        "q": "k",
        "g": "k",
        "c": "k",
        "x": "ks",
        "z": "s",
        "w": "v",
        "b": "p",
        "d": "t",
        "f": "v",
        "j": "s",
        "y": "",
    }
)


def sound(word: str) -> str:
    """What transliterations of one name share: consonants in groups, without doubles, vowels and h."""
    bare = re.sub(r"[aeiouh'’]", "", word.replace("sh", "s").replace("ch", "s").replace("kh", "k"))
    return re.sub(r"(.)\1+", r"\1", bare.translate(_GROUPS))


def _blocks(faces: Iterable[Face]) -> dict[str, set[int]]:
    blocks: dict[str, set[int]] = defaultdict(set)
    for face in faces:
        for native in face.natives:
            blocks[f"native {native}"].add(face.id)
        for spelling in (*face.spellings, *face.romanized):
            tokens = spelling.tokens
            if not tokens:
                continue
            blocks["words " + " ".join(sorted(tokens))].add(face.id)
            party = face.party or 0
            if spelling.is_short:
                blocks[f"short {party} {tokens[0]}"].add(face.id)
                continue
            for name in {tokens[-1], tokens[0]} if face.code in FAMILY_FIRST else {tokens[-1]}:
                blocks[f"short {party} {name}"].add(face.id)
                blocks[f"family {name} {spelling.letters[:1]}"].add(face.id)
            blocks[f"sound {party} {sound(tokens[-1])} {sound(tokens[0])[:2]}"].add(face.id)
    return blocks


def _scored(one: Face, other: Face) -> Candidate | None:
    if one.party and other.party and one.party != other.party:
        return None
    if one.born and other.born and abs((one.born - other.born).days) > 366:
        return None
    apart = _apart(one, other)
    if apart is not None and apart > LIFE:
        return None
    pair = Candidate(one.id, other.id, 0)
    is_short = _names(pair, one, other)
    if not pair.score:
        return None
    if one.party and one.party == other.party:
        pair.add(20, _("both act for the same partner"))
    if one.born and other.born:
        pair.add(15, _("born on the same day"))
    office = _shared_office(one, other)
    if office:
        pair.add(25, _("both held the office “{office}” at the same time").format(office=office))
    elif apart is not None and apart <= NEAR:
        pair.add(15, _("active in the same years"))
    elif is_short or (apart is not None and apart > 10 * NEAR):
        return None  # a family name alone, in other years, is another generation
    return pair


def _names(pair: Candidate, one: Face, other: Face) -> bool:
    """Score the likeness of the names; whether it rests on a family name alone."""
    from rapidfuzz import fuzz

    if one.natives & other.natives:
        pair.add(60, _("the same name in its own script"))
        return False
    if folded(one.name) == folded(other.name):
        pair.add(60, _("the same name"))
        return len(one.spellings[0].tokens) < 2
    family_first = bool({one.code, other.code} & FAMILY_FIRST)
    for mine in one.spellings:
        for theirs in other.spellings:
            if sorted(mine.tokens) == sorted(theirs.tokens) and mine.suffix == theirs.suffix:
                if not _initials_fit(mine, theirs):
                    continue
                words = _("the same name in another order or with initials")
                pair.add(50, words)
                return len(mine.tokens) < 2
    for mine in one.spellings:
        for theirs in other.spellings:
            if may_be_one(mine, theirs, family_first=family_first):
                if (mine.is_short or theirs.is_short) and not _both_tell_a_given_name(mine, theirs):
                    pair.add(30, _("the family name alone fits"))
                    return True
                pair.add(42, _("names that fit: initials, a short form, a second name left out"))
                return False
    if _same_in_latin(one, other) or _same_in_latin(other, one):
        pair.add(42, _("the same name in another script"))
        return False
    left, right = " ".join(one.spellings[0].tokens), " ".join(other.spellings[0].tokens)
    mine, theirs = one.spellings[0], other.spellings[0]
    if not mine.is_short and not theirs.is_short and mine.suffix == theirs.suffix:
        same_sound = sound(mine.family) == sound(theirs.family) and len(sound(mine.family)) > 1
        given = fuzz.ratio(mine.tokens[0], theirs.tokens[0])
        whole = fuzz.ratio(left, right) >= WHOLE_ALIKE
        if same_sound and given >= ALIKE and whole and _initials_fit(mine, theirs, family=False):
            pair.add(40, _("spelled alike, as in another transliteration"))
    return False


def _same_in_latin(one: Face, other: Face) -> bool:
    """Whether a name of the one, put into Latin letters, sounds as one of the other that is written in them."""
    from rapidfuzz import fuzz

    for mine in one.romanized:
        for theirs in (*other.spellings, *other.romanized):
            if len(mine.tokens) < 2 or len(theirs.tokens) < 2:
                continue
            sounds = [" ".join(sorted(map(sound, name.tokens))) for name in (mine, theirs)]
            if fuzz.ratio(*sounds) >= ALIKE and sounds[0].strip():
                return True
    return False


def _both_tell_a_given_name(mine: Spelling, theirs: Spelling) -> bool:
    """Whether both have at least an initial before the family name, and the same one."""
    return min(len(mine.letters), len(theirs.letters)) > 1 and mine.letters[0] == theirs.letters[0]


def _initials_fit(mine: Spelling, theirs: Spelling, *, family: bool = True) -> bool:
    """Whether the first letters of the one are among those of the other; ``family=False`` leaves the last ones out."""
    one, other = (each.letters if family else each.letters[:-1] for each in (mine, theirs))
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return mine.ordinal == theirs.ordinal and (
        all(letter in rest for letter in short) or sorted(one) == sorted(other)
    )


def _apart(one: Face, other: Face) -> timedelta | None:
    """How long before the one the other was last active; nothing where they were active together."""
    if not (one.first and one.last and other.first and other.last):
        return None
    return max(other.first - one.last, one.first - other.last, timedelta(0))


def _shared_office(one: Face, other: Face) -> str:
    from rapidfuzz import fuzz

    for office, party, begins, ends in one.offices:
        for second, second_party, second_begins, second_ends in other.offices:
            if party != second_party or fuzz.token_set_ratio(office, second) < 90:
                continue
            if (begins or date.min) <= (second_ends or second_begins or date.max) and (
                second_begins or date.min
            ) <= (ends or begins or date.max):
                return office
    return ""


def _less_sure_where_many(found: list[Candidate], faces: dict[int, Face]) -> Iterator[Candidate]:
    """A family name that fits several people says little of each."""
    fits: dict[int, int] = defaultdict(int)
    for pair in found:
        for one in (pair.one, pair.other):
            fits[one] += faces[one].spellings[0].is_short
    for pair in found:
        many = max(fits[pair.one], fits[pair.other])
        if many > 1:
            pair.add(-10 * min(many - 1, 3), _("it fits {count} people").format(count=many))
        yield pair
