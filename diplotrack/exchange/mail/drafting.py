"""From a message to the communication that it is: who wrote to whom, which way it went, and what it calls itself."""

from __future__ import annotations

import re
from typing import Any

from diplotrack.base.i18n import _
from diplotrack.exchange.incoming.desk import Desk
from diplotrack.exchange.incoming.drafts import Draft, Part, Values
from diplotrack.exchange.people.addresses import Addresses
from diplotrack.exchange.people.figures import Figure, PartyId
from diplotrack.exchange.tables.rows import RowNote
from diplotrack.exchange.texts.text_file import Correspondent, Enclosed, TextFile
from diplotrack.language.heads import read_head
from diplotrack.records import Communication, CommunicationParty
from diplotrack.records.enumerations import CommunicationType, Traffic
from diplotrack.records.enumerations import Correspondent as Role

EARLIEST = 1970
"""The first year in which anybody sent e-mail; a head that names an earlier one is wrong."""
MOST_COPIES = 40
"""People who are named when a message went to a whole list."""
_REFERENCE = re.compile(
    r"\b(?:our ref|ref|reference|note (?:verbale )?no|nv|nr|no|n°)\b[.:° ]{0,4}((?=[^\s]*\d)[A-Z0-9][\w./-]{2,38}\w)",
    re.IGNORECASE,
)
_OPENING = 600
"""Characters of the text in which it says what it is, and its reference."""
_LONGEST_TITLE = 300


class Drafting:
    """Makes communications of messages, as one workspace sees them."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.addresses = desk, Addresses(desk)
        self.made: dict[str, Draft] = {}
        """The communications made so far, by the keys of their messages."""

    def communication(self, text: TextFile, itself: Enclosed, key: str, number: int) -> Draft:
        """The record of a message, with the message and what it encloses as files of it."""
        sender: tuple[PartyId, Figure | None] = (None, None)
        parts: list[Part] = []
        parties: list[PartyId] = []
        if text.sender:
            sender = self._who(text.sender, makes=True)
            self._join(parts, *sender, Role.FROM)
        for person in text.recipients[:MOST_COPIES]:
            is_copy = person in text.copied
            party, figure = self._who(person, makes=not is_copy)
            self._join(parts, party, figure, Role.COPY if is_copy else Role.TO)
            parties.append(party)
        head = read_head(text.text[:_OPENING], text.title)
        values: Values = {
            "title": text.title[:_LONGEST_TITLE] or _("Message without a subject"),
            "type": self._type(head.kind),
            "traffic": self._traffic(sender[0], parties),
            "is_public": False,
            "reference": self._reference(text),
            **self._sent(text, number),
            **self.desk.marking,
        }
        draft = Draft(Communication, values, key=key, parts=parts, texts={"text": list(text.paragraphs)})
        # The message comes last: what its enclosures say is better found in them.
        draft.files = tuple(dict.fromkeys([*text.enclosed, itself]))
        answered = self._answered(text.in_reply_to)
        if answered is not None and answered is not draft:
            values["reply_to_id"] = answered
        self.made[key] = draft
        return draft

    # Who and which way -----------------------------------------------------------------------------------------------

    def _who(self, person: Correspondent, *, makes: bool) -> tuple[PartyId, Figure | None]:
        """For whom somebody writes, and who it is; whoever only gets a copy is not made a person of."""
        party: PartyId = self.addresses.party(person.address) if person.address else None
        if makes:
            figure = self.addresses.meet(person.name, person.address, party)
        else:
            figure = self.addresses.person(person.address) if person.address else None
        if figure is not None and figure.in_trash:
            figure = None
        if figure is not None and figure.party is not None:
            party = figure.party
        return party, figure

    @staticmethod
    def _join(parts: list[Part], party: PartyId, figure: Figure | None, role: Role) -> None:
        """A row for somebody with a part in it, none twice."""
        if party is None and figure is None:
            return
        row = {"party_id": party, "person_id": figure.who if figure else None, "part": role}
        if not any(_same(row, other) for _kind, other in parts):
            parts.append((CommunicationParty, row))

    def _traffic(self, sender: PartyId, recipients: list[PartyId]) -> Traffic:
        us, known = self.desk.us_id, [one for one in recipients if one is not None]
        if sender is not None and sender == us:
            return Traffic.INTERNAL if known and all(one == us for one in recipients) else Traffic.OUTGOING
        if us is not None and us in known:
            return Traffic.INCOMING
        # What is here although nobody of ours was written to: we wrote it where only the others are known.
        if sender is None and known:
            return Traffic.OUTGOING
        return Traffic.INCOMING

    def _answered(self, written: str) -> int | Draft | None:
        """The communication to which a message replies, if it is here or came before it in the same file."""
        from diplotrack.exchange.mail.incoming import bare_key

        key = bare_key(written)
        known = self.desk.references.find(self.desk.source, key, "communication") if key else None
        return known.owner_id if known is not None else self.made.get(key)

    # What it says of itself ------------------------------------------------------------------------------------------

    @staticmethod
    def _type(kind: str) -> CommunicationType:
        known = {one.value: one for one in CommunicationType}
        return known.get(kind, CommunicationType.LETTER)

    @staticmethod
    def _reference(text: TextFile) -> str:
        found = _REFERENCE.search(f"{text.title}\n{text.text[:_OPENING]}")
        return found[1] if found else ""

    def _sent(self, text: TextFile, number: int) -> dict[str, Any]:
        """The day on which it was sent, where it was sent from."""
        if text.sent is None or text.sent.year < EARLIEST:
            if text.sent is not None:
                note = _("the message says that it was sent in the year {year}; its date was left open")
                self.desk.notes.append(RowNote(number, "Date", note.format(year=text.sent.year)))
            return {"sent_on": None, "sent_on_latest": None}
        return {"sent_on": text.sent.date(), "sent_on_latest": text.sent.date()}


def _same(one: Values, other: Values) -> bool:
    return (
        all(
            one[key] is other[key] or (isinstance(one[key], int) and one[key] == other[key])
            for key in ("party_id", "person_id")
        )
        and one["part"] == other["part"]
    )
