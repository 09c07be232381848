"""The command that opens the page of the partner in front, or of the one that the record in front concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import _

if TYPE_CHECKING:
    from diplotrack.desktop.window import MainWindow


def attach(window: MainWindow) -> None:
    """Connect the command."""
    window.context.commands.connect_to("partner", lambda: open_partner(window))


def open_partner(window: MainWindow) -> None:
    """Open the partner's page; of a record that concerns one, that partner's. Says so where there is none."""
    record, context = window.record_in_front, window.context
    if record is None:
        context.say(_("Choose a partner, or a record that concerns one, first."), "warning")
        return
    kind, record_id = record

    def go(party_id: int | None) -> None:
        if party_id is None:
            context.say(_("No partner is named in this record."), "warning")
        else:
            context.open_in_tab("party", party_id)

    if kind == "party":
        go(record_id)
    else:
        context.read(
            lambda workspace: workspace.partners.of_record(kind, record_id), go, owner=window, key="partner"
        )
