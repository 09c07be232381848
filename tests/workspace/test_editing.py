"""Records are written from drafts: only what differs, as one operation, and nothing of anybody's is lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diplotrack.base.dates import PartialDate
from diplotrack.base.errors import UserError
from diplotrack.base.markings import Marking, level_of_any_scheme
from diplotrack.records import (
    KINDS,
    TOP_KINDS,
    Commitment,
    DueChange,
    Engagement,
    Participant,
    Person,
    Record,
    parts,
)
from diplotrack.records.enumerations import CommitmentStatus, Format, ParticipantRole, Side
from diplotrack.store.content import content_hash
from diplotrack.workspace import Workspace
from diplotrack.workspace.editing import ChangedMeanwhile, Newcomer, PartRow, Portion, Unsound, blank_row
from diplotrack.workspace.editing.draft import Draft
from diplotrack.workspace.editing.merging import resolved
from diplotrack.workspace.editing.saving import OPERATIONS
from tests.records.making import make

SOUND = {"recurs": "FREQ=YEARLY", "time_zone": "Asia/Tokyo"}
"""Texts that must be of a certain form, which the sample values are not."""


def add_full(workspace: Workspace, kind: type[Record]) -> int:
    """A record of the kind with every field filled and one row of each part."""
    with workspace.change("Add") as work:
        record = make(work, kind)
        for part in parts(kind).values():
            row = make(work, part)
            setattr(row, part.__kind__.owner, record.id)
    return record.id


@pytest.mark.parametrize("kind", TOP_KINDS)
def test_saving_what_was_opened_changes_nothing(workspace: Workspace, kind: str) -> None:
    record_id = add_full(workspace, KINDS[kind])
    before = workspace.history.head()

    changed = workspace.editing.save(workspace.editing.load(kind, record_id))

    assert changed.change_set_id == 0
    assert workspace.history.head() == before


@pytest.mark.parametrize("kind", TOP_KINDS)
def test_a_copy_of_a_draft_reads_back_as_it_was_written(workspace: Workspace, kind: str) -> None:
    original = workspace.editing.load(kind, add_full(workspace, KINDS[kind]))
    copy = workspace.editing.blank(kind, **original.values)
    for name, rows in original.parts.items():
        copy.parts[name] = [PartRow(dict(row.values)) for row in rows]
    copy.values |= {name: good for name, good in SOUND.items() if name in copy.values}
    copy.tags, copy.objectives = ["visit", "2024"], original.objectives

    workspace.editing.save(copy)
    assert copy.id is not None
    again = workspace.editing.load(kind, copy.id)

    derived = {"status"} if kind == "commitment" else set()
    assert {k: v for k, v in again.values.items() if k not in derived} == {
        k: v for k, v in copy.values.items() if k not in derived
    }
    assert [[row.values for row in rows] for rows in again.parts.values()] == [
        [row.values for row in rows] for rows in copy.parts.values()
    ]
    assert again.tags == ["visit", "2024"]


def test_an_edit_is_one_operation_that_undo_takes_back_whole(workspace: Workspace) -> None:
    record_id = add_full(workspace, Engagement)
    with workspace.read() as session:
        before = content_hash(session)
    draft = workspace.editing.load("engagement", record_id)
    draft.values["city"] = "Genève"
    draft.texts["summary"] = [Portion("They agreed."), Portion("Nothing more.")]
    draft.parts["participant"].append(PartRow({"person_id": Newcomer("person", "Amina J. Mohammed")}))
    draft.tags.append("climate")

    changed = workspace.editing.save(draft)
    assert changed.operation == "Edit engagement"
    workspace.history.undo()

    with workspace.read() as session:
        assert content_hash(session) == before


def test_promises_and_actions_are_saved_with_their_engagement(workspace: Workspace) -> None:
    draft = workspace.editing.blank(
        "engagement", title="Call with Paris", starts_on=PartialDate.parse("2024-03-12")
    )
    promise = workspace.editing.blank(
        "commitment", text="Send the draft annex", due_on=PartialDate.parse("2024-04")
    )
    draft.follows.append(("engagement_id", promise))

    workspace.editing.save(draft)

    with workspace.read() as session:
        commitment = session.query(Commitment).one()
        assert commitment.engagement_id == draft.id
        assert commitment.due_on_latest == date(2024, 4, 30)
    assert len(workspace.history.operations()) == 1


def test_an_empty_required_field_is_named_and_nothing_is_written(workspace: Workspace) -> None:
    draft = workspace.editing.blank("engagement")
    draft.parts["agenda_item"].append(PartRow({**blank_row(KINDS["agenda_item"]).values, "sequence": 1}))

    with pytest.raises(Unsound) as caught:
        workspace.editing.save(draft)

    assert [fault.place for fault in caught.value.faults] == [("title",), ("agenda_item", 0, "title")]
    assert caught.value.sentence == "“Title” is empty; fill it in."
    assert workspace.records.counts()["engagement"] == 0


def test_an_end_before_the_beginning_is_told_at_the_end(workspace: Workspace) -> None:
    draft = workspace.editing.blank("engagement", title="Visit")
    draft.values |= {"starts_on": PartialDate.parse("2024-03"), "ends_on": PartialDate.parse("2024-02-28")}

    with pytest.raises(Unsound) as caught:
        workspace.editing.save(draft)

    assert caught.value.faults[0].place == ("ends_on",)


def test_edits_of_different_fields_come_together(workspace: Workspace) -> None:
    record_id = add_full(workspace, Engagement)
    mine, theirs = (workspace.editing.load("engagement", record_id) for _ in range(2))
    theirs.values["venue"] = "Quai d’Orsay"
    workspace.editing.save(theirs)
    mine.values["city"] = "Paris"

    workspace.editing.save(mine)

    again = workspace.editing.load("engagement", record_id)
    assert (again.values["city"], again.values["venue"]) == ("Paris", "Quai d’Orsay")


def test_edits_of_the_same_field_are_refused_and_can_be_kept(workspace: Workspace) -> None:
    record_id = add_full(workspace, Engagement)
    mine, theirs = (workspace.editing.load("engagement", record_id) for _ in range(2))
    theirs.values["city"] = "Lyon"
    workspace.editing.save(theirs)
    mine.values["city"] = "Paris"

    with pytest.raises(ChangedMeanwhile) as caught:
        workspace.editing.save(mine)
    assert "“City”" in caught.value.sentence
    assert mine.values["city"] == "Paris"

    workspace.editing.save(resolved(mine, caught.value.now, ()))
    assert workspace.editing.load("engagement", record_id).values["city"] == "Paris"


def test_of_two_versions_of_a_place_either_can_be_taken_and_the_rest_comes_together(
    workspace: Workspace,
) -> None:
    record_id = add_full(workspace, Engagement)
    mine, theirs = (workspace.editing.load("engagement", record_id) for _ in range(2))
    theirs.values |= {"city": "Lyon", "venue": "Hôtel de Ville", "title": "Theirs"}
    theirs.texts["summary"] = [Portion("Their words.")]
    workspace.editing.save(theirs)
    mine.values |= {"city": "Paris", "title": "Mine"}
    mine.texts["summary"] = [Portion("My words.")]
    with pytest.raises(ChangedMeanwhile) as caught:
        workspace.editing.save(mine)

    workspace.editing.save(resolved(mine, caught.value.now, {"values.city", "texts.summary"}))

    again = workspace.editing.load("engagement", record_id)
    shown = [again.values[name] for name in ("city", "venue", "title")]
    assert shown == ["Lyon", "Hôtel de Ville", "Mine"]
    assert again.texts["summary"] == [Portion("Their words.")]


def test_rows_added_on_both_sides_are_both_kept(workspace: Workspace) -> None:
    record_id = add_full(workspace, Engagement)
    mine, theirs = (workspace.editing.load("engagement", record_id) for _ in range(2))
    for draft, name in ((theirs, "Anna Lindh"), (mine, "Жозеп Боррель")):
        draft.parts["participant"].append(PartRow({"person_id": Newcomer("person", name)}))
        workspace.editing.save(draft)

    assert len(workspace.editing.load("engagement", record_id).parts["participant"]) == 3


def test_a_year_narrowed_to_its_december_keeps_the_whole_month(workspace: Workspace) -> None:
    with workspace.change("Add") as work:
        one = work.add(Commitment(text="x", due_on=date(2024, 1, 1), due_on_latest=date(2024, 12, 31)))
    draft = workspace.editing.load("commitment", one.id)
    draft.values["due_on"] = PartialDate.month(2024, 12)

    workspace.editing.save(draft)

    assert workspace.editing.load("commitment", one.id).values["due_on"] == PartialDate.month(2024, 12)
    with workspace.read() as session:
        assert len(session.query(DueChange).all()) == 1


def test_a_new_status_becomes_an_update(workspace: Workspace) -> None:
    with workspace.change("Add") as work:
        one = work.add(Commitment(text="x"))
    draft = workspace.editing.load("commitment", one.id)
    draft.values["status"] = CommitmentStatus.FULFILLED

    workspace.editing.save(draft)

    again = workspace.editing.load("commitment", one.id)
    assert again.values["status"] is CommitmentStatus.FULFILLED
    assert len(again.parts["update"]) == 1


def test_marking_and_portions_and_release_are_kept(workspace: Workspace) -> None:
    add_full(workspace, KINDS["party"])
    secret = Marking.of(level_of_any_scheme("SECRET", "nato"), "AMBER")
    draft = workspace.editing.blank("communication", title="Note")
    draft.marking, draft.rel_to = secret, (1,)
    draft.texts["text"] = [Portion("Open."), Portion("Closed.", secret)]

    workspace.editing.save(draft)

    assert draft.id is not None
    again = workspace.editing.load("communication", draft.id)
    assert (again.marking, again.rel_to, again.texts) == (secret, (1,), draft.texts)


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=words.filter(str.strip),
    texts=st.lists(words, max_size=3),
    form=st.sampled_from(Format),
    tags=words,
)
def test_whatever_is_written_reads_back_and_saves_without_change(
    workspace: Workspace, title: str, texts: list[str], form: Format, tags: str
) -> None:
    from diplotrack.store.passages import paragraphs

    draft: Draft = workspace.editing.blank("engagement", title=title, format=form)
    draft.texts["discussion"] = [Portion(one) for one in texts]
    draft.tags = [tags] if tags.strip() else []
    draft.parts["participant"].append(PartRow({"person_id": Newcomer("person", title), "side": Side.OURS}))
    workspace.editing.save(draft)
    assert draft.id is not None

    again = workspace.editing.load("engagement", draft.id)
    assert again.values == draft.values
    assert [one.text for one in again.texts["discussion"]] == [p for one in texts for p in paragraphs(one)]
    assert workspace.editing.save(again).change_set_id == 0


def add_people(workspace: Workspace, *names: str) -> list[int]:
    with workspace.change("Add") as work:
        return [work.add(Person(name=name)).id for name in names]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("muller", "Jürgen Müller"),
        ("jur mul", "Jürgen Müller"),
        ("محمد", "محمد بن سلمان"),
        ("нгуен", "Нгуен Ван А"),
        ("麻生", "麻生太郎"),
        ("太郎", "麻生太郎"),
        ("נתני", "בנימין נתניהו"),
        ("नरे", "नरेन्द्र मोदी"),
    ],
)
def test_names_complete_in_any_script_without_diacritics(workspace: Workspace, typed: str, name: str) -> None:
    add_people(
        workspace, "Jürgen Müller", "محمد بن سلمان", "Нгуен Ван А", "麻生太郎", "בנימין נתניהו", "नरेन्द्र मोदी"
    )

    found = workspace.editing.completions("person", typed)

    assert [one.mention.caption for one in found][:1] == [name]


def test_people_used_lately_come_first(workspace: Workspace) -> None:
    first, second = add_people(workspace, "Anna Berg", "Anna Borg")
    with workspace.change("Log") as work:
        meeting = work.add(Engagement(title="x"))
        work.add(Participant(engagement_id=meeting.id, person_id=second, role=ParticipantRole.HEAD))

    assert [one.mention.id for one in workspace.editing.completions("person", "anna")] == [second, first]
    assert [one.mention.id for one in workspace.editing.completions("person", "")] == [second]


def test_a_name_that_several_bear_is_not_guessed(workspace: Workspace) -> None:
    add_people(workspace, "John Smith", "John Smith")

    with pytest.raises(UserError, match="several"):
        workspace.editing.resolve("person", "john smith")


def test_a_name_that_nobody_bears_suggests_the_nearest(workspace: Workspace) -> None:
    add_people(workspace, "Jürgen Müller")

    with pytest.raises(UserError, match="did you mean Jürgen Müller"):
        workspace.editing.resolve("person", "mull")


def test_every_kind_names_its_making_and_its_editing() -> None:
    assert set(OPERATIONS) == set(TOP_KINDS)
