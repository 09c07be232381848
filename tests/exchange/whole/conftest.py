"""A ledger with something of everything: all kinds, trash, undone work, parts taken out, attached files, odd texts."""

from __future__ import annotations

import random
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from diplotrack.records import Commitment, Engagement, Finding, Party, Passage, SavedView, Tag
from diplotrack.store.ledger import Ledger
from diplotrack.workspace import Workspace
from tests.leaks.sowing import PARTNERS, Sower

ODD = "<b>&amp; {} \u0001\u2028\ud55c\U0001f54a =1+1 \"'\\ \r\n\t end"


@pytest.fixture(scope="session")
def sown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That workspace; to be opened for reading only."""
    folder = tmp_path_factory.mktemp("sown")
    with Workspace(Ledger.create(folder / "sown.diplotrack")) as workspace:
        with workspace.change("Sow") as work:
            for code in ("USA", *PARTNERS):  # the whole world would only make it slow
                work.add(Party(name=f"Party {code}", code=code))
            sower = Sower(work, random.Random(6))
            sower.sow()
            us, them = sower.us, sower.them[0]
            sower.plant("party_name", party_id=them)
            sower.plant("membership", party_id=them, organization_id=us)
            sower.plant("partner_tier", party_id=them)
            sower.plant(
                "external_reference", owner_kind="party", owner_id=them, imported={"values": {"name": "x"}}
            )
        _live(workspace, sower, folder)
    return folder / "sown.diplotrack"


def _live(workspace: Workspace, sower: Sower, folder: Path) -> None:
    """What becomes of a ledger with time."""
    for name, content in (
        ("note.txt", b"words"),
        ("empty.bin", b""),
        ("large.bin", bytes(range(256)) * 4_500),
    ):
        (folder / name).write_bytes(content)
    met, promise = sower.engagements[0].id, sower.commitments[0].id
    with workspace.change("Attach") as work:
        for name in ("note.txt", "empty.bin", "large.bin"):
            workspace.safekeeping.attach(work, work.get(Engagement, met), folder / name)
    with workspace.change("Edit {count}", count=2, odd=ODD) as work:
        work.get(Engagement, met).title = ODD
        work.get(Engagement, met).start_time = time(9, 30)
        work.get(Engagement, met).zone = "Europe/Paris"
        work.get(Commitment, promise).amount = Decimal("-1234567.89")
        work.get(Finding, 1).evidence = {
            "subject": [["commitment", promise]], "records": [["engagement", met]],
            "parties": [1], "numbers": {"n": 0.1},
        }  # fmt: skip
        work.add(SavedView(name="Mine", kind="engagement", query={"b": [1, None, {"é": True}], "a": 2.5}))
        work.add(
            Passage(owner_kind="engagement", owner_id=met, role="summary", ordinal=9, text="long " * 30_000)
        )
    with workspace.change("Tag") as work:
        tag = work.add(Tag(owner_kind="engagement", owner_id=met, name="gone"))
    with workspace.change("Untag") as work:
        work.trash(work.get(Tag, tag.id))
        work.trash(work.get(Engagement, sower.engagements[1].id))
    with workspace.change("Move the date") as work:
        work.get(Commitment, promise).due_on = date(2009, 5, 1)
    workspace.ledger.undo()
    workspace.ledger.set(
        we="USA",
        who="Ada",
        post="Paris",
        holidays=["2009-01-01"],
        zone="Asia/Tokyo",
        backup_folder=str(folder),
    )


@pytest.fixture(scope="session")
def exported(sown: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What it is written as."""
    target = tmp_path_factory.mktemp("exported") / "ledger.json"
    with Workspace.open(sown) as workspace:
        workspace.exchange.export_whole(target)
    return target
