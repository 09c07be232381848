"""Messages that are imported: communications, with the people and partners in their heads, and their files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from diplotrack.base.errors import UserError
from diplotrack.records import Attachment, Communication, CommunicationParty, ContactPoint, Person
from diplotrack.records.enumerations import CommunicationType, Correspondent, Traffic
from diplotrack.store import attachments
from diplotrack.store.passages import passages_of
from diplotrack.workspace import Workspace
from tests.exchange.importing import code, name, take

LETTER = """\
From: =?utf-8?q?H=C3=A9l=C3=A8ne_Dupont?= <helene.dupont@diplomatie.gouv.fr>
To: "Doe, John" <john.doe@state.gov>
Cc: Ann Lee <ann.lee@fcdo.gov.uk>, lists@example.org
Subject: Note verbale no. 123/2026: fisheries
Date: Fri, 29 May 2026 23:30:00 -0400
Message-ID: <one@diplomatie.gouv.fr>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=cut

--cut
Content-Type: text/plain; charset=utf-8

The Embassy of France presents its compliments.

The herring quota is settled.
--cut
Content-Type: text/plain; name="..\\..\\annex.txt"
Content-Disposition: attachment; filename="../../annex.txt"

Salmon is not.
--cut--
"""
REPLY = """\
From: John Doe <john.doe@state.gov>
To: helene.dupont@diplomatie.gouv.fr
Subject: Re: fisheries
Date: Sat, 30 May 2026 09:00:00 +0000
Message-ID: <two@state.gov>
In-Reply-To: <one@diplomatie.gouv.fr>
MIME-Version: 1.0

Thank you.
"""


def mail(folder: Path, *messages: str, name: str = "letter.eml") -> Path:
    path = folder / name
    beginning = "From somebody@example.org Fri May 29 10:00:00 2026\n" if len(messages) > 1 else ""
    path.write_bytes("\n".join(beginning + one for one in messages).encode())
    return path


def stored(workspace: Workspace, kind: Any) -> list[Any]:
    with workspace.read() as session:
        return list(session.scalars(select(kind).order_by(kind.id)))


def correspondents(workspace: Workspace) -> list[tuple[str, str, Correspondent]]:
    return [
        (code(workspace, one.party_id), name(workspace, one.person_id), one.part)
        for one in stored(workspace, CommunicationParty)
    ]


def test_a_message_becomes_a_communication(workspace: Workspace, tmp_path: Path) -> None:
    result = take(workspace, mail(tmp_path, LETTER))
    assert (result.created, result.records["communication"], result.errors) == (1, 1, [])
    [letter] = stored(workspace, Communication)
    assert (letter.title, letter.type) == (
        "Note verbale no. 123/2026: fisheries",
        CommunicationType.NOTE_VERBALE,
    )
    assert (letter.traffic, letter.reference) == (Traffic.INCOMING, "123/2026")
    assert letter.sent_on.isoformat() == "2026-05-29"  # where it was sent
    assert correspondents(workspace) == [
        ("FRA", "Hélène Dupont", Correspondent.FROM),
        ("USA", "John Doe", Correspondent.TO),
        ("GBR", "", Correspondent.COPY),
    ]
    assert [one.value for one in stored(workspace, ContactPoint)] == [
        "helene.dupont@diplomatie.gouv.fr",
        "john.doe@state.gov",
    ]
    with workspace.read() as session:
        texts = passages_of(session, "communication", [letter.id])[letter.id]["text"]
    assert [one.text for one in texts][1] == "The herring quota is settled."


def test_the_message_and_what_it_encloses_are_kept_and_found(workspace: Workspace, tmp_path: Path) -> None:
    path = mail(tmp_path, LETTER)
    take(workspace, path)
    files = stored(workspace, Attachment)
    assert [(one.name, one.media_type) for one in files] == [
        ("annex.txt", "text/plain"),
        ("Note verbale no. 123_2026_ fisheries.eml", "message/rfc822"),
    ]
    kept = b"".join(attachments.pieces(workspace.ledger, files[1].sha256))
    assert kept == path.read_bytes()
    assert [hit.file for hit in workspace.search("salmon")] == ["annex.txt"]
    assert list(workspace.safekeeping.damage()) == []
    workspace.history.undo()
    assert stored(workspace, Attachment) == []
    assert workspace.search("salmon") == []


def test_a_reply_finds_what_it_answers(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, mail(tmp_path, LETTER))
    take(workspace, mail(tmp_path, REPLY, name="reply.eml"))
    letter, reply = stored(workspace, Communication)
    assert (reply.reply_to_id, reply.traffic) == (letter.id, Traffic.OUTGOING)
    assert [one.name for one in stored(workspace, Person)] == ["Hélène Dupont", "John Doe"]


def test_a_folder_of_messages_comes_in_by_day(workspace: Workspace, tmp_path: Path) -> None:
    path = mail(tmp_path, REPLY, LETTER.replace("The herring", "\n>From herring"), name="folder.mbox")
    result = take(workspace, path)
    assert (result.read, result.created) == (2, 2)
    letter, reply = stored(workspace, Communication)
    assert reply.reply_to_id == letter.id


def test_a_message_that_a_folder_holds_twice_comes_in_once(workspace: Workspace, tmp_path: Path) -> None:
    result = take(workspace, mail(tmp_path, LETTER, LETTER.replace("Salmon", "Trout"), REPLY, name="f.mbox"))
    assert (result.created, result.skipped) == (2, 1)
    assert result.left_out == {"messages that the file holds more than once": 1}
    letter, reply = stored(workspace, Communication)
    assert reply.reply_to_id == letter.id


def test_the_same_message_again_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, mail(tmp_path, LETTER))
    again = take(workspace, mail(tmp_path, "Received: from elsewhere\n" + LETTER, name="other.eml"))
    assert (again.unchanged, again.created) == (1, 0)
    assert len(stored(workspace, Attachment)) == 2


def test_a_file_that_somebody_took_away_stays_away(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, mail(tmp_path, LETTER))
    annex = stored(workspace, Attachment)[0]
    workspace.attaching.detach(annex.id)
    changed = take(workspace, mail(tmp_path, LETTER.replace("is settled", "is not settled")))
    assert changed.updated == 1
    names = [one.name for one in stored(workspace, Attachment)]
    assert "annex.txt" not in names
    assert len(names) == 2  # the message as it was, and as it is


def test_trying_out_keeps_nothing(workspace: Workspace, tmp_path: Path) -> None:
    result = take(workspace, mail(tmp_path, LETTER), dry_run=True)
    assert result.created == 1
    assert stored(workspace, Communication) == []
    assert not workspace.ledger.folder.attachments.exists()


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("Mon, 01 Jan 0000 00:00:00 +0000", 0),
        ("Fri, 31 Dec 10000 23:59:59 +0000", 0),
        ("Mon, 01 Jan 0001 00:00:00 +2359", 0),
        ("Tue, 01 Jan 1901 00:00:00 +0000", 1),
        ("", 0),
        ("\x00", 0),
    ],
)
def test_days_that_no_message_was_sent_on_are_left_open(
    workspace: Workspace, tmp_path: Path, date: str, told: int
) -> None:
    result = take(workspace, mail(tmp_path, LETTER.replace("Fri, 29 May 2026 23:30:00 -0400", date)))
    assert result.created == 1
    assert stored(workspace, Communication)[0].sent_on is None
    assert len(result.notes) == told


def test_two_messages_that_answer_each_other_do_not_go_in_circles(
    workspace: Workspace, tmp_path: Path
) -> None:
    circle = LETTER.replace("MIME-Version", "In-Reply-To: <two@state.gov>\nMIME-Version")
    itself = REPLY.replace("<one@diplomatie.gouv.fr>", "<two@state.gov>")
    assert take(workspace, mail(tmp_path, REPLY, circle, name="f.mbox")).created == 2
    assert take(workspace, mail(tmp_path, itself, name="self.eml")).updated == 1


def test_what_is_no_message_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "letter.eml"
    path.write_text("Just words.")
    with pytest.raises(UserError, match="is no message"):
        take(workspace, path)
    with workspace.read() as session:
        assert session.scalar(select(func.count()).select_from(Communication)) == 0
