"""What would be stored, in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from diplotrack.base.i18n import _, format_number, join_names, ngettext
from diplotrack.records import KINDS
from diplotrack.workspace.editing import Draft

Counted = Callable[[int], str]

PARTS: tuple[tuple[str, Counted], ...] = (
    ("engagement_party", lambda count: ngettext("{n} partner", "{n} partners", count)),
    ("participant", lambda count: ngettext("{n} person", "{n} people", count)),
    ("commitment", lambda count: ngettext("{n} promise", "{n} promises", count)),
    ("statement", lambda count: ngettext("{n} statement", "{n} statements", count)),
    ("ask", lambda count: ngettext("{n} ask", "{n} asks", count)),
    ("action", lambda count: ngettext("{n} action", "{n} actions", count)),
)


def summary(draft: Draft) -> str:
    """The record with how many partners, people, promises and statements, and the text that is filed with it."""
    counts = Counter(name for name, rows in draft.parts.items() for _row in rows)
    following = list(_following(draft))
    counts.update(follow.kind for follow in following)
    parts = [
        words(counts[name]).format(n=format_number(counts[name])) for name, words in PARTS if counts[name]
    ]
    if draft.objectives:
        count = len(draft.objectives)
        words = ngettext("{n} objective", "{n} objectives", count)
        parts.append(words.format(n=format_number(count)))
    parts += [
        _("the text filed as their {type}").format(type=str(follow.values["type"].label).lower())
        for follow in following
        if follow.kind == "communication" and follow.values.get("type") is not None
    ]
    kind = {"engagement": _("An engagement"), "communication": _("A communication")}.get(draft.kind)
    head = kind or str(KINDS[draft.kind].__kind__.label)
    return _("{record} with {parts}").format(record=head, parts=join_names(parts)) if parts else head


def _following(draft: Draft) -> Iterator[Draft]:
    """All that is saved with the draft, what follows a text that follows it as well."""
    for _column, follow in draft.follows:
        yield follow
        yield from _following(follow)
