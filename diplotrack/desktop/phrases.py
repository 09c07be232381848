"""What the palette understands beyond names: a verb and what it is about. One line below adds a phrase."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from diplotrack.base.i18n import N_, Label, _
from diplotrack.desktop.context import Context
from diplotrack.desktop.seek.entry import Entry
from diplotrack.desktop.seek.nearness import nearness, words_after
from diplotrack.desktop.views.pages import PAGES
from diplotrack.records import TOP_KINDS

About = Literal["party", "kind", "page", "report", "command"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """``verbs`` are the words that begin it, apart by commas; ``about`` is what may follow.

    ``says`` is the title of its entry with {what}, ``act`` what it does with the name or identifier that follows.
    """

    verbs: Label
    about: About
    says: Label
    detail: Label
    icon: str
    act: Callable[[Context, str], object]


def _partner(context: Context, number: str) -> None:
    context.open_in_tab("party", int(number))


def _report(context: Context, name: str) -> None:
    from diplotrack.workspace.printing import order

    context.report(order(name))


PHRASES: tuple[Phrase, ...] = (
    Phrase(
        N_("brief, brief on"),
        "party",
        N_("Brief on {what}"),
        N_("A briefing paper as PDF"),
        "brief",
        lambda context, number: context.brief(int(number)),
    ),
    Phrase(
        N_("partner, about, relations with"),
        "party",
        N_("All about {what}"),
        N_("The partner's page"),
        "party",
        _partner,
    ),
    Phrase(
        N_("new, log, add"),
        "kind",
        N_("New {what}"),
        N_("Command"),
        "add",
        lambda context, kind: context.edit_record(kind),
    ),
    Phrase(
        N_("show, go, go to, list"),
        "page",
        N_("Go to {what}"),
        N_("Page"),
        "list",
        lambda context, name: context.show_page(name),
    ),
    Phrase(
        N_("report, print"),
        "report",
        N_("{what}"),
        N_("A document of this workspace"),
        "report",
        _report,
    ),
    Phrase(
        N_("check, find gaps"),
        "command",
        N_("Look for gaps now"),
        N_("Command"),
        "finding",
        lambda context, _nothing: context.run_command("check"),
    ),
)
"""Verbs by which things are asked for; the longer of two that fit is meant."""

SPOKEN: dict[str, Label] = {
    "engagement": N_("meeting, call, talks, visit, démarche"),
    "commitment": N_("promise, pledge"),
    "communication": N_("note verbale, letter, cable, statement to the press"),
    "party": N_("country, organization"),
    "person": N_("contact, counterpart"),
    "position": N_("line, position"),
    "agreement": N_("treaty, arrangement"),
    "action": N_("task, to do"),
}
"""Other words for a kind of record, apart by commas."""


def heard(query: str) -> tuple[Phrase, str] | None:
    """The phrase that the words begin, and what follows its verb ("" for nothing yet); None for other words."""
    found: tuple[int, Phrase, str] | None = None
    for phrase in PHRASES:
        for verb in _apart(phrase.verbs):
            rest = words_after(query, verb)
            if (rest or nearness(query, verb) == 0) and (found is None or len(verb) > found[0]):
                found = (len(verb), phrase, rest)
    return (found[1], found[2]) if found else None


def party_asked(query: str) -> str:
    """The name of the partner that a phrase asks for; "" where it asks for none."""
    said = heard(query)
    return said[1] if said is not None and said[0].about == "party" else ""


def entry_about(context: Context, phrase: Phrase, what: str, key: str) -> Entry:
    """The entry for a phrase about something."""
    title = str(phrase.says).format(what=what)
    return Entry(title, str(phrase.detail), phrase.icon, lambda: phrase.act(context, key))


def phrased(context: Context, query: str) -> list[Entry]:
    """The entries of a phrase about a kind or a page, nearest first, or of one that stands by itself."""
    said = heard(query)
    if said is None or said[0].about == "party":
        return []
    phrase, rest = said
    if phrase.about == "command":
        return [] if rest else [entry_about(context, phrase, "", "")]
    choices = list({"kind": _kinds, "report": _reports}.get(phrase.about, _pages)())
    near = [(nearness(rest, word) if rest else 2, place) for place, (word, _n, _k) in enumerate(choices)]
    found: dict[str, Entry] = {}
    for far, place in sorted(near):
        _word, name, key = choices[place]
        if far < 3 and key not in found:
            found[key] = entry_about(context, phrase, name, key)
    return list(found.values())


def _kinds() -> Iterator[tuple[str, str, str]]:
    for key, kind in TOP_KINDS.items():
        label = str(kind.__kind__.label).lower()
        for word in [label, *_apart(SPOKEN.get(key, N_("")))]:
            yield word, label, key


def _pages() -> Iterator[tuple[str, str, str]]:
    for entry in PAGES:
        yield str(entry.label), str(entry.label), entry.name


def _reports() -> Iterator[tuple[str, str, str]]:
    from diplotrack.workspace.printing import REPORTS

    for report in REPORTS.values():
        yield str(report.label), str(report.label), report.name


def _apart(words: Label) -> list[str]:
    return [one.strip() for one in str(words).split(",") if one.strip()]


def examples() -> str:
    """What the empty line proposes."""
    return _("A name, a word, a command, “brief France”, “new call” …")
