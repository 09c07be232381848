"""Texts that are being taken in are kept whole, with what was answered; of another version's the text at least."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from diplotrack.base.dates import PartialDate
from diplotrack.exchange.texts.text_file import Correspondent, TextFile
from diplotrack.records.enumerations import Format, Side
from diplotrack.store.drafts import Drafts
from diplotrack.store.ledger import Ledger
from diplotrack.workspace import Workspace, kept_intake
from diplotrack.workspace.editing import Draft, Newcomer
from diplotrack.workspace.intake import Answers
from diplotrack.workspace.kept_intake import KIND, KeptIntake

TEXT = TextFile(
    ("Dear colleague,", "🚢 سفينة"),
    title="Cables",
    form="eml",
    sent=datetime(2026, 5, 26, 9, tzinfo=UTC),
    sender=Correspondent("Anna", "a@example.org"),
    recipients=(Correspondent("", "b@example.org"),),
    key="<1@example.org>",
    in_reply_to="<0@example.org>",
    notes=("A picture was left out.",),
)
ANSWERS = Answers(
    {"a", "b"},
    {"c"},
    {
        "format": Format.CALL,
        "day": PartialDate(date(2026, 5, 1), date(2026, 5, 31)),
        "who": Newcomer("person", "Anna", is_new=True),
        "party": 7,
        "promise": Draft("commitment", values={"text": "We send two ships"}),
    },
    {"who": {"side": Side.OURS, "capacity": "Envoy"}},
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty one."""
    Ledger.create(tmp_path / "post.diplotrack").close()
    with Workspace.open(tmp_path / "post.diplotrack") as opened:
        yield opened


def test_a_text_and_its_answers_come_back_as_they_were(workspace: Workspace) -> None:
    one = KeptIntake(TEXT, "/home/anna/mail.eml", ANSWERS, {"format": "Call"}, "draft-key")
    first = kept_intake.keep(workspace, "", one)
    assert kept_intake.keep(workspace, first, one) == first
    second = kept_intake.keep(workspace, "", KeptIntake(TextFile(("Another",))))
    (key, found), (other, _kept) = kept_intake.open_all(workspace)
    assert (key, other) == (first, second)
    assert found == one
    assert found.title == "Cables"
    kept_intake.forget(workspace, first)
    assert [key for key, _one in kept_intake.open_all(workspace)] == [second]


def test_no_list_of_drafts_shows_it(workspace: Workspace) -> None:
    kept_intake.keep(workspace, "", KeptIntake(TEXT, answers=ANSWERS))
    assert workspace.drafts.all() == []
    assert workspace.drafts.lines() == []
    assert workspace.drafts.digests() == set()


def test_of_what_another_version_wrote_the_text_is_saved(workspace: Workspace) -> None:
    whole, lost = (
        '{"format": 99, "paragraphs": ["One", "Two"], "accepted": 3}',
        '{"format": 1, "paragraphs": ["One"]}',
    )
    for payload in (whole, lost, '{"format": 1}', "[]", "{"):
        Drafts(workspace.ledger).keep("", KIND, None, "", payload)
    texts = sorted(one.source.text for _key, one in kept_intake.open_all(workspace))
    assert texts == ["One", "One\n\nTwo"]
