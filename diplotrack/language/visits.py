"""The record of a foreign leader's visit: who came (the visitor's column) and what for (its description).

>>> visit = read_visit("President Francesco Cossiga and Prime Minister Giulio Andreotti", "Official visit.",
names)
>>> [(person.office, person.name) for person in visit.visitors], visit.rank, visit.format
([('President', 'Francesco Cossiga'), ('Prime Minister', 'Giulio Andreotti')], 'official', 'visit')
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from diplotrack.language.people import PersonMention, people_in
from diplotrack.language.personnames import name_at
from diplotrack.language.remarks import Remark, read_remark
from diplotrack.language.titles import higher

if TYPE_CHECKING:
    from diplotrack.language.names import NameBook


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit read: the visitors (offsets in the visitor's text), and the description as a remark.

    `format` is the engagement's: "visit" when a rank of visit is stated, else what the description tells
    (summit, meeting, conference_session, …), else "visit": the record itself says that they came. `level` is
    the visitors' where titles tell it.
    """

    visitors: tuple[PersonMention, ...]
    description: Remark
    format: str
    rank: str
    level: str

    @property
    def met(self) -> tuple[PersonMention, ...]:
        """Whom the visitors met, by the description; a person without party is the host's."""
        return self.description.met

    @property
    def organizations(self) -> tuple[str, ...]:
        """Keys of the organizations whose meetings were attended or addressed."""
        return self.description.organizations


def read_visitors(text: str) -> tuple[PersonMention, ...]:
    """The visitors of a visitor's column. Their party is the record's; a name without any title is one
    visitor without office."""
    # The parties in this column are not looked for: "President Chad" and "King Jordan" name people.
    shown = re.sub(r"(?<=\w)-\s+(?=elect|designate)", "- ", text)
    people = tuple(person.related("visitor") for person in people_in(shown, ()))
    if people:
        return people
    alone = name_at(f" {text}", 0)
    if alone is None or alone.end - 1 < len(text.rstrip()):
        return ()
    return (
        PersonMention("", alone.name, "", "", "", None, "", text.strip(), 0, len(text.strip()), "visitor"),
    )


def read_visit(
    visitor: str,
    description: str,
    names: NameBook,
    *,
    on: date | None = None,
    own: Collection[str] = (),
    host: str | None = None,
) -> Visit:
    """Read the record of a visit; parameters as for `read_remark`, `host` the key of the country visited."""
    visitors = read_visitors(visitor)
    remark = read_remark(description, names, on=on, own=own, host=host)
    level = ""
    for person in visitors:
        level = higher(level, person.level)
    stated = remark.rank in (
        "state",
        "official",
        "official working",
        "working",
        "guest of government",
        "goodwill",
        "pastoral",
    )
    kind = remark.format if remark.format and not (stated and remark.format != "summit") else "visit"
    return Visit(visitors, remark, kind, remark.rank, level or remark.level)
