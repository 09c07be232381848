"""The words of attached files on the command line: found, named, and kept back where their file is marked higher."""

from __future__ import annotations

from pathlib import Path

from diplotrack.base.markings import Marking, scheme_named
from diplotrack.records import Attachment, Engagement, Person
from diplotrack.workspace import Workspace
from tests.cli.conftest import Run

RESTRICTED = Marking.of(scheme_named("neutral").level("RESTRICTED"))
SECRET = Marking.of(scheme_named("neutral").level("SECRET"))


def attach(embassy: Path, path: Path, marking: Marking) -> None:
    with Workspace.open(embassy) as workspace:
        with workspace.change("Add") as work:
            meeting = work.add(Engagement(title="Fish talks"))
            meeting.mark(RESTRICTED)
        file = workspace.attaching.take_in(path)
        workspace.attaching.attach("engagement", meeting.id, [file])
        with workspace.read() as session:
            row = session.query(Attachment).one()
        workspace.attaching.mark(row.id, marking)


def test_the_file_that_has_the_words_is_named(run: Run, embassy: Path, tmp_path: Path) -> None:
    (tmp_path / "annex.html").write_text("<p>The <b>herring</b> quota")
    attach(embassy, tmp_path / "annex.html", RESTRICTED)
    (hit,) = run("search", "herring", "--json").json["results"]
    assert (hit["title"], hit["file"], hit["passage"]) == ("Fish talks", "annex.html", "The herring quota")
    assert "annex.html: The herring quota" in run("search", "herring").out
    assert len(run("search", "herring", "--max-marking", "RESTRICTED", "--json").json["results"]) == 1


def test_words_of_a_file_that_is_marked_higher_are_kept_back(run: Run, embassy: Path, tmp_path: Path) -> None:
    (tmp_path / "annex.txt").write_text("The herring quota")
    attach(embassy, tmp_path / "annex.txt", SECRET)
    assert run("search", "herring", "--max-marking", "RESTRICTED", "--json").json == {"results": []}
    assert len(run("search", "herring", "--max-marking", "SECRET", "--json").json["results"]) == 1


def test_a_protected_source_is_not_named_under_a_ceiling(run: Run, embassy: Path) -> None:
    with Workspace.open(embassy) as workspace, workspace.change("Add") as work:
        source = work.add(Person(name="Ada Verborgen", family_name="Verborgen", is_protected=True))
        meeting = work.add(Engagement(title="Herring talks with Ada Verborgen"))
        for one in (source, meeting):
            one.mark(RESTRICTED)
    assert "Verborgen" in run("search", "herring", "--json").out
    under = run("search", "herring", "--max-marking", "RESTRICTED", "--json")
    assert len(under.json["results"]) == 1
    assert "Verborgen" not in under.out
    assert run("search", "verborgen", "--kind", "person", "--max-marking", "RESTRICTED", "--json").json == {
        "results": []
    }
