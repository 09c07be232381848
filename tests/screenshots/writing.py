"""Pictures of what is being written: drafts that were left open, a speech that is checked, a text that is taken in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QPixmap

from diplotrack.desktop.views.draft_check_page import REST, DraftCheckPage
from diplotrack.desktop.views.intake.page import IntakePage
from diplotrack.records.display import Mention
from diplotrack.workspace.intake import About
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

READOUT = (
    "Readout of the Minister’s call with the Foreign Minister of France, 26 May 2026\n\n"
    "Minister Harrow spoke on 26 May 2026 by telephone with Foreign Minister Catherine Colonna of France about the"
    " protection of undersea cables. Paris welcomed the joint register of cable faults.\n\n"
    "The Minister said that the United States will train two French repair crews by 30 September 2026. France will hand"
    " over the fault data of its operators by 1 July 2026.\n\n"
    "Both agreed that deliberate damage to cables must be answered together with Japan and the United Kingdom, and to"
    " meet again at the NATO summit in July."
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


def intake(workspace: Path) -> QPixmap:
    """A readout under answer: what is sure is accepted, something refused, a promise in front; it is closed again."""
    stage = Stage(workspace)
    stage.go("intake")
    page = stage.window.page
    assert isinstance(page, IntakePage)
    page.take_words(READOUT)
    stage.calm()
    page.replies.accept_sure()
    assert page.answering is not None
    shown = page.answering.proposals
    for about, act in ((About.BODY, page.replies.refuse), (About.PROMISE, None)):
        page.list.go_to(next(row for row, one in enumerate(shown) if one.about is about))
        if act is not None:
            act()
    stage.calm()
    page.list.setFocus()
    drawn = stage.picture()
    page.close_text()
    stage.close()
    return drawn
