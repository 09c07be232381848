"""The commitment report: whose, with whom, in which state, on paper or as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, _
from diplotrack.base.progress import Progress
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.inputs import ChoiceInput, DayInput, FlagInput
from diplotrack.desktop.forms.naming import ReferenceInput
from diplotrack.desktop.prints.brief import ceiling_input, ceiling_text
from diplotrack.desktop.prints.card import PrintCard, Printing
from diplotrack.desktop.prints.order import free_path
from diplotrack.records import Field
from diplotrack.records.choice import Choice
from diplotrack.records.enumerations import CommitmentStatus, Direction
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import Newcomer
from diplotrack.workspace.printing import ForWhom, Printed, order


class ReportForm(Choice):
    """The kind of file."""

    PDF = ".pdf", N_("PDF")
    XLSX = ".xlsx", N_("Spreadsheet (XLSX)")
    CSV = ".csv", N_("Table (CSV)")
    DOCX = ".docx", N_("Word document")


class CommitmentsCard(PrintCard):
    """Asks which commitments, and writes the report."""

    def __init__(self, context: Context, scheme: str) -> None:
        advice = _("What was promised, by whom, by when, and what has become of it.")
        super().__init__(context, _("Commitment report"), advice, _("Make the report"))
        theme, self._scheme = context.theme, scheme
        for name, label, kind in (("partner", N_("Partner"), "party"), ("owner", N_("Owner"), "person")):
            field = Field(label, "reference", refers=kind)
            self.put(name, ReferenceInput(field, context, lambda _kind, _id: ""), 6)
        for name, label, choices in (
            ("direction", N_("Whose"), Direction),
            ("status", N_("Status"), CommitmentStatus),
        ):
            self.put(name, ChoiceInput(Field(label, "choice", choices=choices), theme), 4)
        overdue = FlagInput(Field(N_("Overdue only"), "flag"), theme)
        self.put("overdue", overdue, 4)
        day = DayInput(Field(N_("As of"), "day"), theme)
        day.show_value(PartialDate.day(clock.today()))
        for name, label, options, default in (
            ("copy", N_("Copy"), ForWhom, ForWhom.INTERNAL),
            ("form", N_("File"), ReportForm, ReportForm.PDF),
        ):
            one = ChoiceInput(Field(label, "choice", choices=options), theme, default)
            one.show_value(default)
            self.put(name, one, 8 if name == "copy" else 4)
            if name == "copy":
                self.put("ceiling", ceiling_input(context, scheme), 4)
        self.put("on", day, 4)

    def job(self, values: dict[str, Any], where: Path) -> Printing:
        """The report as the core prints it."""
        day = values["on"].latest if isinstance(values["on"], PartialDate) else clock.today()

        def run(workspace: Workspace, _progress: Progress) -> Printed:
            partner = _name(workspace, "party", values["partner"])
            title = _("Commitments {partner}").format(partner=partner) if partner else _("Commitments")
            wanted = order(
                "commitments",
                partner=partner,
                owner=_name(workspace, "person", values["owner"]),
                status=[values["status"].value] if values["status"] else [],
                direction=values["direction"].value if values["direction"] else "",
                overdue=bool(values["overdue"]),
                on=day,
                copy=values["copy"].value,
                max_marking=ceiling_text(self._scheme, values["ceiling"]),
            )
            return workspace.printing.print(wanted, free_path(where, title, day, values["form"].value))

        return run


def _name(workspace: Workspace, kind: str, value: Any) -> str:
    """What the printing calls a record: its name."""
    if value is None:
        return ""
    if isinstance(value, Newcomer):
        return value.name
    mention = workspace.records.mention(kind, value)
    return mention.caption if mention is not None else ""
