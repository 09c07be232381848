"""An area in words: its name, its figure, and what is said of contested areas."""

from __future__ import annotations

from diplotrack.base.i18n import _, format_number, ngettext
from diplotrack.workspace.atlas import Measure, Place, WorldView


def counted(count: int, measure: Measure) -> str:
    """A figure with the word for what it counts."""
    if measure in (Measure.YEAR, Measure.EVER):
        words = ngettext("{count} engagement", "{count} engagements", count)
    elif measure is Measure.GAPS:
        words = ngettext("{count} open gap", "{count} open gaps", count)
    else:
        words = ngettext("{count} open commitment", "{count} open commitments", count)
    return words.format(count=format_number(count))


def told(place: Place, measure: Measure, *, named: bool = True) -> str:
    """The area with its figure."""
    if place.is_ours:
        figure = _("Ourselves")
    elif place.party_id is None:
        figure = _("No partner of this code is in the workspace")
    else:
        figure = counted(place.count, measure)
    parts = [place.name] if named else []
    parts.append(figure)
    if place.is_contested:
        parts.append(_("contested"))
    if place.drawn_with:
        parts.append(_("drawn with {name}").format(name=place.drawn_with))
    return ", ".join(parts)


def disclaimer(world: WorldView) -> str:
    """Whose boundaries are shown, how contested areas are drawn, and that it implies nothing."""
    sentences = [
        _(
            "Boundaries are those of Natural Earth, which draws who controls an area in fact. Contested areas are"
            " hatched, belong to nobody here, and bear the names of this workspace’s table. What is shown implies no"
            " position on the status of any territory or on any boundary."
        )
    ]
    drawn = [one for one in world.places.values() if one.drawn_with]
    if drawn:
        told_pairs = "; ".join(
            _("{area} with {name}").format(area=one.name, name=one.drawn_with) for one in drawn
        )
        sentences.append(_("As this workspace’s table has it: {pairs}.").format(pairs=told_pairs))
    return " ".join(sentences)
