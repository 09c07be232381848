"""Protected sources: people who print as "a contact" wherever they are named, in every copy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import _
from diplotrack.records import Person, PersonName

SHORTEST = 3
"""Letters below which a family name alone is not looked for: it would be found in half of all words."""

CUT = "[…]"
"""What stands where a text was cut short."""


def contact_name() -> str:
    """What a protected source is called."""
    return _("a contact")


class ProtectedNames:
    """The protected sources of a workspace, by identifier and by every spelling of their names.

    A name is hidden as a whole and so is the family name alone, as written and in capitals: rather a stranger hidden
    than a source shown. Where a text was cut short within a name (:data:`CUT`), its beginning is hidden too.
    """

    def __init__(self, ids: Iterable[int], names: Iterable[str]) -> None:
        self.ids = frozenset(ids)
        spellings = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
        cut = dict.fromkeys(part for name in spellings for part in _beginnings(name))
        patterns = [*map(_spelled, spellings), *(rf"{_spelled(part)}(?=\s*{re.escape(CUT)})" for part in cut)]
        self._found = re.compile("|".join(patterns)) if spellings else None

    @classmethod
    def read(cls, session: Session) -> ProtectedNames:
        """All protected sources of the ledger, those in the trash included: at most two statements."""
        people = session.execute(
            select(
                Person.id,
                Person.name,
                Person.given_name,
                Person.family_name,
                Person.native_name,
            ).where(Person.is_protected.is_(True))
        ).all()
        if not people:
            return cls((), ())
        protected = select(Person.id).where(Person.is_protected.is_(True))
        names = list(session.scalars(select(PersonName.name).where(PersonName.person_id.in_(protected))))
        for _id, name, given, family, native in people:
            names += [name, native, f"{given} {family}" if given and family else ""]
            alone = family or (name.split()[-1] if len(name.split()) > 1 else "")
            names.append(alone if len(alone) >= SHORTEST else "")
        plain = [unicodedata.normalize("NFC", " ".join(name.split())) for name in names]
        return cls((one.id for one in people), plain + [name.upper() for name in plain])

    def hide(self, text: str) -> str:
        """The text with every name of a protected source replaced."""
        if self._found is None or not text:
            return text
        return self._found.sub(contact_name(), unicodedata.normalize("NFC", text))

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where the text names a protected source: start and end in code points of the text as it is given."""
        if self._found is None:
            return []
        return [match.span() for match in self._found.finditer(text)]

    def name_of(self, person_id: int, name: str) -> str:
        """The name to print for a person."""
        return contact_name() if person_id in self.ids else self.hide(name)


def _beginnings(name: str) -> Iterator[str]:
    """What is left of a name within which a text ends: some of its words, or in scripts without capitals its signs."""
    words = name.split()
    yield from (" ".join(words[:count]) for count in range(1, len(words)))
    if len(words) == 1 and name[0].upper() == name[0].lower():
        yield from (name[:count] for count in range(1, len(name)))


def _spelled(name: str) -> str:
    """A pattern of the name: any white space between its words, no letter before or after it where it is Latin."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    # Scripts without spaces between words have no boundary to ask for.
    start = r"(?<!\w)" if name[0].isascii() else ""
    end = r"(?!\w)" if name[-1].isascii() else ""
    return f"{start}{words}{end}"
