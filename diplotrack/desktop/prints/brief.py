"""The brief on a partner: for which day, for whose eyes, on which paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import N_, _
from diplotrack.base.markings import Level, schemes
from diplotrack.base.progress import Progress
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.inputs import ChoiceInput, DayInput
from diplotrack.desktop.forms.naming import ReferenceInput
from diplotrack.desktop.prints.card import PrintCard, Printing
from diplotrack.desktop.prints.order import free_path
from diplotrack.records import Field
from diplotrack.records.choice import Choice
from diplotrack.records.display import Mention
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import Newcomer
from diplotrack.workspace.printing import ForWhom, PaperSize, Printed, order


class BriefForm(Choice):
    """The kind of file."""

    PDF = ".pdf", N_("PDF")
    DOCX = ".docx", N_("Word document")


def ceiling_input(context: Context, scheme: str) -> ChoiceInput:
    """The highest marking that may stand in what is printed, by its rank; None for no limit."""
    steps = tuple((level.rank, N_(level.text)) for level in _levels(scheme))
    field = Field(N_("At most marked"), "scale", scale=steps, help=N_("What is marked higher stays out."))
    made = ChoiceInput(field, context.theme)
    made.box.setItemText(0, _("No limit"))
    return made


def ceiling_text(scheme: str, rank: int | None) -> str:
    """The level of that rank as the printing names it; "" for no limit."""
    return next((level.text for level in _levels(scheme) if level.rank == rank), "")


def _levels(scheme: str) -> tuple[Level, ...]:
    return schemes()[scheme if scheme in schemes() else "neutral"].levels


class BriefCard(PrintCard):
    """Asks for a partner, and writes the brief."""

    def __init__(self, context: Context, scheme: str) -> None:
        advice = _(
            "What we ask, what they ask, points to make, what is due, who is who: on paper in a moment."
        )
        super().__init__(context, _("Brief on a partner"), advice, _("Make the brief"))
        theme, self._scheme = context.theme, scheme
        self.partner = ReferenceInput(
            Field(N_("Partner"), "reference", refers="party"), context, lambda _kind, _id: ""
        )
        self.put("partner", self.partner, 8)
        day = DayInput(Field(N_("As of"), "day"), theme)
        day.show_value(PartialDate.day(clock.today()))
        self.put("on", day, 4)
        for name, label, choices, default in (
            ("copy", N_("Copy"), ForWhom, ForWhom.INTERNAL),
            ("form", N_("File"), BriefForm, BriefForm.PDF),
            ("paper", N_("Paper"), PaperSize, PaperSize.A4),
        ):
            one = ChoiceInput(Field(label, "choice", choices=choices), theme, default)
            one.show_value(default)
            self.put(name, one, 8 if name == "copy" else 4)
            if name == "copy":
                self.put("ceiling", ceiling_input(context, scheme), 4)

    def choose(self, mention: Mention) -> None:
        """Brief on that partner."""
        self.partner.line.chosen.emit(mention)

    def job(self, values: dict[str, Any], where: Path) -> Printing:
        """The brief as the core prints it."""
        partner = values["partner"]
        if partner is None:
            sentence = _("Name the partner first.")
            self.partner.complain(sentence)
            self.partner.setFocus()
            raise UserError(sentence)
        day = values["on"].latest if isinstance(values["on"], PartialDate) else clock.today()
        words = partner.name if isinstance(partner, Newcomer) else ""

        def run(workspace: Workspace, _progress: Progress) -> Printed:
            party = workspace.records.party(words) if words else None
            mention = workspace.records.mention("party", party.id if party else partner)
            caption = mention.caption if mention is not None else words
            out = free_path(where, _("Brief {partner}").format(partner=caption), day, values["form"].value)
            wanted = order(
                "partner-brief",
                partner=party.id if party else partner,
                on=day,
                copy=values["copy"].value,
                max_marking=ceiling_text(self._scheme, values["ceiling"]),
                paper=values["paper"].value,
            )
            return workspace.printing.print(wanted, out)

        return run
