"""`diplotrack search`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from diplotrack.base.errors import WorkspaceBusy
from diplotrack.base.i18n import _
from diplotrack.cli.call import Call
from diplotrack.cli.command import command
from diplotrack.cli.output import progress, show_json, table, tell
from diplotrack.cli.release_options import release_filter, release_options

if TYPE_CHECKING:
    from diplotrack.workspace import Workspace


@command(
    "search",
    _(
        "Find records by their words. All words must occur, the last one may be cut short; “words in quotes” "
        "stand together, -word must not occur."
    ),
    'diplotrack -w embassy.diplotrack search "security council" sarkozy --kind engagement\n'
    "diplotrack -w embassy.diplotrack search reform --json",
)
@click.argument("query", nargs=-1, required=True, metavar=_("QUERY"))
@click.option("--kind", metavar=_("KIND"), help=_("Only this kind of record, such as commitment."))
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(1, 10_000),
    default=20,
    show_default=True,
    help=_("At most so many."),
)
@release_options
@click.pass_obj
def search_command(
    call: Call, query: tuple[str, ...], kind: str | None, limit: int, max_marking: str, release_to: str
) -> None:
    """Find records by their words."""
    from diplotrack.store.search import CLOSE_MARK, OPEN_MARK

    workspace = call.workspace()
    release = release_filter(call, max_marking, release_to)
    name = workspace.records.kind(kind).__kind__.name if kind else ""
    # A shell takes the quotes off a phrase; an argument with a space in it was one.
    words = " ".join(
        f'"{word}"' if " " in word and '"' not in word and len(query) > 1 else word for word in query
    )
    with progress() as report, suppress(WorkspaceBusy):
        workspace.attaching.read_words(report)  # of files that came in where nobody read them
    hide: Callable[[str], str] = str
    hits = workspace.search(words, kind=name, limit=limit if release.is_open else 10 * limit)
    found = _identities(workspace, [(hit.kind, hit.id) for hit in hits])
    if not release.is_open:
        with workspace.read() as session:
            # The passage shown may be marked above its record: the whole must be allowed, or nothing is shown of it.
            from diplotrack.release import ProtectedNames, whole_markings

            protected = ProtectedNames.read(session)
            hide = protected.hide
            allowed = {
                (one, record_id)
                for one in {hit.kind for hit in hits}
                for record_id, marking in whole_markings(
                    session, one, {hit.id for hit in hits if hit.kind == one}, with_files=True
                ).items()
                if release.allows(marking) and not (one == "person" and record_id in protected.ids)
            }
        hits = [hit for hit in hits if (hit.kind, hit.id) in allowed][:limit]
    results = [
        {
            "kind": hit.kind,
            "uid": found[hit.kind, hit.id][0],
            "title": hide(found[hit.kind, hit.id][1]),
            "date": found[hit.kind, hit.id][2],
            "passage": hide(hit.passage.replace(OPEN_MARK, "").replace(CLOSE_MARK, "")),
            **({"file": hit.file} if hit.file else {}),
        }
        for hit in hits
    ]
    if call.as_json:
        show_json({"results": results})
    elif results:
        headings = (_("Kind"), _("Date"), _("Title"), _("Passage"), _("Identifier"))
        table(
            headings,
            [[one["kind"], one["date"] or "", one["title"], _shown(one), one["uid"]] for one in results],
        )
    else:
        tell(_("Nothing holds all these words."))


def _shown(result: dict[str, str | None]) -> str:
    """The passage, and in which attached file it stands."""
    passage, file = result["passage"] or "", result.get("file")
    return _("{file}: {words}").format(file=file, words=passage) if file else passage


def _identities(
    workspace: Workspace, found: list[tuple[str, int]]
) -> dict[tuple[str, int], tuple[str, str, str | None]]:
    """Of records by kind and identifier: uid, title and date."""
    from diplotrack.records.display import plain

    by_kind: dict[str, list[int]] = defaultdict(list)
    for kind, record_id in found:
        by_kind[kind].append(record_id)
    known: dict[tuple[str, int], tuple[str, str, str | None]] = {}
    for kind, ids in by_kind.items():
        about = workspace.records.kind(kind).__kind__
        columns = ["uid", about.title, *([about.dated] if about.dated else [])]
        for record_id, values in workspace.records.rows(kind, ids, columns).items():
            day = plain(values[2]) if about.dated else None
            known[kind, record_id] = (plain(values[0]), str(values[1] or ""), day)
    return known
