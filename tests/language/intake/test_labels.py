"""The hand labels are well formed; what reads them on the half for tuning stays as good as it was measured."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from diplotrack.language.names_reference import reference_parties
from diplotrack.records.enumerations import CommunicationType, Format
from tests.language.intake.labels import SPLITS, TEXTS, Labelled, labels, samples
from tests.language.intake.readers import READERS
from tests.language.intake.scoring import FoundPerson, same_person, same_person_and_title, score

FLOORS = {
    "parties": (0.98, 0.98),
    "kind": (0.98, 0.98),
    "format": (0.98, 0.98),
    "theirs": (0.97, 0.97),
    "theirs, title": (0.95, 0.95),
    "ours": (0.98, 0.98),
    "ours, title": (0.94, 0.94),
}
"""Precision and recall of the reader of whole texts, a little below what was measured."""

EVERY = 3


def test_there_are_as_many_to_tune_on_as_to_test_on() -> None:
    assert Counter(label.split for label in labels()) == dict.fromkeys(SPLITS, 75)


def test_no_text_is_labelled_twice() -> None:
    addresses = [label.source_url for label in labels()]
    assert len(set(addresses)) == len(addresses)


def test_words_are_those_of_the_records() -> None:
    for label in labels():
        assert label.kind in {one.value for one in CommunicationType}, label.source_url
        assert label.format in {"", *(one.value for one in Format)}, label.source_url
        assert set(label.parties) <= reference_parties().keys(), label.source_url


def test_spans_of_days_are_a_week_at_most() -> None:
    assert all(timedelta(0) <= label.last - label.first < timedelta(7) for label in labels())


def test_the_day_is_near_the_one_in_the_address() -> None:
    for label in labels():
        year, month, day = re.findall(r"/(\d{4})/(\d{2})/(\d{2})/", label.source_url)[0]
        assert abs(date(int(year), int(month), int(day)) - label.first) < timedelta(days=31), label.source_url


def test_everybody_has_a_name_and_a_title() -> None:
    for label in labels():
        assert all(one.name and all(one.titles) for one in (*label.theirs, *label.ours)), label.source_url


def test_names_compare_in_either_order_and_spelling() -> None:
    labelled = Labelled(("Prime Minister", "Premier"), "Kishida Fumio")
    assert same_person(labelled, FoundPerson("", "Fumio KISHIDA"))
    assert not same_person(labelled, FoundPerson("", "Kishida"))
    assert not same_person(labelled, FoundPerson("", "Kishida Yuko"))


def test_titles_compare_without_the_name_of_the_party() -> None:
    labelled = Labelled(("President",), "Ursula von der Leyen")
    assert same_person_and_title(
        labelled, FoundPerson("European Commission President", "Ursula von der Leyen")
    )
    assert not same_person_and_title(labelled, FoundPerson("Vice President", "Ursula von der Leyen"))


def test_a_third_of_the_texts_is_read_as_well_as_it_was() -> None:
    if not TEXTS.exists():
        pytest.skip(f"real records are not here: {TEXTS} (set DIPLOTRACK_DATA to the folder that has them)")
    with READERS["language"]() as read:
        tallies = score((one.label, read(one, True)) for one in samples("tune")[::EVERY])
    measured = {name: (tallies[name].precision, tallies[name].recall) for name in FLOORS}
    low = {
        name
        for name in FLOORS
        for got, floor in zip(measured[name], FLOORS[name], strict=True)
        if got < floor
    }
    assert not low, measured
