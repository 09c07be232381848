"""What reads the labelled texts: the program's intake, or its language alone, as a title and a first paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from diplotrack.language.attendance import Present, read_attendance
from diplotrack.language.names import NameBook
from diplotrack.language.people import PersonMention
from diplotrack.language.readouts import read_readout
from diplotrack.records.enumerations import Side
from diplotrack.workspace.intake.proposal import SURE, About
from diplotrack.workspace.intake.proposal import Reading as IntakeReading
from tests.language.intake.labels import Sample
from tests.language.intake.scoring import Found, FoundPerson

Reader = Callable[[Sample, bool], Found]


@contextmanager
def by_title() -> Iterator[Reader]:
    """The reader of titles and first sentences, which tells no day."""
    names = NameBook.reference()

    def read(sample: Sample, dated: bool) -> Found:
        on = sample.published if dated else None
        readout = read_readout(sample.title, " ".join(sample.paragraphs[:1]), names, us="USA", on=on)
        return Found(
            None,
            readout.kind,
            readout.format,
            readout.parties,
            _people(readout.theirs),
            _people(readout.ours),
        )

    yield read


@contextmanager
def by_language() -> Iterator[Reader]:
    """The reader of whole texts, which tells no day."""
    names = NameBook.reference()

    def read(sample: Sample, dated: bool) -> Found:
        on = sample.published if dated else None
        told = read_attendance(sample.title, "\n\n".join(sample.paragraphs), names, us="USA", on=on)
        return Found(
            None, told.readout.kind, told.format, told.parties, _present(told.theirs), _present(told.ours)
        )

    yield read


def _present(people: tuple[Present, ...]) -> tuple[FoundPerson, ...]:
    return tuple(FoundPerson(one.title, one.name) for one in people)


def _people(mentions: tuple[PersonMention, ...]) -> tuple[FoundPerson, ...]:
    return tuple(FoundPerson(one.title, one.name) for one in mentions if one.name)


@contextmanager
def by_intake() -> Iterator[Reader]:
    """The program's own intake, in a new workspace of ours: what it proposes as sure. It tells the day too."""
    from diplotrack.workspace import Workspace

    with TemporaryDirectory() as folder:
        Workspace.create(
            Path(folder) / "intake.diplotrack", we="USA", who="Ada Officer", post="Paris"
        ).close()
        with Workspace.open(Path(folder) / "intake.diplotrack") as workspace:

            def read(sample: Sample, dated: bool) -> Found:
                noon = datetime.combine(sample.published, time(12), UTC)
                file = replace(sample.file, sent=noon if dated else None)
                return _proposed(workspace.intake.read(file))

            yield read


def _proposed(reading: IntakeReading) -> Found:
    sure = [one for one in reading.proposals if one.sureness >= SURE]
    values = {one.key: one.value for one in sure}
    day = values.get("day:starts_on") or values.get("day:sent_on")
    kind = values.get("kind:communication")
    people: dict[Side, list[FoundPerson]] = {Side.OURS: [], Side.THEIRS: []}
    for one in sure:
        if one.about is About.PERSON and one.further["side"] in people:
            title = one.further["capacity"]
            name = one.shown.removesuffix(f", {title}") if title else one.shown
            people[one.further["side"]].append(FoundPerson(title, name))
    return Found(
        day.earliest if day is not None else None,
        kind.value if kind is not None else "",
        values["format"].value if "format" in values else "",
        tuple(
            one.key.removeprefix("party:")
            for one in sure
            if one.about in (About.PARTY, About.BODY) and one.further["side"] is Side.THEIRS
        ),
        tuple(people[Side.THEIRS]),
        tuple(people[Side.OURS]),
    )


READERS: dict[str, Callable[[], AbstractContextManager[Reader]]] = {
    "title": by_title,
    "language": by_language,
    "intake": by_intake,
}
