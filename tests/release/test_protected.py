"""Protected sources are "a contact" wherever they are named."""

from __future__ import annotations

import pytest

from diplotrack.records import Person, PersonName
from diplotrack.release import ProtectedNames
from diplotrack.store.ledger import Ledger

NAMES = ProtectedNames([7], ["Étienne Marchand", "Marchand", "MARCHAND", "محمد حسني", "Li", "麻生太郎"])


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Étienne Marchand told us.", "a contact told us."),
        ("E\u0301tienne  Marchand told us.", "a contact told us."),
        ("Mr Marchand told us.", "Mr a contact told us."),
        ("MARCHAND told us.", "a contact told us."),
        ("Merchandise and Marchandise", "Merchandise and Marchandise"),
        ("قال محمد حسني لنا", "قال a contact لنا"),
        ("", ""),
        ("We heard it from Étienne […]", "We heard it from a contact […]"),
        ("Étienne of Boulogne […]", "Étienne of Boulogne […]"),
        ("据麻生 […]", "据a contact […]"),
    ],
)
def test_every_spelling_is_hidden(text: str, hidden: str) -> None:
    assert NAMES.hide(text) == hidden


def test_the_name_is_not_printed_even_where_it_was_never_spelled() -> None:
    assert NAMES.name_of(7, "Somebody") == "a contact"
    assert NAMES.name_of(8, "Somebody") == "Somebody"


def test_other_spellings_of_the_ledger_are_known(ledger: Ledger) -> None:
    with ledger.change("Set up") as work:
        source = work.add(Person(name="Étienne Marchand", native_name="Стефан Купец", is_protected=True))
        work.add(PersonName(person_id=source.id, name="Steve Merchant"))
        work.add(Person(name="Nicolas Sarkozy"))
    with ledger.read() as session:
        names = ProtectedNames.read(session)
    text = "Steve Merchant, Marchand, Стефан Купец and Nicolas Sarkozy"
    assert names.hide(text) == "a contact, a contact, a contact and Nicolas Sarkozy"
