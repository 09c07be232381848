"""R27: a later text repeats an earlier passage with a weaker or stronger verb, and no position change explains it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import N_
from diplotrack.consistency.changed import Changed, changed_in, holding_verbs, lately
from diplotrack.consistency.finding import Found, Ref, Severity, Words
from diplotrack.consistency.position_paths import Where, through_lines
from diplotrack.consistency.reach import down, owner, up
from diplotrack.consistency.rule import WIDEST, Example, Rule, Scope, Threshold
from diplotrack.consistency.sayings import say, say_many
from diplotrack.consistency.scene import Scene
from diplotrack.consistency.series import Series, Text, neighbours, read_texts
from diplotrack.consistency.settings import CheckSettings
from diplotrack.language.ladder import SCALES
from diplotrack.records import (
    Communication,
    CommunicationParty,
    Objective,
    ObjectiveLink,
    Party,
    Passage,
    Position,
)
from diplotrack.records.enumerations import Correspondent
from diplotrack.store.positions import Lines, read_lines

CODE = "R27"

SHOWN = 3
"""Pairs of sentences that a finding quotes."""


def find(read: Session, settings: CheckSettings, today: date, scope: Scope | None = None) -> Iterable[Found]:
    """Texts whose operative verbs stand elsewhere on the ladder than in the text before that said the same."""
    wanted = None if scope is None else scope.get("communication", frozenset())
    near = holding_verbs(read) if wanted is None else neighbours(read, settings.ours, wanted)
    texts = read_texts(read, settings.ours, near)
    changed = list(changed_in(read, texts, settings["R27.likeness"] / 100, wanted))
    if not changed:
        return
    if wanted is None and near is not None:
        # Texts that hold no operative verb count among those in between.
        later = {one.later.text.id for one in changed}
        around = neighbours(read, settings.ours, later) if len(later) <= WIDEST else None
        texts = read_texts(read, settings.ours, around)
    changed = lately(changed, texts, settings["R27.texts"])
    lines = read_lines(read, {one.objective for one in changed})
    # A text that serves two objectives repeats a passage on either: a new position on one of them explains it.
    explained = {one.key for one in changed if _is_explained(one, lines)}
    found: dict[Text, list[Changed]] = defaultdict(list)
    for one in changed:
        if one.key not in explained:
            found[one.later.text].append(one)
    for text, many in sorted(found.items(), key=lambda entry: entry[0].id):
        yield _found(text, many, settings)


def _is_explained(one: Changed, lines: Lines) -> bool:
    """Whether a position on the objective that concerns the text began after the earlier text, by the later one."""
    day = PartialDate.day(one.later.text.day)
    return any(
        one.earlier.text.day < line.first <= one.later.text.day
        and (
            not line.scope
            or any(
                lines.scopes.breadth(line.scope, party, day) is not None for party in one.later.text.partners
            )
        )
        for line in lines.by_objective.get(one.objective, ())
    )


def _found(text: Text, many: list[Changed], settings: CheckSettings) -> Found:
    several = sorted({one.key: one for one in many}.values(), key=lambda one: (-one.steps, one.key))
    first = several[0]
    is_high = first.steps >= settings["R27.steps_high"]
    shown = {
        "old": first.change.old,
        "new": first.change.new,
        "day": first.earlier.text.day,
        "steps": first.steps,
        "scale": SCALES[first.change.scale],
    }
    if first.change.steps < 0:
        told = say_many(
            "“{old}” has become “{new}” since {day}, weaker by one step on the ladder of {scale}.",
            "“{old}” has become “{new}” since {day}, weaker by {steps} steps on the ladder of {scale}.",
            "steps",
            **shown,
        )
    else:
        told = say_many(
            "“{old}” has become “{new}” since {day}, stronger by one step on the ladder of {scale}.",
            "“{old}” has become “{new}” since {day}, stronger by {steps} steps on the ladder of {scale}.",
            "steps",
            **shown,
        )
    if len(several) > 1:
        further = say_many(
            "Another sentence differs as well.",
            "{n} other sentences differ as well.",
            "n",
            n=len(several) - 1,
        )
        told = say("{told} {further}", told=told, further=further)
    quotes = [
        words
        for one in several[:SHOWN]
        for words in (Words(one.later.shown, one.words), Words(one.earlier.shown, one.before))
    ]
    return Found(
        subjects=(Ref("communication", text.id),),
        severity=Severity.HIGH if is_high else Severity.LOW,
        title=say(
            "Changed language: “{old}” is now “{new}” in {title}",
            old=first.change.old,
            new=first.change.new,
            title=text.title,
        ),
        why=told,
        fix=say("Restore the agreed language, or change the position."),
        records=tuple(dict.fromkeys(Ref("communication", one.earlier.text.id) for one in several[:SHOWN])),
        quotes=tuple(quotes),
        numbers={"steps": first.steps, "likeness": round(first.likeness, 2), "sentences": len(several)},
        facts={"changes": sorted([one.words, one.before] for one in several)},
    )


def _text(scene: Scene, objective: Objective, days: int, words: str) -> Communication:
    made = scene.add(Communication(title=f"Statement of {days} days ago", sent_on=scene.ago(days)))
    for party, part in ((scene.us, Correspondent.FROM), (scene.partner("League"), Correspondent.TO)):
        scene.add(CommunicationParty(communication_id=made.id, party_id=party.id, part=part))
    scene.add(Passage(owner_kind="communication", owner_id=made.id, text=words))
    scene.link(made, objective)
    return made


def _bad(scene: Scene) -> None:
    objective = scene.objective()
    _text(scene, objective, 200, "We strongly urge all members to open their ports to relief ships.")
    _text(scene, objective, 20, "We invite all members to open their ports to relief ships.")


def _good(scene: Scene) -> None:
    _bad(scene)
    (objective,) = scene.work.session.scalars(select(Objective))
    scene.add(
        Position(objective_id=objective.id, stance=0, line="We leave it to them.", valid_from=scene.ago(30))
    )


_TELLING = frozenset(
    {"sent_on", "sent_on_latest", "traffic", "type", "language", "deleted_at", "merged_into", "created_at"}
)
"""What of a text decides on its place among others; its title is shown, and what shows it is looked at anyway."""

_TEXTS = down(ObjectiveLink.objective_id) >> owner(ObjectiveLink, "communication")

_OF_PARTY = down(CommunicationParty.party_id) >> up(CommunicationParty.communication_id)
_LINES = through_lines(_TEXTS)

RULE = Rule(
    code=CODE,
    slug="changed-language",
    title=N_("Changed language"),
    fires=N_(
        "A text of ours, or a joint one, repeats a passage of an earlier text on the same objective, by the same"
        " issuers, to and about the same parties (at least {R27.likeness} % alike apart from the operative verb, among"
        " the {R27.texts} texts before it), with an operative verb elsewhere on the intensity ladder, and no position"
        " on the objective began in between. What the last such text said counts. One finding for each text. “Notes”"
        " stands outside the ladder. Internal papers and texts in other languages than English are left alone."
    ),
    severity=N_("low; {R27.steps_high} steps or more: high"),
    rationale=N_(
        "Partners read agreed language word for word. A weaker verb is taken for a change of position, meant or not."
    ),
    remedy=N_("Restore the agreed language, or change the position."),
    subjects=("communication",),
    find=find,
    reach={
        **_LINES,
        "party": (_LINES["party"], Where(Party, frozenset({"is_own", "code"}), _OF_PARTY >> Series())),
        "communication": Where(Communication, _TELLING, Series()),
        "communication_party": Series("communication_party"),
        "objective_link": Series("objective_link"),
        "passage": Series("passage"),
        "objective": Where(Objective, frozenset({"deleted_at", "merged_into"}), _TEXTS),
    },
    bad=Example(N_("What all members were strongly urged to do, they are now invited to do."), _bad),
    good=Example(N_("The same change after a new position on the objective began."), _good),
    thresholds=(
        Threshold("R27.likeness", 60, N_("Likeness from which a passage is repeated"), N_("percent")),
        Threshold("R27.texts", 50, N_("Earlier texts of a series that are looked at"), N_("texts")),
        Threshold("R27.steps_high", 2, N_("Steps of the ladder from which it is high"), N_("steps")),
    ),
    is_raised=True,
)
