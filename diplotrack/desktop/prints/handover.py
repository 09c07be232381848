"""The hand-over note on paper: for whose eyes, in which format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from diplotrack.base import clock
from diplotrack.base.i18n import N_, _
from diplotrack.base.progress import Progress
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.inputs import ChoiceInput
from diplotrack.desktop.prints.brief import BriefForm, ceiling_input, ceiling_text
from diplotrack.desktop.prints.card import PrintCard, Printing
from diplotrack.desktop.prints.order import free_path
from diplotrack.records import Field
from diplotrack.workspace import Workspace
from diplotrack.workspace.handing import InHand
from diplotrack.workspace.printing import ForWhom, PaperSize, Printed, order

_ASKED = {"person": "owner", "party": "desk"}


class HandoverCard(PrintCard):
    """Writes the note on what is shown; :meth:`follow` says what that is and who takes it over."""

    def __init__(self, context: Context, scheme: str) -> None:
        advice = _("The same list on paper, for whoever takes over.")
        super().__init__(context, _("Hand-over note"), advice, _("Make the note"))
        self._scheme = scheme
        self._shown: InHand | None = None
        self._to = ""
        for name, label, choices, default in (
            ("copy", N_("Copy"), ForWhom, ForWhom.INTERNAL),
            ("form", N_("File"), BriefForm, BriefForm.PDF),
            ("paper", N_("Paper"), PaperSize, PaperSize.A4),
        ):
            one = ChoiceInput(Field(label, "choice", choices=choices), context.theme, default)
            one.show_value(default)
            self.put(name, one, 12 if name == "copy" else 4)
        self.put("ceiling", ceiling_input(context, scheme), 4)

    def follow(self, shown: InHand, to: str) -> None:
        """Print that, for that person."""
        self._shown, self._to = shown, to

    def job(self, values: dict[str, Any], where: Path) -> Printing:
        """The note as the core prints it."""
        shown, to = self._shown, self._to
        assert shown is not None  # the card stands beside what is shown
        ceiling = ceiling_text(self._scheme, values["ceiling"])

        def run(workspace: Workspace, _progress: Progress) -> Printed:
            title = _("Hand-over {name}").format(name=shown.name)
            out = free_path(where, title, clock.today(), values["form"].value)
            whose = {} if shown.whose is None else {_ASKED[shown.whose[0]]: shown.whose[1]}
            wanted = order(
                "hand-over",
                **whose,
                to=to,
                copy=values["copy"].value,
                max_marking=ceiling,
                paper=values["paper"].value,
            )
            return workspace.printing.print(wanted, out)

        return run
