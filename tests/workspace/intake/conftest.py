"""An embassy with a few people, an objective and a meeting, and texts as they come in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from diplotrack.exchange.texts.opening import pasted
from diplotrack.records import Appointment, Engagement, EngagementParty, Objective, Person
from diplotrack.workspace import Workspace
from diplotrack.workspace.intake import Reading

Read = Callable[[str], Reading]

READOUT = """THE WHITE HOUSE
Office of the Press Secretary

FOR IMMEDIATE RELEASE
March 12, 2024

Readout of President Adams's Call with President Camille Moreau of France

President Adams spoke today with President Moreau to prepare the summit on undersea cables. Kenya was discussed too.

The leaders agreed to hold a meeting of experts by the end of June 2024. President Moreau underlined that the repair of
undersea cables must be shared. The United States will send two repair ships to Marseille within six months."""

MEMCON = """CONFIDENTIAL

MEMORANDUM OF CONVERSATION

SUBJECT: Undersea cables
DATE: 14 May 2024, 15:00–16:30
PLACE: Ministry of Foreign Affairs, Tokyo

PARTICIPANTS:

United States
Ambassador Ruth Bell
Tom Lee, Political Counselor
Ann Poe (notetaker)

Japan
Kenji Sato, Director-General for European Affairs
Ms. Yumi Ito, interpreter

Summary

The Ambassador called on the Director-General.

Our points

We asked for early word of repairs.

Japanese position

Japan will send a survey ship by 30 September 2024. Tokyo said that it needs more time.

Comment

He was well prepared."""

COMMUNIQUE = """Joint communiqué on the meeting of the Foreign Ministers of Burma and Zaire

BRUSSELS, 3 June 1985 – The Ministers welcomed the progress made. We will exchange missions by the end of 1985."""

FRENCH = """MINISTÈRE DES AFFAIRES ÉTRANGÈRES

COMMUNIQUÉ DE PRESSE

Paris, le 12 mars 2024

Entretien téléphonique avec le ministre des Affaires étrangères du Brésil

Le ministre s’est entretenu ce jour par téléphone avec son homologue brésilien. La France enverra deux navires."""

NOTE = """The Embassy of Japan presents its compliments to the Department of State and has the honour to refer to the \
meeting of 4 May 2024. The Embassy would welcome a reply by 1 July 2024.

Washington, 20 May 2024"""

TEXTS = {"readout": READOUT, "memcon": MEMCON, "communiqué": COMMUNIQUE, "french": FRENCH, "note": NOTE}


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An embassy of the United States that knows two people, an objective and a call; to be copied."""
    path = tmp_path_factory.mktemp("founded") / "embassy.diplotrack"
    with Workspace.create(path, we="USA") as workspace:
        france, ours = workspace.records.party("FRA").id, workspace.records.party("USA").id
        with workspace.change("Log engagement") as work:
            moreau = work.add(Person(name="Camille Moreau", party_id=france))
            work.add(
                Appointment(
                    person_id=moreau.id, office="President", party_id=france, from_on=date(2022, 5, 1)
                )
            )
            work.add(Person(name="Ruth Bell", party_id=ours))
            cables = Objective(
                code="SEC-1",
                title="Undersea cables protected and repaired together",
                proposition="The repair of undersea cables is shared among allies.",
            )
            work.add(cables)
            call = work.add(Engagement(title="Call with Paris", starts_on=date(2024, 3, 12), format="call"))
            work.add(EngagementParty(engagement_id=call.id, party_id=france))
    return path


@pytest.fixture(scope="session")
def opened(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """That embassy, opened once for tests that only read."""
    folder = tmp_path_factory.mktemp("opened") / "embassy.diplotrack"
    workspace = Workspace.open(Path(shutil.copytree(founded, folder)))
    yield workspace
    workspace.close()


@pytest.fixture
def workspace(founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A copy of that embassy; today is 1 June 2024."""
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2024-06-01")
    opened = Workspace.open(Path(shutil.copytree(founded, tmp_path / "embassy.diplotrack")))
    yield opened
    opened.close()


@pytest.fixture
def read(opened: Workspace, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Reads a pasted text; today is 1 June 2024."""
    monkeypatch.setenv("DIPLOTRACK_TODAY", "2024-06-01")
    return lambda text: opened.intake.read(pasted(text))
