"""The report on words and deeds: which objective, toward whom, over how long."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, _
from diplotrack.base.progress import Progress
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.inputs import ChoiceInput, DayInput
from diplotrack.desktop.forms.naming import ReferenceInput
from diplotrack.desktop.prints.brief import ceiling_input, ceiling_text
from diplotrack.desktop.prints.card import PrintCard, Printing
from diplotrack.desktop.prints.commitments import ReportForm
from diplotrack.desktop.prints.order import free_path
from diplotrack.records import Field, Objective
from diplotrack.records.choice import Choice
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import Newcomer
from diplotrack.workspace.printing import ForWhom, Printed, order


class Stretch(Choice):
    """How far back the report looks."""

    QUARTER = "90", N_("90 days")
    YEAR = "365", N_("12 months")
    TWO_YEARS = "730", N_("2 years")
    FIVE_YEARS = "1826", N_("5 years")


class WordsCard(PrintCard):
    """Asks about what, and writes the report."""

    def __init__(self, context: Context, scheme: str) -> None:
        advice = _(
            "What we said held against what we did, by objective and partner; of one objective its ledger as well."
        )
        super().__init__(context, _("Report on words and deeds"), advice, _("Make the report"))
        theme, self._scheme = context.theme, scheme
        for name, label, kind in (
            ("objective", N_("Objective"), "objective"),
            ("partner", N_("Partner"), "party"),
        ):
            field = Field(label, "reference", refers=kind)
            self.put(name, ReferenceInput(field, context, lambda _kind, _id: ""), 6)
        for name, label, options, default, wide in (
            ("stretch", N_("Over"), Stretch, Stretch.YEAR, 4),
            ("form", N_("File"), ReportForm, ReportForm.PDF, 4),
            ("copy", N_("Copy"), ForWhom, ForWhom.INTERNAL, 8),
        ):
            one = ChoiceInput(Field(label, "choice", choices=options), theme, default)
            one.show_value(default)
            self.put(name, one, wide)
            if name == "form":
                day = DayInput(Field(N_("Until"), "day"), theme)
                day.show_value(PartialDate.day(clock.today()))
                self.put("on", day, 4)
        self.put("ceiling", ceiling_input(context, scheme), 4)

    def job(self, values: dict[str, Any], where: Path) -> Printing:
        """The report as the core prints it."""
        day = values["on"].latest if isinstance(values["on"], PartialDate) else clock.today()

        def run(workspace: Workspace, _progress: Progress) -> Printed:
            code, partner = _code(workspace, values["objective"]), _partner(workspace, values["partner"])
            title = " ".join(part for part in (_("Words and deeds"), code, partner) if part)
            wanted = order(
                "words-and-deeds",
                objective=code,
                partner=partner,
                days=int(values["stretch"].value),
                on=day,
                copy=values["copy"].value,
                max_marking=ceiling_text(self._scheme, values["ceiling"]),
            )
            return workspace.printing.print(wanted, free_path(where, title, day, values["form"].value))

        return run


def _code(workspace: Workspace, objective: Any) -> str:
    """Its code; words that name no objective are taken for one, so that it is said that there is none."""
    if isinstance(objective, Newcomer):
        return objective.name
    found = workspace.records.get(Objective, objective) if objective is not None else None
    return found.code if found is not None else ""


def _partner(workspace: Workspace, party: Any) -> str:
    if isinstance(party, Newcomer):
        return party.name
    mention = workspace.records.mention("party", party) if party is not None else None
    return mention.caption if mention is not None else ""
