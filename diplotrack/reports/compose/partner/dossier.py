"""A partner's dossier: the frame of its brief with what more than one section reads."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Any, Self

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.records import Engagement, EngagementParty, Participant, Party
from diplotrack.records.enumerations import EngagementStatus
from diplotrack.reports.compose.frame import Frame
from diplotrack.reports.compose.partner.gaps import Worded, headline
from diplotrack.reports.compose.partner.occasions import Occasion, occasions
from diplotrack.reports.compose.promises import Promise, read_promises, with_party
from diplotrack.reports.compose.wording import opening
from diplotrack.reports.terms import Terms
from diplotrack.store.as_of import by_day, with_bodies

LONGEST_NAME = 160
"""Characters of a partner's name that stand in a title or a sentence."""


class Dossier(Frame):
    """``family`` is the partner with its ministries and other bodies; dealing with them is dealing with it."""

    def __init__(self, session: Session, terms: Terms, partner_id: int, worded: Worded = headline) -> None:
        super().__init__(session, terms)
        self._open(partner_id, worded)

    @classmethod
    def within(
        cls,
        frame: Frame,
        partner_id: int,
        worded: Worded = headline,
        apart: Collection[int] = (),
        about: Collection[int] = (),
    ) -> Self:
        """The dossier as part of a document on something else, with whose frame it shares filter, marking and names.

        ``apart`` are the engagements on which that document is: what else was held is what was held before. ``about``
        are the objectives that it is about: lines to take on others are not among its points.
        """
        made = cls.__new__(cls)
        vars(made).update(vars(frame))
        made._open(partner_id, worded, apart, about)
        return made

    def _open(
        self, partner_id: int, worded: Worded, apart: Collection[int] = (), about: Collection[int] = ()
    ) -> None:
        self._read = {}
        self.worded = worded
        self.apart = frozenset(apart)
        self.about = frozenset(about)
        partner = self.session.get(Party, partner_id)
        if partner is None:
            raise UserError(_("This partner is no longer in the ledger."))
        self.partner = partner
        self.family = with_bodies(self.session, partner_id)
        self.name = opening(self.party(partner_id), LONGEST_NAME)

    @cached_property
    def contacts(self) -> list[Any]:
        """The engagements held with the partner by the day, latest first: what counts and choices need of them."""
        return self.latest_contacts()

    def latest_contacts(self, most: int | None = None) -> list[Any]:
        """The latest of them, at most so many."""
        columns = (
            Engagement.id,
            Engagement.starts_on,
            Engagement.starts_on_latest,
            Engagement.ends_on,
            Engagement.city,
            Engagement.format,
            Engagement.level_ours,
            Engagement.level_theirs,
            Engagement.parent_id,
            Engagement.marking_scheme,
            Engagement.marking_rank,
            Engagement.marking_text,
            Engagement.tlp,
        )
        query = (
            select(*columns)
            .where(*self.held())
            .order_by(Engagement.starts_on.desc(), Engagement.start_time.desc(), Engagement.id.desc())
            .limit(most)
        )
        rows: Sequence[Any] = self.session.execute(query).all()
        return self.admit("engagement", rows)

    @cached_property
    def occasions(self) -> list[Occasion]:
        """The same as they are told: what is one occasion once, latest first."""
        return occasions(self, self.contacts)

    def held(self) -> tuple[Any, ...]:
        """That an engagement was held with the partner by the day."""
        return (
            Engagement.deleted_at.is_(None),
            Engagement.merged_into.is_(None),
            Engagement.status == EngagementStatus.HELD,
            Engagement.id.not_in(self.apart),
            by_day(Engagement, "starts_on", self.on),
            self.engaged(),
        )

    @property
    def is_of_us(self) -> bool:
        """Whether the partner is our own party: it takes part in nearly everything that the ledger holds."""
        return self.partner.id in self.ours

    def engaged(self) -> Any:
        """That the partner, or somebody of its delegation, takes part in an engagement."""
        parties = select(EngagementParty.engagement_id).where(
            EngagementParty.party_id.in_(self.family), EngagementParty.deleted_at.is_(None)
        )
        people = select(Participant.engagement_id).where(
            Participant.party_id.in_(self.family), Participant.deleted_at.is_(None)
        )
        return or_(Engagement.id.in_(parties), Engagement.id.in_(people))

    @cached_property
    def promises(self) -> list[Promise]:
        """The commitments that the partner made, or that were made to it, by the day; most urgent first."""
        return read_promises(self, with_party(self.family))
