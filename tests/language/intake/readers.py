"""What reads the labelled texts: the program's intake, or its language alone, as a title and a first paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from diplotrack.language.attendance import Present, read_attendance
from diplotrack.language.names import NameBook
from diplotrack.language.people import PersonMention
from diplotrack.language.readouts import read_readout
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


READERS: dict[str, Callable[[], AbstractContextManager[Reader]]] = {
    "title": by_title,
    "language": by_language,
}
