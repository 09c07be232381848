"""Identifiers grow with time and are unique."""

from __future__ import annotations

import pytest

from diplotrack.base.ident import new_uid, uid_from_text, uid_text


def test_identifiers_are_ordered_unique_and_of_version_7() -> None:
    made = [new_uid() for _index in range(5000)]
    assert made == sorted(set(made))
    assert all(len(uid) == 16 and uid[6] >> 4 == 7 and uid[8] >> 6 == 0b10 for uid in made)


def test_what_is_written_reads_back() -> None:
    uid = new_uid()
    assert uid_from_text(uid_text(uid)) == uid
    with pytest.raises(ValueError, match="abcd"):
        uid_from_text("abcd")
