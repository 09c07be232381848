"""One document for many, from its dialog: who is listed, what is written, what is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diplotrack.desktop.context import Context
from diplotrack.desktop.prints.order import FOLDER
from diplotrack.desktop.views.reports.batch_dialog import BatchDialog
from diplotrack.records import PartnerTier
from diplotrack.records.display import Mention
from diplotrack.workspace.printing import order

Calm = Callable[[], None]


@pytest.fixture
def dialog(qtbot: QtBot, context: Context, calm: Calm, tmp_path: Path) -> Iterator[BatchDialog]:
    """For partner briefs, into the test's own folder; France and Japan are of tier 1."""
    with context.workspace.change("Tier") as work:
        for party in (1, 2):
            work.add(PartnerTier(party_id=party, tier=1))
    QSettings().setValue(FOLDER, str(tmp_path))
    parent = QWidget()
    qtbot.addWidget(parent)
    made = BatchDialog(context, order("partner-brief", length="one-page"), parent)
    made.show()
    calm()
    yield made
    made.close()


def test_partners_of_a_meeting_of_a_tier_and_by_name_are_listed(dialog: BatchDialog, calm: Calm) -> None:
    assert not dialog.go.isEnabled()
    dialog.trip.line.chosen.emit(Mention("engagement", 1, "Security consultations 0"))
    calm()
    assert [one.caption for one in dialog.chosen] == ["Japan"]
    dialog.list_tier(1)
    calm()
    assert [one.caption for one in dialog.chosen] == ["France", "Japan"]
    dialog.add.line.chosen.emit(Mention("party", 3, "Égypte"))
    dialog.boxes[1].click()
    assert [one.caption for one in dialog.chosen] == ["Japan", "Égypte"]
    assert dialog.go.text() == "Make 2 documents"
    dialog.all.click()
    assert dialog.chosen == []


def test_each_is_written_and_what_failed_is_told(
    dialog: BatchDialog, calm: Calm, qtbot: QtBot, tmp_path: Path
) -> None:
    for one in (
        Mention("party", 1, "France"),
        Mention("party", 99, "Atlantis"),
        Mention("party", 2, "Japan"),
    ):
        dialog.add.line.chosen.emit(one)
    dialog.start()
    qtbot.waitUntil(lambda: dialog.batch is not None, timeout=30_000)
    assert dialog.batch is not None
    assert len(dialog.batch.written) == len(list(tmp_path.glob("*.pdf"))) == 2
    told = dialog._told.text()
    assert told.startswith("2 documents were written.")
    assert "Not written: Atlantis." in told
    assert dialog.reveal.isVisible()
    assert dialog.go.isEnabled()
