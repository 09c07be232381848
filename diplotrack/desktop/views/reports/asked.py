"""What a document asks as an input of the page, and what the input holds as the order has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.chips import ChipsInput
from diplotrack.desktop.forms.inputs import Input
from diplotrack.desktop.forms.making import input_for
from diplotrack.desktop.forms.tick import Tick
from diplotrack.desktop.prints.ceiling import CeilingInput
from diplotrack.desktop.theme import Theme
from diplotrack.desktop.theme.flow import FlowLayout
from diplotrack.records import KINDS, Field
from diplotrack.records.choice import Choice
from diplotrack.records.display import Mention
from diplotrack.workspace.editing import Newcomer
from diplotrack.workspace.printing import Ask
from diplotrack.workspace.printing.chosen import member


class TicksInput(Input):
    """Any number of an enumeration, each with a box of its own."""

    def __init__(self, field: Field, theme: Theme) -> None:
        super().__init__(field, theme)
        assert field.choices is not None  # a field of this type has them
        self.boxes = {one: Tick(str(one.label), theme) for one in field.choices}
        body = QWidget()
        flow = FlowLayout(body)
        flow.setSpacing(theme.scale.space(2))
        for box in self.boxes.values():
            box.clicked.connect(lambda _on: self.edited.emit())
            flow.addWidget(box)
        self.hold(body)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> list[Choice]:
        """The members that are ticked."""
        return [one for one, box in self.boxes.items() if box.isChecked()]

    def show_value(self, value: Any) -> None:
        """Tick those."""
        for one, box in self.boxes.items():
            box.setChecked(one in (value or ()))


def ask_input(context: Context, ask: Ask, scheme: str, caption_of: Callable[[str, int], str]) -> Input:
    """The input in which that is chosen; ``scheme`` is the marking scheme of the workspace."""
    field = ask.field
    if ask.name == "max_marking":
        return CeilingInput(context.theme, scheme, with_tlp=True)
    if ask.several and field.type == "reference":
        kind = str(KINDS[field.refers].__kind__.label).lower()
        return ChipsInput(field, context, _("Type the name of a {kind}").format(kind=kind))
    if ask.several and field.type == "choice":
        return TicksInput(field, context.theme)
    return input_for(context, field, caption_of, ask.default)


def show(one: Input, ask: Ask, value: Any, mentions: Sequence[Mention]) -> None:
    """Show what an order chose. ``mentions`` are the records that it names, as far as they are known."""
    given = ask.default if value in (None, "", [], ()) else value
    if isinstance(one, ChipsInput):
        one.show_value({mention.id: mention.caption for mention in mentions})
    elif ask.field.type == "reference":
        one.show_value(mentions[0].id if mentions else None)
        if not mentions and isinstance(given, str):
            one.put_back(given)
    elif ask.field.type == "choice" and ask.field.choices is not None:
        words = [given] if isinstance(given, str) else list(given or ())
        members = [member(ask.field.choices, str(getattr(each, "value", each))) for each in words]
        one.show_value(members if ask.several else next(iter(members), None))
    elif ask.field.type == "day":
        one.show_value(PartialDate.day(given) if given else None)
    else:
        one.show_value(given)


def chosen(one: Input, ask: Ask) -> Any:
    """What it holds as an order has it; None for nothing, and for what the document takes anyway.

    Raises UserError where what was written cannot be read.
    """
    value = one.value()
    if isinstance(value, Newcomer):
        return value.name
    if isinstance(value, PartialDate):
        return value.latest
    if isinstance(value, Choice):
        return None if value == ask.default else value.value
    if isinstance(value, list):
        return [each.value if isinstance(each, Choice) else each for each in value] or None
    return None if value is False or value == "" else value
