"""Pictures of what is being written: drafts of records that were left open, and a speech that is checked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QPixmap

from diplotrack.desktop.views.draft_check_page import REST, DraftCheckPage
from diplotrack.records.display import Mention
from tests.desk.waiting import wait
from tests.screenshots.stage import Stage

SPEECH = (
    "Remarks at the port of Brest\n\n"
    "Excellencies, dear colleagues,\n\n"
    "Damage to a cable that serves us all concerns us all. We report incidents within a week, we may share repair"
    " ships, and we answer deliberate damage together.\n\n"
    "We will train two French repair crews at our school by the end of September. The United States will open a joint"
    " register of cable faults by 1 March 2027.\n\n"
    "We thank the prefecture for its hospitality."
)


def drafts(workspace: Path) -> QPixmap:
    """What was begun and not saved; it is thrown away again."""
    stage = Stage(workspace)
    kept, editing = stage.context.workspace.drafts, stage.context.workspace.editing
    begun = (
        editing.blank("engagement", title="Call with the Finnish minister on the winter exercise"),
        editing.blank("commitment", text="Send the cable faults of the last ten years"),
        editing.blank("communication"),
    )
    keys = [kept.keep("", draft).key for draft in begun]
    kept.discard(keys[1])
    stage.go("drafts")
    drawn = stage.picture()
    for key in keys:
        kept.forget(key)
    stage.close()
    return drawn


def draft_check(workspace: Path) -> QPixmap:
    """A speech held against the line to take, a promise, and whom a change would concern; it is taken away again."""
    stage = Stage(workspace)
    stage.go("draft_check")
    page = stage.window.page
    assert isinstance(page, DraftCheckPage)
    france = stage.context.workspace.records.party("FRA")
    page.purpose.to.take(Mention("party", france.id, france.name))
    page.editor.setPlainText(SPEECH)
    wait(REST + 200)
    stage.calm()
    page.step(1)
    stage.calm()
    drawn = stage.picture()
    page.purpose.to.show_value({})
    page.clear()
    wait(REST + 200)
    stage.close()
    return drawn
