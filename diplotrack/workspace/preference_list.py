"""What each setting of a workspace is called, what it is for and how it is entered; the page and the command use it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from diplotrack.base.i18n import N_, Label
from diplotrack.records.field import NONE

Input = Literal[
    "text",
    "country",
    "holds",
    "zone",
    "weekdays",
    "days",
    "day",
    "scheme",
    "locale",
    "names",
    "folder",
    "number",
]

IDENTITY, CALENDAR, MARKINGS, NAMES, BACKUP, PUBLISHED, LANGUAGE = (
    N_("Identity and post"),
    N_("Working days"),
    N_("Markings"),
    N_("Contested names"),
    N_("Backup"),
    N_("Calendar file"),
    N_("Language"),
)


@dataclass(frozen=True, slots=True)
class Preference:
    """One setting as people see it. ``section`` is where the page shows it, NONE nowhere."""

    key: str
    label: Label
    help: Label
    input: Input = "text"
    section: Label = NONE


PREFERENCES: tuple[Preference, ...] = (
    Preference(
        "we",
        N_("We are"),
        N_("Our government. It decides which commitments are ours and which are theirs."),
        "country",
        IDENTITY,
    ),
    Preference("post", N_("Post"), N_("The embassy, mission or desk, as papers name it."), "text", IDENTITY),
    Preference("who", N_("Your name"), N_("Stands in the history beside what you do."), "text", IDENTITY),
    Preference(
        "zone",
        N_("Time zone of the post"),
        N_("Times without a zone of their own are in this one, and the day changes with it."),
        "zone",
        IDENTITY,
    ),
    Preference(
        "weekend", N_("Weekend"), N_("Days on which nothing falls due at the post."), "weekdays", CALENDAR
    ),
    Preference(
        "holidays",
        N_("Holidays"),
        N_("Days such as 2026-12-25, with commas between them; they are no working days."),
        "days",
        CALENDAR,
    ),
    Preference(
        "duty_from",
        N_("On duty since"),
        N_(
            "Rules about keeping records look at nothing from before this day; empty: since the workspace was made."
        ),
        "day",
        CALENDAR,
    ),
    Preference(
        "marking_scheme",
        N_("Marking scheme"),
        N_("The levels that are offered. Records keep the scheme with which they were marked."),
        "scheme",
        MARKINGS,
    ),
    Preference(
        "contested_names",
        N_("Names that this workspace uses"),
        N_("For a contested entity or name: what is printed and listed here."),
        "names",
        NAMES,
    ),
    Preference(
        "contested_areas",
        N_("Areas on the map"),
        N_("A contested area, and the code of the country with which the map draws it; the rest stays open."),
        "names",
        NAMES,
    ),
    Preference(
        "backup_folder",
        N_("Backup folder"),
        N_("Best on another disk. Empty: no backup is made by itself."),
        "folder",
        BACKUP,
    ),
    Preference(
        "backup_days",
        N_("Days between backups"),
        N_("When the workspace is opened and the last backup is older. 0: never by itself."),
        "number",
        BACKUP,
    ),
    Preference(
        "calendar_file",
        N_("Calendar file"),
        N_(
            "A file such as /home/ada/Shared/post.ics, written anew after each change, for calendars to subscribe to. "
            "Empty: none."
        ),
        "text",
        PUBLISHED,
    ),
    Preference(
        "calendar_holds",
        N_("It holds"),
        N_("“all”, or only “meetings” or what is “due”; of both a year back and all that lies ahead."),
        "holds",
        PUBLISHED,
    ),
    Preference(
        "calendar_ceiling",
        N_("Up to the marking"),
        N_("What is marked above it, or not at all, stays out. Empty: everything, for your own eyes only."),
        "text",
        PUBLISHED,
    ),
    Preference(
        "calendar_release_to",
        N_("Releasable to"),
        N_(
            "A partner for whom the file is: only what may be released to it is in there. Empty: nobody else."
        ),
        "text",
        PUBLISHED,
    ),
    Preference(
        "locale",
        N_("Language"),
        N_("Of the window and the papers; it takes effect when the workspace is opened next."),
        "locale",
        LANGUAGE,
    ),
    Preference("created_on", N_("Made on"), N_("The day on which the workspace was made."), "day"),
)
"""Every setting but those that the rules look after."""


def preference(key: str) -> Preference:
    """The setting of that name. Raises KeyError."""
    return {one.key: one for one in PREFERENCES}[key]
