"""Words that stand in inputs and are no values yet: a day half written, a name nobody took. Drafts keep them too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from diplotrack.desktop.forms.blocks import Block
from diplotrack.desktop.forms.chips import ChipsInput
from diplotrack.desktop.forms.inputs import Input
from diplotrack.workspace.editing import Draft
from diplotrack.workspace.editing.draft import Place

Asides = list[list[Any]]
"""Each ``["place", [steps of the place], words]`` or ``["chips", number of the block, which of its chips, words]``."""


def gather_as_it_stands(block: Block, number: int) -> Asides:
    """Put what is written in the block into the draft and return the words that are no values yet.

    Unlike at saving, a word in the middle of being typed becomes no chip, and what cannot be read is no fault.
    """
    chips = block.findChildren(ChipsInput)
    for one in chips:
        one.leaves_aside = True
    try:
        faults = block.gather()
    finally:
        for one in chips:
            one.leaves_aside = False
    found: Asides = []
    for fault in faults:
        unread = block.place(fault.place)
        if unread is not None and unread.words:
            found.append(["place", list(_lasting(fault.place, block.draft)), unread.words])
    for place, one in enumerate(chips):
        if one.words.strip():
            found.append(["chips", number, place, one.words])
    return found


def put_back(blocks: Sequence[Block], asides: Asides) -> Asides:
    """Write the words back where they stood, in the last of the blocks made; return those that are still to come."""
    left: Asides = []
    number, block = len(blocks) - 1, blocks[-1]
    gather_as_it_stands(block, number)  # a block knows its rows by their places once it has put them there
    for aside in asides:
        found = _input_of(aside, number, block)
        if found is None:
            left.append(aside)
        else:
            found.put_back(str(aside[-1]))
    return left


def _input_of(aside: list[Any], number: int, block: Block) -> Input | None:
    match aside:
        case ["place", [*steps], str()]:
            place = _present(tuple(steps), block.draft)
            return block.place(place) if place else None
        case ["chips", int() as there, int() as which, str()] if there == number:
            chips = block.findChildren(ChipsInput)
            return chips[which] if which < len(chips) else None
    return None


def _lasting(place: Place, draft: Draft) -> Place:
    """The place of a draft that follows, counted among those of its kind: the order of the kinds changes."""
    if len(place) < 2 or place[0] != "follows" or not isinstance(place[1], int):
        return place
    if place[1] >= len(draft.follows):
        return place
    follow = draft.follows[place[1]][1]
    same = [one for _column, one in draft.follows if one.kind == follow.kind]
    number = next(at for at, one in enumerate(same) if one is follow)
    return ("follows", follow.kind, number, *place[2:])


def _present(place: Place, draft: Draft) -> Place:
    """The place as the blocks count it; () where it is no longer there."""
    if len(place) < 3 or place[0] != "follows":
        return place
    _name, kind, number, *rest = place
    same = [at for at, (_column, one) in enumerate(draft.follows) if one.kind == kind]
    if not isinstance(number, int) or number >= len(same):
        return ()
    return ("follows", same[number], *rest)
