"""The words of attached files: found under the record that has the file, for as long as it has it."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from diplotrack.records import Attachment, Engagement, Passage, Person
from diplotrack.store import attachments, backup, conversion, file_texts, search_index, verify
from diplotrack.store.file_texts import Words
from diplotrack.store.folder import Folder
from diplotrack.store.ledger import Ledger
from diplotrack.store.ledger_tables import FileText, SearchText
from diplotrack.store.merge import merge
from diplotrack.store.opening import open_ledger
from diplotrack.store.search import CLOSE_MARK, OPEN_MARK, Hit, search
from tests.store.test_encryption import WORDS


def attached(
    ledger: Ledger, tmp_path: Path, words: str, record: Any, name: str = "annex.txt", **marks: Any
) -> int:
    """A file with these words, kept with a record and read."""
    path = tmp_path / name
    path.write_text(words, encoding="utf-8")
    with ledger.change("Attach") as work:
        owner = record if record.id else work.add(record)
        row = attachments.attach(ledger, work, owner, path)
        for key, value in marks.items():
            setattr(row, key, value)
    file_texts.keep(ledger, Words(row.sha256, "text 1", words))
    return row.id


def hits(ledger: Ledger, words: str, **filters: Any) -> list[Hit]:
    with ledger.read() as session:
        return search(session, words, **filters)


def bare(hit: Hit) -> str:
    return hit.passage.replace(OPEN_MARK, "").replace(CLOSE_MARK, "")


def faults(ledger: Ledger) -> list[str]:
    return list(verify.damage(ledger))


def test_a_record_is_found_by_the_words_of_its_file_and_the_file_is_named(
    ledger: Ledger, tmp_path: Path
) -> None:
    meeting = Engagement(title="Talks")
    attached(ledger, tmp_path, "The herring quota\nis settled. 両国は会談した。", meeting, "quota 会議.txt")
    [hit] = hits(ledger, "talks herring")
    assert (hit.kind, hit.file) == ("engagement", "quota 会議.txt")
    assert f"{OPEN_MARK}herring{CLOSE_MARK}" in hit.passage
    assert hits(ledger, "会談")[0].file == "quota 会議.txt"
    assert hits(ledger, "会議")[0].file == "quota 会議.txt"  # its name
    assert hits(ledger, "talks")[0].file == ""
    assert faults(ledger) == []


def test_words_of_the_record_itself_are_not_ascribed_to_a_file(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.change("Add") as work:
        meeting = work.add(Engagement(title="Talks"))
        work.add(
            Passage(owner_kind="engagement", owner_id=meeting.id, text="They spoke of cod\x1cand of herring.")
        )
    attached(ledger, tmp_path, "Nothing on fish.", meeting, "a.txt")
    attached(ledger, tmp_path, "On salmon.", meeting, "b.txt")
    [hit] = hits(ledger, "herring")
    assert (hit.file, bare(hit)) == ("", "They spoke of cod and of herring.…")
    assert bare(hits(ledger, "salmon")[0]) == "On salmon."
    assert hits(ledger, "salmon")[0].file == "b.txt"
    assert hits(ledger, "fish")[0].file == "a.txt"


def test_the_words_go_with_the_file_and_come_back_with_it(ledger: Ledger, tmp_path: Path) -> None:
    meeting = Engagement(title="Talks")
    file_id = attached(ledger, tmp_path, "The herring quota", meeting)
    with ledger.change("Remove") as work:
        work.session.delete(work.get(Attachment, file_id))
    assert hits(ledger, "herring") == []
    assert file_texts.sweep(ledger) == 0  # undo needs them
    ledger.undo()
    assert len(hits(ledger, "herring")) == 1
    assert faults(ledger) == []


def test_a_rebuilt_index_has_the_words(ledger: Ledger, tmp_path: Path) -> None:
    attached(ledger, tmp_path, "The herring quota", Engagement(title="Talks"))
    with ledger.deriving() as session:
        search_index.rebuild(session)
    assert hits(ledger, "herring")[0].file == "annex.txt"


def test_words_follow_a_merged_record(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.change("People") as work:
        one, two = work.add(Person(name="Ann Lee")), work.add(Person(name="A. Lee"))
    attached(ledger, tmp_path, "Curriculum vitae: herring", two)
    with ledger.change("Merge people") as work:
        merge(work, Person, one.id, [two.id], {})
    assert [hit.id for hit in hits(ledger, "herring")] == [one.id]
    ledger.undo()
    assert [hit.id for hit in hits(ledger, "herring")] == [two.id]
    assert faults(ledger) == []


@pytest.mark.parametrize("portion", ["file", "paragraph"])
def test_no_ceiling_lets_words_through_that_are_marked_above_it(
    ledger: Ledger, tmp_path: Path, portion: str
) -> None:
    with ledger.change("Add") as work:
        meeting = work.add(Engagement(title="Talks", marking_rank=1))
        if portion == "paragraph":
            work.add(
                Passage(
                    owner_kind="engagement", owner_id=meeting.id, text="The herring quota", marking_rank=3
                )
            )
    if portion == "file":
        attached(ledger, tmp_path, "The herring quota", meeting, marking_rank=3)
    for words in ("herring", "talks"):
        assert hits(ledger, words, ceiling=2) == []
        assert len(hits(ledger, words, ceiling=3)) == 1


def test_a_file_that_is_marked_no_higher_is_found_under_the_ceiling(ledger: Ledger, tmp_path: Path) -> None:
    meeting = Engagement(title="Talks", marking_rank=2)
    attached(ledger, tmp_path, "The herring quota", meeting, marking_rank=1)
    attached(ledger, tmp_path, "The cod quota", meeting, "cod.txt")
    assert len(hits(ledger, "herring cod", ceiling=2)) == 1
    assert hits(ledger, "herring", ceiling=1) == []


def test_files_nobody_has_read_are_told_the_latest_first(ledger: Ledger, tmp_path: Path) -> None:
    meeting = Engagement(title="Talks")
    attached(ledger, tmp_path, "one", meeting, "one.txt")
    attached(ledger, tmp_path, "two", meeting, "two.txt")
    attached(ledger, tmp_path, "two", meeting, "again.txt")
    with ledger.read() as session:
        assert file_texts.unread(session, {"text 1"}) == []
        assert [one.size for one in file_texts.unread(session, {"text 2"})] == [3, 3]
    with ledger.deriving() as session:
        for row in session.scalars(select(FileText)):
            session.delete(row)
    with ledger.read() as session:
        assert [one.name for one in file_texts.unread(session, {"text 1"})] == ["two.txt", "one.txt"]


def test_words_that_nothing_names_are_swept(ledger: Ledger) -> None:
    file_texts.keep(ledger, Words(b"x" * 32, "text 1", "Never saved"))
    assert file_texts.sweep(ledger, {b"x" * 32}) == 0
    assert file_texts.sweep(ledger) == 1
    assert file_texts.sweep(ledger) == 0


def test_proof_tells_of_words_that_are_in_the_index_no_more(ledger: Ledger, tmp_path: Path) -> None:
    attached(ledger, tmp_path, "The herring quota", Engagement(title="Talks"))
    with ledger.deriving() as session:
        file_texts.put(session, session.scalars(select(FileText.sha256)).one(), "text 2", "Other words")
    assert ["files of engagement" in one for one in faults(ledger)] == [True]


def test_an_edit_elsewhere_in_a_record_does_not_index_its_files_again(ledger: Ledger, tmp_path: Path) -> None:
    meeting = Engagement(title="Talks")
    attached(ledger, tmp_path, "The herring quota", meeting)
    with ledger.read() as session:
        before = session.execute(select(SearchText.id)).scalars().all()
    with ledger.change("Edit") as work:
        work.get(Engagement, meeting.id).venue = ""
        work.get(Engagement, meeting.id).marking_text = "X"
    with ledger.read() as session:
        assert session.execute(select(SearchText.id)).scalars().all() == before


def test_only_so_much_of_a_file_is_kept(ledger: Ledger) -> None:
    file_texts.keep(ledger, Words(b"x" * 32, "text 1", "a" * (file_texts.LONGEST + 5)))
    with ledger.read() as session:
        assert len(session.scalars(select(FileText.text)).one()) == file_texts.LONGEST


def test_a_backup_and_an_encrypted_copy_find_the_words(ledger: Ledger, tmp_path: Path) -> None:
    attached(ledger, tmp_path, "The herring quota", Engagement(title="Talks"))
    backup.write(ledger, tmp_path / "w.backup")
    ledger.close()
    backup.restore(tmp_path / "w.backup", tmp_path / "again.diplotrack")
    with closing(open_ledger(tmp_path / "again.diplotrack")) as again:
        assert hits(again, "herring")[0].file == "annex.txt"
    keyed = shutil.copytree(ledger.folder.path, tmp_path / "keyed.diplotrack")
    conversion.encrypt(Folder(keyed), WORDS)
    with closing(open_ledger(keyed, lambda: WORDS)) as again:
        assert hits(again, "herring")[0].file == "annex.txt"
        assert faults(again) == []
