"""What happened between the desk and its partners until the end of 2008, and a little after."""

from __future__ import annotations

from datetime import date
from typing import Any

from diplotrack.records import (
    Communication,
    CommunicationParty,
    Objective,
    ObjectiveLink,
    Position,
    PositionPartner,
)
from diplotrack.records.enumerations import (
    CommunicationType,
    Correspondent,
    Duty,
    EngagementStatus,
    Format,
    Level,
    Setting,
    Side,
)
from diplotrack.store.passages import write_text
from tests.reports.compose.desk import PUBLIC, Desk
from tests.reports.compose.owed import owed

Folk = dict[str, Any]


def fill(desk: Desk) -> None:
    """People, lines to take, engagements, and what is owed."""
    folk: Folk = {}
    for part in (_people, _lines, _met, owed):
        part(desk, folk)


def _people(desk: Desk, folk: Folk) -> None:
    folk["us_head"] = desk.person(
        "George W. Bush",
        "USA",
        "President",
        Level.HEAD,
        from_on=date(2001, 1, 20),
        until_on=date(2009, 1, 20),
    )
    folk["chirac"] = desk.person(
        "Jacques Chirac",
        "FRA",
        "President",
        Level.HEAD,
        from_on=date(1995, 5, 17),
        until_on=date(2007, 5, 16),
    )
    folk["sarkozy"] = desk.person(
        "Nicolas Sarkozy",
        "FRA",
        "President",
        Level.HEAD,
        from_on=date(2007, 5, 16),
        until_on=date(2012, 5, 15),
        pronunciation="nee-koh-LAH sar-koh-ZEE",
        protocol_notes="Speaks alone for the first ten minutes.",
        languages="French",
    )
    folk["kouchner"] = desk.person(
        "Bernard Kouchner",
        "FRA",
        "Foreign Minister",
        Level.MINISTER,
        from_on=date(2007, 5, 18),
        until_on=date(2010, 11, 14),
    )
    folk["source"] = desk.person(
        "Étienne Marchand",
        "FRA",
        "Deputy director for strategy",
        Level.SENIOR_OFFICIAL,
        from_on=date(2005, 1, 1),
        family_name="Marchand",
        is_protected=True,
    )
    folk["mubarak"] = desk.person(
        "Hosni Mubarak",
        "EGY",
        "President",
        Level.HEAD,
        from_on=date(1981, 10, 14),
        until_on=date(2011, 2, 11),
        native_name="محمد حسني مبارك",
        honorific="H.E.",
    )
    desk.person(
        "Yasuo Fukuda",
        "JPN",
        "Prime Minister",
        Level.HEAD,
        from_on=date(2007, 9, 26),
        until_on=date(2008, 9, 24),
        native_name="福田康夫",
    )
    desk.person(
        "Taro Aso",
        "JPN",
        "Prime Minister",
        Level.HEAD,
        from_on=date(2008, 9, 24),
        until_on=date(2009, 9, 16),
        native_name="麻生太郎",
        marking_text="",
    )
    desk.person(
        "Craig Stapleton",
        "USA",
        "Ambassador to France",
        Level.AMBASSADOR,
        from_on=date(2005, 7, 15),
        until_on=date(2009, 1, 20),
        at_party_id=desk.party("FRA"),
    )


def _lines(desk: Desk, folk: Folk) -> None:
    talks = desk.add(
        Objective(
            code="SEC-2",
            title="Keep the sanctions on centrifuge parts in place",
            proposition="Sanctions stay until inspections are complete.",
            priority=1,
            valid_from=date(2007, 1, 1),
        )
    )
    troops = desk.add(
        Objective(
            code="SEC-5", title="Two more battalions for the mission", priority=2, valid_from=date(2008, 1, 1)
        )
    )
    old = desk.add(
        Position(
            objective_id=talks.id,
            stance=1,
            line="We are open to a pause in the sanctions.",
            valid_from=date(2007, 1, 1),
            valid_until=date(2007, 12, 31),
        )
    )
    everyone = desk.add(
        Position(
            objective_id=talks.id,
            stance=2,
            line="Inspection first, then relief; the sequence is settled.",
            valid_from=date(2008, 1, 1),
            supersedes_id=old.id,
        )
    )
    desk.add(
        Position(
            objective_id=talks.id,
            stance=1,
            line="We may discuss the sequence after June.",
            valid_from=date(2009, 3, 1),
            supersedes_id=everyone.id,
        )
    )
    allies = desk.add(
        Position(
            objective_id=troops.id,
            stance=1,
            line="Allies should each bring one battalion more.",
            valid_from=date(2008, 2, 1),
        )
    )
    desk.add(PositionPartner(position_id=allies.id, party_id=desk.party("NATO"), duty=Duty.SCOPE))
    narrow = desk.add(
        Position(
            objective_id=troops.id,
            stance=2,
            line="We count on two French battalions with their own lift by 1 April.",
            valid_from=date(2008, 4, 1),
            is_public=False,
        )
    )
    desk.add(PositionPartner(position_id=narrow.id, party_id=desk.party("FRA"), duty=Duty.SCOPE))
    folk |= {"talks": talks, "troops": troops}


def _met(desk: Desk, folk: Folk) -> None:
    first = desk.met(
        "Working visit of President Sarkozy",
        date(2007, 11, 7),
        "USA",
        "FRA",
        people=[(folk["sarkozy"], Side.THEIRS), (folk["us_head"], Side.OURS)],
        format=Format.VISIT,
        city="Washington",
        level_theirs=Level.HEAD,
    )
    write_text(desk.work, first, "summary", "Warm. Both presidents spoke of a new start.")
    desk.met(
        "Farewell call with President Chirac",
        date(2007, 5, 10),
        "USA",
        "FRA",
        people=[(folk["chirac"], Side.THEIRS)],
        format=Format.CALL,
        level_theirs=Level.HEAD,
    )
    strasbourg = desk.met(
        "Meeting with President Sarkozy in the margins of the summit",
        date(2008, 4, 3),
        "USA",
        "FRA",
        people=[
            (folk["sarkozy"], Side.THEIRS),
            (folk["kouchner"], Side.THEIRS),
            (folk["source"], Side.THEIRS),
            (folk["us_head"], Side.OURS),
        ],
        format=Format.MEETING,
        city="Bucharest",
        level_theirs=Level.HEAD,
    )
    write_text(
        desk.work,
        strasbourg,
        "their_points",
        "France would “not be found wanting”. Parliament will want to know for how long.\n\n"
        "On the sequence of the talks he was evasive; Marchand had told us so beforehand.",
    )
    write_text(
        desk.work,
        strasbourg,
        "our_points",
        "We asked for two battalions with their own lift, and for the line on the sequence to be held.",
    )
    desk.add(ObjectiveLink(owner_kind="engagement", owner_id=strasbourg.id, objective_id=folk["troops"].id))
    desk.add(ObjectiveLink(owner_kind="engagement", owner_id=strasbourg.id, objective_id=folk["talks"].id))
    paris = desk.met(
        "Telephone call with Foreign Minister Kouchner",
        date(2008, 10, 5),
        "USA",
        "FRA",
        people=[(folk["kouchner"], Side.THEIRS)],
        format=Format.CALL,
        level_theirs=Level.MINISTER,
    )
    readout = desk.add(
        Communication(
            title="Readout of the call with the French Foreign Minister",
            type=CommunicationType.READOUT,
            sent_on=date(2008, 10, 5),
            engagement_id=paris.id,
            is_public=True,
        ),
        PUBLIC,
    )
    write_text(
        desk.work,
        readout,
        "text",
        "The Secretary and the Foreign Minister discussed the financial crisis and Georgia. "
        "They agreed to stay in close touch.",
    )
    desk.add(
        CommunicationParty(communication_id=readout.id, party_id=desk.party("FRA"), part=Correspondent.ABOUT)
    )
    later = desk.met(
        "Visit to Strasbourg after the day",
        date(2009, 4, 3),
        "USA",
        "FRA",
        people=[(folk["sarkozy"], Side.THEIRS)],
        format=Format.VISIT,
        city="Strasbourg",
    )
    write_text(desk.work, later, "summary", "This happened only in 2009.")
    desk.met(
        "Working visit to Paris",
        date(2009, 1, 8),
        "USA",
        "FRA",
        status=EngagementStatus.PLANNED,
        format=Format.VISIT,
        city="Paris",
        purpose="Secure two further battalions by the spring summit, and hold the line on the sequence of the talks.",
    )
    desk.met(
        "North Atlantic Council",
        date(2008, 12, 2),
        "USA",
        "NATO",
        format=Format.CONFERENCE_SESSION,
        setting=Setting.MULTILATERAL,
        city="Brussels",
        level_theirs=Level.MINISTER,
    )
    cairo = desk.met(
        "Meeting with President Mubarak",
        date(2008, 1, 16),
        "USA",
        "EGY",
        people=[(folk["mubarak"], Side.THEIRS)],
        city="Sharm el-Sheikh",
        level_theirs=Level.HEAD,
    )
    write_text(
        desk.work, cairo, "summary", "الرئيس مبارك أكد على دور مصر. He asked for patience on the border."
    )
    folk |= {"strasbourg": strasbourg, "paris": paris}
