"""From words of a text to a record: what a promise, statement, action or ask made of them would say.

Everything here is an offer: what is found is written into a draft, which somebody reads before it is saved.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, Label
from diplotrack.records import KINDS
from diplotrack.records.choice import Choice
from diplotrack.records.display import Mention
from diplotrack.records.enumerations import CommitmentSide
from diplotrack.store.ledger import Ledger
from diplotrack.workspace.editing import Draft, Quoted, blank_row
from diplotrack.workspace.suggesting_objectives import Suggestion
from diplotrack.workspace.words import Undertaken, promises_of

GLEANED: tuple[tuple[str, Label, str], ...] = (
    ("commitment", N_("Promise"), "Ctrl+Alt+P"),
    ("statement", N_("Statement"), "Ctrl+Alt+S"),
    ("action", N_("Action"), "Ctrl+Alt+A"),
    ("ask", N_("Ask"), "Ctrl+Alt+O"),
)
"""What words can become: the kind, what it is called where words are chosen, and its keys."""

LINKS = {
    "engagement": {
        "commitment": "engagement_id",
        "statement": "engagement_id",
        "action": "engagement_id",
        "ask": "ask_raised.engagement_id",
    },
    "communication": {
        "commitment": "communication_id",
        "statement": "communication_id",
        "action": "communication_id",
        "ask": "ask_raised.communication_id",
    },
}
"""By which column each points back at the record whose words they are."""


class Whose(Choice):
    """Whose words they are."""

    THEIRS = "theirs", N_("They promise")
    OURS = "ours", N_("We promise")
    BOTH = "both", N_("Both promise")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words of a text with what surrounds them: the paragraph (``start`` in code points of it), its role, the sides."""

    quoted: Quoted
    paragraph: str
    ours: tuple[int, ...] = ()
    theirs: tuple[int, ...] = ()
    day: PartialDate | None = None
    is_public: bool = False
    objectives: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.quoted.words

    @property
    def end(self) -> int:
        """Where they end in the paragraph."""
        return self.quoted.start + len(self.quoted.words)


@dataclass(frozen=True, slots=True)
class Gleaned:
    """A draft made of words, and whose words they are."""

    draft: Draft
    whose: Whose


@dataclass(frozen=True, slots=True)
class Heard:
    """What a text seems to speak of: objectives to be linked, and sentences that promise."""

    objectives: tuple[Suggestion, ...] = ()
    promises: tuple[Undertaken, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """A record that quotes words of a text, and the words with the place where they stand now."""

    mention: Mention
    quoted: Quoted


@dataclass(frozen=True, slots=True)
class Around:
    """The record whose words are taken, as far as what follows from it asks: its sides, day and openness."""

    ours: tuple[int, ...] = ()
    theirs: tuple[int, ...] = ()
    day: PartialDate | None = None
    is_public: bool = False
    objectives: tuple[int, ...] = ()
    captions: dict[tuple[str, int], str] = field(default_factory=dict)


class Gleaning:
    """What the words of records may become."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def draft(self, kind: str, spoken: Spoken) -> Gleaned:
        """A draft of that kind made of the words: who, to whom and by when as far as they tell."""
        from diplotrack.workspace.gleaned import glean

        with self._ledger.read() as session:
            return glean(session, kind, spoken)

    def heard(self, text: str, without: Collection[int] = (), whole: str = "", near: int = 0) -> Heard:
        """Objectives of which ``whole`` (or the text) speaks, and the sentences around ``near`` that promise."""
        from diplotrack.workspace.suggesting_objectives import suggest

        with self._ledger.read() as session:
            return Heard(tuple(suggest(session, whole or text, without)), promises_of(text, near))

    def around(self, kind: str, record_id: int) -> Around:
        """The sides, day and objectives of a stored record. Raises UserError where it is gone or in the trash."""
        from diplotrack.workspace.editing.load import load

        with self._ledger.read() as session:
            return around(load(session, kind, record_id))

    def quotations(self, kind: str, record_id: int) -> tuple[Quotation, ...]:
        """The records that quote the texts of a record, at the places where their words stand now."""
        from diplotrack.workspace.gleaned import quotations

        with self._ledger.read() as session:
            return quotations(session, kind, record_id)


def pointing_at(draft: Draft, here: tuple[str, int], title: str) -> Draft:
    """The draft with its link to the record whose words it quotes, which is there already."""
    kind, record_id = here
    part, dot, column = LINKS[kind][draft.kind].rpartition(".")
    if dot:
        row = blank_row(KINDS[part])
        row.values[column] = record_id
        draft.parts[part] = [row]
    else:
        draft.values[column] = record_id
    draft.name(Mention(kind, record_id, title))
    return draft


def around(draft: Draft) -> Around:
    """What a draft says of its sides, day and openness."""
    ours: list[Any]
    theirs: list[Any]
    if draft.kind == "engagement":
        rows = [row.values for row in draft.parts.get("engagement_party", [])]
        ours = [row["party_id"] for row in rows if row["side"] == "ours"]
        theirs = [row["party_id"] for row in rows if row["side"] == "theirs"]
        day = draft.values.get("starts_on")
    else:
        rows = [row.values for row in draft.parts.get("communication_party", [])]
        senders = [row["party_id"] for row in rows if row["part"] == "from"]
        recipients = [row["party_id"] for row in rows if row["part"] == "to"]
        is_ours = draft.values.get("traffic") != "incoming"
        ours, theirs = (senders, recipients) if is_ours else (recipients, senders)
        day = draft.values.get("sent_on")
    return Around(
        tuple(one for one in ours if isinstance(one, int)),
        tuple(one for one in theirs if isinstance(one, int)),
        day if isinstance(day, PartialDate) else None,
        bool(draft.values.get("is_public")),
        tuple(draft.objectives),
        dict(draft.captions),
    )


def promised(
    whose: Whose, ours: tuple[int, ...], theirs: tuple[int, ...]
) -> list[tuple[int, CommitmentSide]]:
    """Who makes a promise to whom: what both sides make together is made to nobody else."""
    by, to = {Whose.OURS: (ours, theirs), Whose.THEIRS: (theirs, ours)}.get(whose, ((*ours, *theirs), ()))
    return [(one, CommitmentSide.BY) for one in by] + [(one, CommitmentSide.TO) for one in to]
