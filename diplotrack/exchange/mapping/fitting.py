"""How well a column fits one target: what its name says, and what its cells say, each with the words for why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from diplotrack.base.i18n import _
from diplotrack.exchange.mapping.choices import matched
from diplotrack.exchange.mapping.contents import ColumnLook
from diplotrack.exchange.mapping.mapping import ColumnUse
from diplotrack.exchange.mapping.targets import Target, Use
from diplotrack.records.field import Field

BY_NAME, BY_CELLS = 0.6, 0.4
"""What a header and what the cells count where both speak."""

CELLS_ALONE = 0.55
"""What cells count for where the header says nothing: days or countries are worth a suggestion, no more."""

LONG = 120
"""Characters from which on a text is no title."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A score from 0 to 1, the reading that goes with it, and why."""

    score: float
    use: ColumnUse
    why: tuple[str, ...] = ()


def fit(target: Target, by_name: float, look: ColumnLook) -> Fit:
    """How well a column of that look fits, its header meaning the target as surely as ``by_name`` (0 to 1)."""
    telling = _is_telling(target)
    if not by_name and (not telling or not look.filled):
        return Fit(0.0, ColumnUse(look.column, target))
    if target.use is Use.NAME:
        cells, use, why = _as_name(target, look)
    elif target.use is Use.TEXT:
        cells, use, why = _as_long_text(target, look)
    else:
        assert target.field is not None
        cells, use, why = _as_field(target, target.field, look, just=not by_name)
    reasons = [_("The name of the column says so.")] if by_name >= BY_NAME else []
    reasons += [why] if why and cells > 0.3 else []
    if not look.filled:
        return Fit(by_name * 0.8 if by_name > 0.7 else 0.0, use, tuple(reasons))
    if cells <= 0:
        return Fit(0.0, use)
    if by_name:
        score = BY_NAME * by_name + BY_CELLS * cells
        # a header that means just this stands against cells that say little, as free texts do
        score = (
            max(score, by_name * 0.9)
            if cells >= 0.5 and not telling and target.use is not Use.NAME
            else score
        )
        score = score if cells >= 0.25 else score * 0.6
    else:
        score = CELLS_ALONE * cells if telling else 0.0
    return Fit(min(1.0, score), use, tuple(reasons))


def _is_telling(target: Target) -> bool:
    """Whether cells alone may tell a target: countries, people, a choice of words, a sender's address."""
    if target.use is Use.NAME:
        return target.name in ("theirs", "to", "party", "by", "")
    if target.use is Use.TEXT or target.field is None:
        return False
    return target.name in _BY_FORM or target.name in _FIRST_DAYS or bool(target.field.choices)


_FIRST_DAYS = frozenset(
    {"starts_on", "sent_on", "made_on", "signed_on", "asked_on", "said_on", "due_on", "done_on"}
)
_BY_FORM: dict[str, Callable[[ColumnLook], float]] = {
    "contact_point.e-mail": lambda look: look.emails,
    "contact_point.telephone": lambda look: look.phones,
    "contact_point.mobile": lambda look: look.phones,
    "link": lambda look: look.links,
}


def _as_name(target: Target, look: ColumnLook) -> tuple[float, ColumnUse, str]:
    share = {"party": look.parties, "person": look.people, "objective": look.objectives}[target.names]
    separator = look.separator
    unknown = "create" if target.names == "person" else "error"
    use = ColumnUse(look.column, target, "text", separator=separator, unknown=unknown)
    told = {
        "party": _("{n} % of its cells name partners."),
        "person": _("{n} % of its cells look like names of people."),
        "objective": _("{n} % of its cells are codes of objectives."),
    }[target.names]
    return share, use, told.format(n=round(share * 100))


def _as_long_text(target: Target, look: ColumnLook) -> tuple[float, ColumnUse, str]:
    use = ColumnUse(look.column, target, "text")
    if _is_of_other_form(look) or look.parties > 0.8:
        return 0.1, use, ""
    if look.usual >= LONG:
        return 1.0, use, _("Its texts are long.")
    return (0.7 if look.longest >= LONG else 0.5), use, ""


def _as_field(target: Target, field: Field, look: ColumnLook, *, just: bool) -> tuple[float, ColumnUse, str]:
    if field.type == "day":
        return _as_day(target, look)
    if field.type == "time":
        return look.clock, ColumnUse(look.column, target, "time"), _("Its cells are times of day.")
    if field.choices is not None or field.scale:
        return _as_choice(target, field, look, just=just)
    if field.type == "flag":
        return look.flags, ColumnUse(look.column, target, "flag"), _("Its cells say yes or no.")
    if field.type in ("number", "money"):
        form = "amount" if field.type == "money" else "integer" if look.whole == look.numbers else "number"
        use = ColumnUse(look.column, target, form, decimal=look.decimal)
        return look.numbers, use, _("Its cells are numbers.")
    return _as_text(target, field, look)


def _as_day(target: Target, look: ColumnLook) -> tuple[float, ColumnUse, str]:
    timed = look.clock >= 0.5 and not look.pattern
    question = ""
    if look.is_ambiguous:
        question = _("Day and month cannot be told apart in “{sample}”. Say which comes first.").format(
            sample=look.samples[0]
        )
    form = "moment" if timed and target.name in ("starts_on", "ends_on") else "date"
    use = ColumnUse(look.column, target, form, look.pattern if form == "date" else "", question=question)
    return look.days, use, _("{n} % of its cells are days.").format(n=round(look.days * 100))


def _as_choice(target: Target, field: Field, look: ColumnLook, *, just: bool) -> tuple[float, ColumnUse, str]:
    if look.usual > 40 or look.distinct > 40:
        return 0.0, ColumnUse(look.column, target), ""
    found = matched(field, look.values, just=just)
    share = sum(value in found for value in look.values) / max(1, len(look.values))
    use = ColumnUse(look.column, target, "choice", choices=dict(found))
    words = ", ".join(f"“{value}”" for value in list(found)[:3])
    return share, use, _("Its words are choices: {words}.").format(words=words)


def _as_text(target: Target, field: Field, look: ColumnLook) -> tuple[float, ColumnUse, str]:
    form = "text" if field.type == "long" else "line"
    use = ColumnUse(look.column, target, form, required=target.required)
    if target.name in _BY_FORM:
        share = _BY_FORM[target.name](look)
        return share, use, _("Its cells have that form.") if share else ""
    if _is_of_other_form(look) and not (target.name == "reference" and look.links):
        return 0.15, use, ""
    if field.type != "long" and look.usual >= 2 * LONG:
        return 0.2, use, ""
    return 0.5 if target.name not in ("name", "title") or look.parties < 0.9 else 0.3, use, ""


def _is_of_other_form(look: ColumnLook) -> bool:
    """Whether the cells are something else than words."""
    return max(look.days, look.emails, look.phones, look.links) >= 0.8
