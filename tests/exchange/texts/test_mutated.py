"""Documents that are nearly right are read or refused, whatever is wrong; ``tests.soak.fuzzing`` goes on longer."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from diplotrack.exchange.texts.words import READERS, words_of
from tests.exchange.texts.corpus import DOCUMENTS
from tests.soak.fuzzing.mutating import mutated

SEEDS = {name: make() for name, make in DOCUMENTS.items()}
PACKED = ("docx", "odt")


@pytest.mark.parametrize("name", SEEDS)
def test_every_document_is_read(name: str) -> None:
    reader, words = words_of(SEEDS[name], "file")
    assert reader in READERS
    assert words or name == "mbox"


@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(sorted(SEEDS)), random=st.integers(0, 2**32).map(Random))
def test_what_is_nearly_a_document_is_read_or_refused(name: str, random: Random) -> None:
    reader, words = words_of(mutated([SEEDS[name]], random, name in PACKED), "file")
    assert reader in READERS
    assert "\x00" not in words


@settings(max_examples=60)
@given(content=st.binary(max_size=300))
@example(b"")
def test_anything_is_read_or_refused(content: bytes) -> None:
    for start in (b"", b"{\\rtf", b"<html>", b"%PDF-", b"From: a@b\nMessage-ID: <x>\n", b"PK\x03\x04"):
        assert words_of(start + content, "file")[0] in READERS
