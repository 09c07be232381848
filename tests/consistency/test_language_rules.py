"""R22 and R27: promises that nobody captured, and operative verbs that changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from sqlalchemy import select

from diplotrack.consistency import engine
from diplotrack.consistency.finding import Finding, Severity
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.scopes import scopes
from diplotrack.consistency.settings import read_settings
from diplotrack.records import (
    Commitment,
    Communication,
    CommunicationParty,
    Dismissal,
    Objective,
    ObjectiveLink,
    Passage,
    Position,
    PositionPartner,
    Tag,
)
from diplotrack.records.enumerations import (
    CommunicationType,
    Correspondent,
    Duty,
    Traffic,
)
from diplotrack.store.unit_of_work import Work
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play

PROMISE = "We will send two customs advisers by the end of May."


def found(workspace: Workspace, code: str) -> list[Finding]:
    return list(workspace.check.run([code]).findings)


def text(
    scene: Scene,
    *paragraphs: str,
    days: int = 30,
    partner: str = "France",
    objective: str = "",
    traffic: Traffic = Traffic.OUTGOING,
    **values: object,
) -> Communication:
    """A text from us to a partner, or the other way round where it is incoming."""
    made = scene.add(
        Communication(**{"title": "Note", "sent_on": scene.ago(days), "traffic": traffic, **values})
    )
    ends = [scene.us, scene.partner(partner)]
    if traffic is Traffic.INCOMING:
        ends.reverse()
    for party, part in zip(ends, (Correspondent.FROM, Correspondent.TO), strict=True):
        scene.add(CommunicationParty(communication_id=made.id, party_id=party.id, part=part))
    for ordinal, words in enumerate(paragraphs):
        scene.add(Passage(owner_kind="communication", owner_id=made.id, ordinal=ordinal, text=words))
    if objective:
        aims = scene.work.session.scalars(select(Objective).where(Objective.code == objective)).all()
        scene.link(made, aims[0] if aims else scene.objective(objective))
    return made


@pytest.mark.parametrize(("days", "expected"), [(7, 0), (8, 1)])
def test_a_promise_is_to_be_captured_within_seven_days(
    workspace: Workspace, play: Play, days: int, expected: int
) -> None:
    play(lambda scene: text(scene, PROMISE, days=days))
    assert len(found(workspace, "R22")) == expected


def test_the_days_count_from_receipt(workspace: Workspace, play: Play) -> None:
    play(lambda scene: text(scene, PROMISE, traffic=Traffic.INCOMING, received_on=scene.ago(5)))
    assert found(workspace, "R22") == []


def test_a_text_known_to_the_month_counts_from_its_last_day(workspace: Workspace, play: Play) -> None:
    play(lambda scene: text(scene, PROMISE, sent_on=date(2026, 6, 1), sent_on_latest=date(2026, 6, 30)))
    assert found(workspace, "R22") == []


def test_one_finding_for_each_text(workspace: Workspace, play: Play) -> None:
    play(lambda scene: text(scene, PROMISE, "We will also train two crews. We hope to meet."))
    (one,) = found(workspace, "R22")
    assert (one.numbers["promises"], len(one.quotes)) == (2, 2)


@pytest.mark.parametrize(
    "values",
    [
        {"traffic": Traffic.INTERNAL},
        {"traffic": Traffic.BETWEEN_OTHERS},
        {"type": CommunicationType.TALKING_POINTS},
        {"type": CommunicationType.CABLE},
        {"language": "fr"},
        {"deleted_at": TODAY},
    ],
)
def test_texts_that_are_left_alone(workspace: Workspace, play: Play, values: dict[str, object]) -> None:
    play(lambda scene: text(scene, PROMISE, **values))
    assert found(workspace, "R22") == []


def test_a_text_in_another_language_is_left_alone_even_where_nobody_said_so(
    workspace: Workspace, play: Play
) -> None:
    words = "Le Gouvernement will prendre toutes les mesures nécessaires pour ouvrir la frontière cette année"
    play(lambda scene: text(scene, words))
    assert found(workspace, "R22") == []


def test_their_text_that_names_a_promise_of_ours_is_high(workspace: Workspace, play: Play) -> None:
    play(lambda scene: text(scene, "Freedonia will open the port.", traffic=Traffic.INCOMING))
    (one,) = found(workspace, "R22")
    assert one.severity is Severity.HIGH


def test_their_text_that_names_a_promise_of_both_is_high(workspace: Workspace, play: Play) -> None:
    play(lambda scene: text(scene, "Both sides agreed to open the port.", traffic=Traffic.INCOMING))
    (one,) = found(workspace, "R22")
    assert one.severity is Severity.HIGH


@pytest.mark.parametrize("traffic", [Traffic.INCOMING, Traffic.OUTGOING])
def test_what_the_writer_promises_is_medium(workspace: Workspace, play: Play, traffic: Traffic) -> None:
    play(lambda scene: text(scene, PROMISE, traffic=traffic))
    (one,) = found(workspace, "R22")
    assert one.severity is Severity.MEDIUM


def test_a_commitment_captures_the_sentence_that_it_quotes_only(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        made = text(scene, f"{PROMISE} We will train two crews.")
        scene.commitment(quote="We will train two crews", communication_id=made.id)

    play(fill)
    (one,) = found(workspace, "R22")
    assert [quote.quote for quote in one.quotes] == [PROMISE]


def test_of_the_same_words_twice_the_anchor_tells_which_is_captured(workspace: Workspace, play: Play) -> None:
    words = "We will report on ports. This is right. We will report on ports and on roads."

    def fill(scene: Scene) -> None:
        made = text(scene, words)
        passage = scene.work.session.scalars(select(Passage)).one()
        scene.commitment(
            quote="We will report on ports",
            communication_id=made.id,
            passage_uid=passage.uid,
            quote_start=words.rindex("We will"),
            quote_before="This is right. ",
            quote_after=" and on roads.",
        )

    play(fill)
    (one,) = found(workspace, "R22")
    assert [quote.quote for quote in one.quotes] == ["We will report on ports."]


def test_a_commitment_of_the_meeting_captures_its_readout(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        met = scene.engagement()
        text(scene, PROMISE, engagement_id=met.id)
        scene.commitment(text="Send two customs advisers", engagement_id=met.id)

    play(fill)
    assert found(workspace, "R22") == []


def test_a_commitment_on_something_else_captures_nothing(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        made = text(scene, PROMISE)
        scene.commitment(text="Open a road to the northern harbour", communication_id=made.id)

    play(fill)
    assert len(found(workspace, "R22")) == 1


def test_a_commitment_in_the_trash_captures_nothing(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        made = text(scene, PROMISE)
        scene.commitment(quote=PROMISE, communication_id=made.id, deleted_at=TODAY)

    play(fill)
    assert len(found(workspace, "R22")) == 1


def test_words_dismissed_are_no_promise(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        made = text(scene, PROMISE)
        scene.add(Dismissal(owner_kind="communication", owner_id=made.id, quote=PROMISE))

    play(fill)
    assert found(workspace, "R22") == []


@pytest.mark.parametrize(("day", "expected"), [("2026-05-18", 0), ("2026-05-17", 1)])
def test_texts_from_before_the_duty_are_left_alone(
    workspace: Workspace, play: Play, day: str, expected: int
) -> None:
    workspace.ledger.set(duty_from=day)
    play(lambda scene: text(scene, PROMISE, days=31))
    assert len(found(workspace, "R22")) == expected


def test_a_text_opened_for_follow_up_counts_from_before_the_duty(workspace: Workspace, play: Play) -> None:
    workspace.ledger.set(duty_from="2026-06-01")

    def fill(scene: Scene) -> None:
        made = text(scene, PROMISE)
        scene.add(Tag(owner_kind="communication", owner_id=made.id, name="Follow-up"))

    play(fill)
    assert len(found(workspace, "R22")) == 1


def test_a_marked_paragraph_marks_the_finding(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        made = text(scene)
        scene.add(
            Passage(
                owner_kind="communication",
                owner_id=made.id,
                text=PROMISE,
                marking_scheme="US",
                marking_rank=3,
                marking_text="SECRET",
            )
        )

    play(fill)
    (one,) = found(workspace, "R22")
    assert one.marking.rank == 3


URGED = "We urge all members to open their ports to relief ships."
STRONGLY = "We strongly urge all members to open their ports to relief ships."
INVITED = "We invite all members to open their ports to relief ships."

Fill = Callable[[Scene], object]


def two(later: str, earlier: str = URGED, **values: object) -> Fill:
    def fill(scene: Scene) -> None:
        text(scene, earlier, days=200, objective="SEC-1")
        text(scene, later, days=20, objective="SEC-1", **values)

    return fill


@pytest.mark.parametrize(
    ("later", "expected"), [(URGED, []), (STRONGLY, [Severity.LOW]), (INVITED, [Severity.HIGH])]
)
def test_steps_of_the_ladder(workspace: Workspace, play: Play, later: str, expected: list[Severity]) -> None:
    play(two(later))
    assert [one.severity for one in found(workspace, "R27")] == expected


def test_the_finding_names_both_verbs_and_quotes_both_passages(workspace: Workspace, play: Play) -> None:
    play(two(INVITED))
    (one,) = found(workspace, "R27")
    assert "“urge” has become “invite”" in one.why.text(TODAY)
    assert [quote.quote for quote in one.quotes] == [INVITED, URGED]
    assert one.numbers["steps"] == 4


@pytest.mark.parametrize(
    "values",
    [
        {"partner": "Sylvania"},
        {"traffic": Traffic.INTERNAL},
        {"traffic": Traffic.INCOMING},
        {"type": CommunicationType.TALKING_POINTS},
        {"language": "fr"},
        {"deleted_at": TODAY},
        {"days": 200},
    ],
)
def test_texts_that_are_no_later_text_of_the_series(
    workspace: Workspace, play: Play, values: dict[str, object]
) -> None:
    def fill(scene: Scene) -> None:
        text(scene, URGED, days=200, objective="SEC-1")
        text(scene, INVITED, **{"days": 20, "objective": "SEC-1", **values})

    play(fill)
    assert found(workspace, "R27") == []


def test_another_objective_is_another_series(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        text(scene, URGED, days=200, objective="SEC-1")
        text(scene, INVITED, days=20, objective="SEC-2")

    play(fill)
    assert found(workspace, "R27") == []


def test_the_last_text_that_said_the_same_counts(workspace: Workspace, play: Play) -> None:
    def fill(scene: Scene) -> None:
        text(scene, STRONGLY, days=300, objective="SEC-1")
        text(scene, URGED, days=200, objective="SEC-1")
        text(scene, URGED, days=20, objective="SEC-1")

    play(fill)
    (one,) = found(workspace, "R27")
    assert one.subject[0].date == str(TODAY.fromordinal(TODAY.toordinal() - 200))


def test_notes_stands_outside_the_ladder(workspace: Workspace, play: Play) -> None:
    play(
        two(
            "We note the report on ports and relief ships.",
            "We welcome the report on ports and relief ships.",
        )
    )
    assert found(workspace, "R27") == []


@pytest.mark.parametrize(("days", "expected"), [(201, 1), (200, 1), (199, 0), (20, 0), (19, 1)])
def test_a_position_that_began_in_between_explains(
    workspace: Workspace, play: Play, days: int, expected: int
) -> None:
    def fill(scene: Scene) -> None:
        two(INVITED)(scene)
        aim = scene.work.session.scalars(select(Objective)).one()
        scene.add(
            Position(objective_id=aim.id, stance=0, line="We leave it open.", valid_from=scene.ago(days))
        )

    play(fill)
    assert len(found(workspace, "R27")) == expected


@pytest.mark.parametrize(("toward", "expected"), [("France", 0), ("Sylvania", 1)])
def test_a_position_explains_toward_its_scope_only(
    workspace: Workspace, play: Play, toward: str, expected: int
) -> None:
    def fill(scene: Scene) -> None:
        two(INVITED)(scene)
        aim = scene.work.session.scalars(select(Objective)).one()
        made = scene.add(Position(objective_id=aim.id, stance=0, line="Open.", valid_from=scene.ago(90)))
        scene.add(PositionPartner(position_id=made.id, party_id=scene.partner(toward).id, duty=Duty.SCOPE))

    play(fill)
    assert len(found(workspace, "R27")) == expected


def earlier(work: Work) -> Communication:
    return work.session.scalars(select(Communication).order_by(Communication.sent_on)).first()  # type: ignore[return-value]


def trashed(work: Work) -> None:
    earlier(work).deleted_at = datetime(2026, 6, 17)


def moved_after(work: Work) -> None:
    earlier(work).sent_on = earlier(work).sent_on_latest = TODAY


def reworded(work: Work) -> None:
    passage = work.session.scalars(select(Passage).where(Passage.owner_id == earlier(work).id)).one()
    passage.text = INVITED


def unlinked(work: Work) -> None:
    link = select(ObjectiveLink).where(ObjectiveLink.owner_id == earlier(work).id)
    work.session.delete(work.session.scalars(link).one())


def readdressed(work: Work) -> None:
    part = select(CommunicationParty).where(
        CommunicationParty.communication_id == earlier(work).id, CommunicationParty.part == Correspondent.TO
    )
    work.session.delete(work.session.scalars(part).one())


def explained(work: Work) -> None:
    aim = work.session.scalars(select(Objective)).one()
    work.add(Position(objective_id=aim.id, stance=0, line="Open.", valid_from=date(2026, 3, 1)))


def retired(work: Work) -> None:
    work.session.scalars(select(Objective)).one().deleted_at = datetime(2026, 6, 17)


def captured(work: Work) -> None:
    work.add(Commitment(text="Send two customs advisers", quote=PROMISE, communication_id=earlier(work).id))


def dismissed(work: Work) -> None:
    work.add(Dismissal(owner_kind="communication", owner_id=earlier(work).id, quote=PROMISE))


@pytest.mark.parametrize(
    "change", [trashed, moved_after, reworded, unlinked, readdressed, explained, retired]
)
@pytest.mark.parametrize("later", [URGED, INVITED])
def test_what_changes_elsewhere_reaches_the_later_texts(
    workspace: Workspace, play: Play, later: str, change: Callable[[Work], None]
) -> None:
    def fill(scene: Scene) -> None:
        text(scene, URGED, days=300, objective="SEC-1")
        text(scene, INVITED, days=200, objective="SEC-1")
        text(scene, later, days=20, objective="SEC-1")

    play(fill)
    assert is_reached(workspace, "R27", change)


@pytest.mark.parametrize("change", [captured, dismissed, trashed])
def test_what_captures_a_promise_reaches_its_text(
    workspace: Workspace, play: Play, change: Callable[[Work], None]
) -> None:
    play(lambda scene: text(scene, PROMISE))
    assert is_reached(workspace, "R22", change)


def is_reached(workspace: Workspace, code: str, change: Callable[[Work], None]) -> bool:
    """Whether a look at what a change reaches finds the same there as a full check, and nothing differs elsewhere."""
    (rule,) = engine.chosen([code])
    with workspace.read() as read:
        settings = read_settings(read, engine.threshold_defaults())
        before = {one.subjects: one for one in rule.find(read, settings, TODAY, None)}
    with workspace.change("Change") as work:
        change(work)
    assert work.changed is not None
    with workspace.read() as read:
        after = {one.subjects: one for one in rule.find(read, settings, TODAY, None)}
        scope = scopes(read, [rule], work.changed)[rule.code]
        assert scope is not None
        reached = scope.get("communication", frozenset())
        again = {one.subjects: one for one in rule.find(read, settings, TODAY, scope)}
    differs = {
        subjects[0].id
        for subjects in before.keys() | after.keys()
        if before.get(subjects) != after.get(subjects)
    }
    return differs <= reached and again == {key: one for key, one in after.items() if key[0].id in reached}
