"""The marking of a whole that is being put together: the roll-up of exactly what went into it."""

from __future__ import annotations

from dataclasses import replace

from diplotrack.base.i18n import _
from diplotrack.base.markings import Marking, roll_up


class Whole:
    """Take in the marking of every record and portion that is printed; ask for the banner at the end."""

    def __init__(self) -> None:
        self._taken: set[Marking] = set()

    def take(self, marking: Marking) -> None:
        """Something under that marking has gone in."""
        self._taken.add(marking)

    def clear(self) -> None:
        """Begin again: nothing has gone in."""
        self._taken.clear()

    @property
    def marking(self) -> Marking:
        """The roll-up so far."""
        return roll_up(self._taken)

    @property
    def is_releasable(self) -> bool:
        """Whether all that went in is marked, and anything did."""
        return bool(self._taken) and not self.marking.partly_unmarked

    @property
    def banner(self) -> str:
        """The line for head and foot of every page; a TLP label stands apart (:attr:`tlp`)."""
        rolled = replace(self.marking, tlp="")
        if self.is_releasable:
            return rolled.banner or (_("NOT FOR RELEASE") if not self.tlp else "")
        # "PUBLIC, not for release" would say two things: a level that is public claims nothing for the unmarked rest.
        if rolled.rank is None or (rolled.level is not None and rolled.level.public):
            return _("UNMARKED — not for release")
        return _("{marking} — in part unmarked, not for release").format(marking=rolled.banner)

    @property
    def tlp(self) -> str:
        """The narrowest TLP label that went in; "" for none."""
        return self.marking.tlp
