"""What more than one document asks."""

from __future__ import annotations

from diplotrack.base.i18n import N_
from diplotrack.records import Field
from diplotrack.records.choice import Choice
from diplotrack.workspace.printing.report import Ask

PARTNER = Ask(
    "partner",
    Field(N_("Partner"), "reference", refers="party", help=N_("Only with this partner.")),
    N_("PARTNER"),
)
THE_PARTNER = Ask(
    "partner",
    Field(
        N_("Partner"),
        "reference",
        refers="party",
        required=True,
        help=N_("On this partner, by code or name."),
    ),
    N_("PARTNER"),
)
THE_ENGAGEMENT = Ask(
    "engagement",
    Field(
        N_("Engagement"),
        "reference",
        refers="engagement",
        required=True,
        help=N_(
            "On this engagement, by partner and day (“France 2008-06-01”), “France next”, or words of its title."
        ),
    ),
    N_("ENGAGEMENT"),
)
OWNER = Ask(
    "owner",
    Field(N_("Owner"), "reference", refers="person", help=N_("Only those that this person looks after.")),
    N_("NAME"),
)
OBJECTIVE = Ask(
    "objective",
    Field(N_("Objective"), "reference", refers="objective", help=N_("Only on this objective, by its code.")),
    N_("SEC-1"),
)
DAYS_BACK = Ask(
    "days",
    Field(N_("Days back"), "number", help=N_("Look back on words and deeds so many days (default: 365).")),
    N_("365"),
)
FROM = Ask("first", Field(N_("From"), "day", help=N_("From this day on.")), N_("2008-01-01"))
UNTIL = Ask("last", Field(N_("Until"), "day", help=N_("Until this day.")), N_("2008-12-31"))


class Length(Choice):
    """How much its reader has time for."""

    ONE_PAGE = "one-page", N_("One page")
    TWO_PAGES = "two-pages", N_("Two pages")
    DOSSIER = "dossier", N_("Full dossier")


PAGES = {Length.ONE_PAGE: 1, Length.TWO_PAGES: 2}
LENGTH = Ask(
    "length",
    Field(
        N_("Length"),
        "choice",
        choices=Length,
        help=N_("One page, two pages, or everything there is."),
    ),
    default=Length.TWO_PAGES,
)
READER = Ask("reader", Field(N_("Prepared for"), help=N_("Who reads it.")), N_("NAME"))
