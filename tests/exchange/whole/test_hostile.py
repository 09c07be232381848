"""Files that somebody broke or forged: refused with the line and the reason, and nothing is left behind."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from diplotrack.base.errors import UserError
from diplotrack.store.content import counts
from diplotrack.store.ledger import Ledger
from diplotrack.workspace.whole import new_from, take_in

Spoil = Callable[[dict[str, Any]], None]


def first(kind: str, **values: Any) -> Spoil:
    """Give the first row of a kind other values."""

    def spoil(content: dict[str, Any]) -> None:
        content["records"][kind][0].update(values)

    return spoil


def drop(content: dict[str, Any], *path: Any) -> None:
    for step in path[:-1]:
        content = content[step]
    del content[path[-1]]


SPOILT: list[tuple[Spoil, str]] = [
    (lambda c: c.update(format="something else"), "no ledger written by Diplotrack"),
    (lambda c: c.update(version=2), "newer Diplotrack"),
    (lambda c: c.update(ledger_schema=99), "newer Diplotrack"),
    (lambda c: c.update(version="1"), "whole number"),
    (lambda c: drop(c, "format"), "“format” is missing"),
    (lambda c: drop(c, "changes"), "“changes” is missing"),
    (lambda c: c.update(records=[]), "an object is expected"),
    (lambda c: c["records"].update(engagement={}), "a list is expected"),
    (lambda c: c["records"]["tag"].append([1]), "a row is a JSON object"),
    (first("engagement", starts_on="0000-01-01"), "starts_on: .*is not a day"),
    (first("engagement", starts_on="10000-01-01"), "starts_on: .*is not a day"),
    (first("engagement", starts_on="20080403"), "starts_on: .*is not a day"),
    (first("engagement", starts_on="2008-04-03", starts_on_latest="2008-04-01"), "ends before it begins"),
    (first("engagement", start_time="25:00:00"), "start_time: .*is not a time"),
    (first("engagement", created_at="2008-04-03T10:00:00+02:00"), "is not a moment"),
    (first("engagement", format="tea"), "format: “tea” is not one of"),
    (first("engagement", title=None, uid=None), "uid: it is missing"),
    (first("engagement", title=["x"]), "title: .*is not a text"),
    (first("engagement", is_public=1), "is not true or false"),
    (first("engagement", id=True), "id: .*is not the identifier"),
    (first("engagement", id=2**63), "id: .*is not the identifier"),
    (first("engagement", id=-1), "id: .*is not the identifier"),
    (first("engagement", uid="zz" * 16), "uid: .*hexadecimal"),
    (first("engagement", uid="ab " * 10 + "ab"), "uid: .*hexadecimal"),
    (first("engagement", country_id=987654), "engagement 1 refers to a party that is not in the file"),
    (first("engagement", merged_into=987654), "merged into one that is not in the file"),
    (first("commitment", amount="1e30"), "amount: .*is not a sum"),
    (first("commitment", amount="0.001"), "amount: .*is not a sum"),
    (first("passage", owner_id=987654), "belong to a engagement that is not in the file"),
    (first("passage", owner_kind="planet"), "no kind of record"),
    (first("passage", marking_text="x" * 65), "longer than 64"),
    (first("finding", evidence={"subject": ["x"]}), "evidence.subject"),
    (first("finding", evidence={"parties": {}}), "a list is expected"),
    (first("finding", evidence=[]), "is not a JSON object"),
    (lambda c: c["records"]["tag"].append(c["records"]["tag"][0]), "two rows have the same tag"),
    (lambda c: c["settings"].update(marking_scheme="martian"), "no marking scheme"),
    (lambda c: c["settings"].update(holidays="none"), "setting holidays"),
    (lambda c: c["settings"].update({"history.head": {}}), "setting history.head"),
    (lambda c: c["settings"].update({"../x": 1}), "no name of a setting"),
    (lambda c: c["identifiers"].update(tag=-1), "no identifier"),
    (lambda c: c["changes"][0].update(kind="planet"), "no kind of record"),
    (lambda c: c["changes"][0].update(action="steal"), "not one of"),
    (lambda c: c["changes"][0].update(change_set_id=99), "refers to a change_set"),
    (lambda c: c["changes"][-1].update(after="[1]"), "a JSON object"),
    (lambda c: c["operations"][0].update(digest="00"), "digest: .*hexadecimal"),
    (lambda c: c["files"][-1].update(base64="!!"), "no piece of an attached file"),
    (lambda c: c["files"][-1].update(base64="AAAA"), "are not whole"),
    (lambda c: c["files"][-1].update(piece=1), "out of order"),
    (lambda c: c["files"][0].update(path="../../x"), "no piece of an attached file"),
]


@pytest.fixture(scope="module")
def text(exported: Path) -> str:
    """What is spoilt: the file without what only makes it long."""
    found: dict[str, Any] = json.loads(exported.read_text("utf-8"))
    found["files"] = [row for row in found["files"] if row["size"] < 100]
    found["records"]["passage"] = [row for row in found["records"]["passage"] if len(row["text"]) < 1000]
    return json.dumps(found)


@pytest.fixture
def content(text: str) -> dict[str, Any]:
    """The same, the test's own to spoil."""
    found: dict[str, Any] = json.loads(text)
    return found


@pytest.fixture(scope="module")
def untouched(empty_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """One empty ledger for all that is refused: that it stays empty is what each test holds."""
    folder = tmp_path_factory.mktemp("untouched") / "ledger.diplotrack"
    opened = Ledger.open(Path(shutil.copytree(empty_template, folder)))
    yield opened
    opened.close()


@pytest.mark.parametrize(("spoil", "why"), SPOILT)
def test_it_is_refused(
    content: dict[str, Any], spoil: Spoil, why: str, untouched: Ledger, tmp_path: Path
) -> None:
    spoil(content)
    (tmp_path / "forged.json").write_text(json.dumps(content), "utf-8")
    before = sorted(path.name for path in untouched.folder.path.iterdir())
    with pytest.raises(UserError, match=why):
        take_in(untouched, tmp_path / "forged.json")
    assert sorted(path.name for path in untouched.folder.path.iterdir()) == before
    with untouched.read() as session:
        assert sum(counts(session).values()) == 0


def test_no_half_made_workspace_is_left(exported: Path, tmp_path: Path) -> None:
    (tmp_path / "half.json").write_bytes(exported.read_bytes()[:-400_000])
    with pytest.raises(UserError, match="Nothing was taken in"):
        new_from(tmp_path / "new.diplotrack", tmp_path / "half.json")
    assert not (tmp_path / "new.diplotrack").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_nobody_waits_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(UserError, match="device or pipe"):
        new_from(tmp_path / "new.diplotrack", tmp_path / "pipe.json")
    assert not (tmp_path / "new.diplotrack").exists()


def test_unknown_members_are_told_and_passed_over(
    content: dict[str, Any], ledger: Ledger, tmp_path: Path
) -> None:
    content["records"]["tag"][0]["colour"] = "red"
    content["records"]["rocket"] = [{"id": 1}]
    content["comment"] = {"by": "me"}
    (tmp_path / "later.json").write_text(json.dumps(content), "utf-8")
    assert sorted(take_in(ledger, tmp_path / "later.json").table_notes) == [
        "“comment” is not known here and was left out (1 times).",
        "“records.rocket” is not known here and was left out (1 times).",
        "“tag.colour” is not known here and was left out (1 times).",
    ]


def test_a_history_that_was_altered_is_taken_and_told(
    content: dict[str, Any], ledger: Ledger, tmp_path: Path
) -> None:
    next(one for one in content["changes"] if one["action"] == "update")["after"] = {"title": "never"}
    (tmp_path / "forged.json").write_text(json.dumps(content), "utf-8")
    (note,) = take_in(ledger, tmp_path / "forged.json").table_notes
    assert "was altered" in note


def test_flipped_bytes_never_do_more_than_raise_a_sentence(
    text: str, untouched: Ledger, tmp_path: Path
) -> None:
    dice = random.Random(7)
    for _turn in range(15):
        spoilt = bytearray(text.encode())
        for _flip in range(dice.choice((1, 3))):
            spoilt[dice.randrange(len(spoilt))] = dice.choice(b'"{}[],:0a\\ \x00\xff')
        (tmp_path / "spoilt.json").write_bytes(spoilt)
        with contextlib.suppress(UserError):  # a flip within a text is a text
            take_in(untouched, tmp_path / "spoilt.json", dry_run=True)
