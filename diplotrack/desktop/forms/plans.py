"""What stands on the form of each kind, from top to bottom: derived from the kind, by hand where its workflow asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from diplotrack.base import clock
from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_, _
from diplotrack.desktop.context import Context
from diplotrack.desktop.forms.blocks import Block, FieldsBlock
from diplotrack.desktop.forms.commitment import TermBlock
from diplotrack.desktop.forms.engagement import ParticipantsBlock, PromisesBlock
from diplotrack.desktop.forms.follows import FollowsBlock
from diplotrack.desktop.forms.links import LinksBlock, MarkingBlock, PartiesBlock
from diplotrack.desktop.forms.rows import RowsBlock
from diplotrack.desktop.forms.texts import TextsBlock
from diplotrack.records import Marked, parts
from diplotrack.records.enumerations import CommitmentSide, Correspondent, Side
from diplotrack.workspace.editing import Draft, written

Plan = Callable[[Context, Draft, str], list[Block]]
PART_PRESETS = {"update": "on", "score": "cycle_end_on"}


def blocks_of(context: Context, draft: Draft, scheme: str) -> list[Block]:
    """The blocks of the form, in order; ``scheme`` is the workspace's marking scheme."""
    plan = PLANS.get(draft.kind)
    blocks = plan(context, draft, scheme) if plan is not None else []
    shown = {name for block in blocks if isinstance(block, FieldsBlock) for name in block.inputs}
    if plan is None:
        about = draft.record.__kind__
        first = [about.title, *(name for name, one in written(draft.record).items() if not one.group)]
        blocks.append(FieldsBlock(context, draft, list(dict.fromkeys(first))))
        shown |= set(first)
        blocks += _groups(context, draft, shown)
        blocks += _texts(context, draft, scheme)
        blocks += [_rows(context, draft, name) for name in parts(draft.record)]
    else:
        blocks += _groups(context, draft, shown)
    return blocks + _last(context, draft, scheme)


def _groups(context: Context, draft: Draft, shown: Iterable[str]) -> list[Block]:
    """The fields that stand nowhere else yet, under the headings of the kind."""
    left: dict[str, list[str]] = {}
    for name, field in written(draft.record).items():
        if name not in shown:
            left.setdefault(str(field.group), []).append(name)
    return [FieldsBlock(context, draft, names, heading or _("More")) for heading, names in left.items()]


def _texts(context: Context, draft: Draft, scheme: str, heading: str = "") -> list[Block]:
    return [TextsBlock(context, draft, scheme, heading)] if draft.record.__kind__.texts else []


def _last(context: Context, draft: Draft, scheme: str) -> list[Block]:
    blocks: list[Block] = [LinksBlock(context, draft)]
    if issubclass(draft.record, Marked):
        blocks.append(MarkingBlock(context, draft, scheme))
    return blocks


def _rows(
    context: Context, draft: Draft, part: str, usual: Mapping[str, int] = MappingProxyType({})
) -> RowsBlock:
    today = PartialDate.day(clock.today())
    preset = {PART_PRESETS[part]: today} if part in PART_PRESETS else {}
    return RowsBlock(context, draft, part, usual=tuple(usual), spans=dict(usual), preset=preset)


def _engagement(context: Context, draft: Draft, scheme: str) -> list[Block]:
    action = {"text": 6, "due_on": 3, "owner_id": 3}
    when = {
        "title": 12,
        "starts_on": 4,
        "start_time": 2,
        "end_time": 2,
        "format": 4,
        "city": 4,
        "level_theirs": 4,
        "level_ours": 4,
    }
    sides = ((Side.THEIRS, N_("With")), (Side.OURS, N_("On our side")))
    return [
        FieldsBlock(context, draft, when),
        PartiesBlock(context, draft, "engagement_party", "side", sides),
        ParticipantsBlock(context, draft),
        *_texts(context, draft, scheme, _("Record of conversation")),
        PromisesBlock(context, draft),
        FollowsBlock(
            context, draft, "action", "engagement_id", action, _("Actions that follow"), _("Add action")
        ),
        _rows(context, draft, "agenda_item", {"sequence": 2, "title": 7, "raised_by": 3}),
    ]


def _commitment(context: Context, draft: Draft, _scheme: str) -> list[Block]:
    sides = ((CommitmentSide.BY, N_("Made by")), (CommitmentSide.TO, N_("Made to")))
    return [
        FieldsBlock(context, draft, ("text",)),
        PartiesBlock(context, draft, "commitment_party", "side", sides),
        TermBlock(context, draft),
        FieldsBlock(
            context, draft, ("quote", "engagement_id", "communication_id", "owner_id"), _("Source and owner")
        ),
        _rows(context, draft, "update", {"on": 3, "new_status": 4, "step": 5, "text": 12}),
        _rows(
            context, draft, "score", {"party_id": 4, "score": 4, "cycle_end_on": 4, "report": 3, "reason": 9}
        ),
    ]


def _communication(context: Context, draft: Draft, scheme: str) -> list[Block]:
    first = {
        "title": 12,
        "type": 4,
        "traffic": 4,
        "sent_on": 4,
        "reference": 6,
        "language": 3,
        "is_public": 3,
    }
    sides = ((Correspondent.FROM, N_("From")), (Correspondent.TO, N_("To")))
    return [
        FieldsBlock(context, draft, first),
        PartiesBlock(context, draft, "communication_party", "part", sides),
        *_texts(context, draft, scheme),
        _rows(context, draft, "clearance"),
    ]


PLANS: dict[str, Plan] = {
    "engagement": _engagement,
    "commitment": _commitment,
    "communication": _communication,
}
"""Forms by hand; what they leave out of the kind's fields follows below them."""
