"""What stands on the form of each kind, from top to bottom: derived from the kind, by hand where its workflow asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.blocks import Block, FieldsBlock
from diplotrack.desktop.forms.commitment import TermBlock
from diplotrack.desktop.forms.files import FilesBlock
from diplotrack.desktop.forms.following import following
from diplotrack.desktop.forms.links import LinksBlock, MarkingBlock, PartiesBlock
from diplotrack.desktop.forms.outcome import OutcomeBlock
from diplotrack.desktop.forms.room import RoomBlock
from diplotrack.desktop.forms.rows import RowsBlock
from diplotrack.desktop.forms.suggested import SuggestedBlock
from diplotrack.desktop.forms.texts import TextsBlock
from diplotrack.desktop.forms.when import WhenBlock
from diplotrack.records import Marked, parts
from diplotrack.records.enumerations import CommitmentSide, Correspondent, EngagementStatus
from diplotrack.workspace.editing import Draft, written

Plan = Callable[[Context, Draft, str], Iterator[Block]]
PART_PRESETS = {"update": "on", "score": "cycle_end_on"}
PART_HEADINGS = {"party_name": N_("Further names"), "person_name": N_("Further names")}
"""Headings of parts whose own name stands over a group of fields of the same form already."""


def blocks_of(context: Context, draft: Draft, scheme: str) -> Iterator[Block]:
    """The blocks of the form, each made when it is asked for; ``scheme`` is the workspace's marking scheme.

    Those that stand already and the one that comes get to know each other.
    """
    made: list[Block] = []
    for block in _blocks(context, draft, scheme):
        for other in made:
            other.meet(block)
            block.meet(other)
        made.append(block)
        yield block


def _blocks(context: Context, draft: Draft, scheme: str) -> Iterator[Block]:
    shown: set[str] = set()
    for block in PLANS.get(draft.kind, _derived)(context, draft, scheme):
        if isinstance(block, (FieldsBlock, WhenBlock)):
            shown |= set(block.inputs)
        yield block
    yield from _groups(context, draft, shown)
    yield LinksBlock(context, draft)
    yield FilesBlock(context, draft, scheme)
    if issubclass(draft.record, Marked):
        yield MarkingBlock(context, draft, scheme)


def _derived(context: Context, draft: Draft, scheme: str) -> Iterator[Block]:
    """Title and ungrouped fields, the groups, the texts, the parts."""
    about = draft.record.__kind__
    first = [about.title, *(name for name, one in written(draft.record).items() if not one.group)]
    yield FieldsBlock(context, draft, list(dict.fromkeys(first)))
    yield from _groups(context, draft, first)
    yield from _texts(context, draft, scheme)
    for name in parts(draft.record):
        yield _rows(context, draft, name)


def _groups(context: Context, draft: Draft, shown: Iterable[str]) -> Iterator[Block]:
    """The fields that stand nowhere else yet, under the headings of the kind."""
    left: dict[str, list[str]] = {}
    for name, field in written(draft.record).items():
        if name not in shown:
            left.setdefault(str(field.group), []).append(name)
    for heading, names in left.items():
        yield FieldsBlock(context, draft, names, heading or _("More"))


def _texts(context: Context, draft: Draft, scheme: str, heading: str = "") -> Iterator[Block]:
    if draft.record.__kind__.texts:
        yield TextsBlock(context, draft, scheme, heading)


def _rows(
    context: Context, draft: Draft, part: str, usual: Mapping[str, int] = MappingProxyType({})
) -> RowsBlock:
    today = PartialDate.day(clock.today())
    preset = {PART_PRESETS[part]: today} if part in PART_PRESETS else {}
    heading = str(PART_HEADINGS.get(part, ""))
    return RowsBlock(
        context, draft, part, usual=tuple(usual), spans=dict(usual), heading=heading, preset=preset
    )


def _engagement(context: Context, draft: Draft, scheme: str) -> Iterator[Block]:
    if draft.id is not None and draft.values.get("status") == EngagementStatus.PLANNED:
        yield OutcomeBlock(context, draft)
    yield WhenBlock(context, draft)
    yield RoomBlock(context, draft)
    yield SuggestedBlock(context, draft)  # in sight: what is suggested is saved with the rest
    yield from _texts(context, draft, scheme, _("Record of conversation"))
    yield from following(context, draft)
    yield _rows(context, draft, "agenda_item", {"sequence": 2, "title": 7, "raised_by": 3})


def _commitment(context: Context, draft: Draft, _scheme: str) -> Iterator[Block]:
    yield FieldsBlock(context, draft, ("text",))
    sides = ((CommitmentSide.BY, N_("Made by")), (CommitmentSide.TO, N_("Made to")))
    yield PartiesBlock(context, draft, "commitment_party", "side", sides)
    yield TermBlock(context, draft)
    source = ("quote", "engagement_id", "communication_id", "owner_id")
    yield FieldsBlock(context, draft, source, _("Source and owner"))
    yield _rows(context, draft, "update", {"on": 3, "new_status": 4, "step": 5, "text": 12})
    yield _rows(
        context, draft, "score", {"party_id": 4, "score": 4, "cycle_end_on": 4, "report": 3, "reason": 9}
    )


def _communication(context: Context, draft: Draft, scheme: str) -> Iterator[Block]:
    first = {
        "title": 12,
        "type": 4,
        "traffic": 4,
        "sent_on": 4,
        "reference": 6,
        "language": 3,
        "is_public": 3,
    }
    yield FieldsBlock(context, draft, first)
    sides = ((Correspondent.FROM, N_("From")), (Correspondent.TO, N_("To")))
    yield PartiesBlock(context, draft, "communication_party", "part", sides)
    yield from _texts(context, draft, scheme)
    yield from following(context, draft, quiet=True)
    yield _rows(context, draft, "clearance")


PLANS: dict[str, Plan] = {
    "engagement": _engagement,
    "commitment": _commitment,
    "communication": _communication,
}
"""Forms by hand; what they leave out of the kind's fields follows below them."""
