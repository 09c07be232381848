"""The sums that names of funding sources state."""

from __future__ import annotations

from decimal import Decimal

import pytest

from diplotrack.consistency.funding import ceiling_of


@pytest.mark.parametrize(
    ("source", "amount", "currency"),
    [
        ("Reserve fund, USD 300 million", 300_000_000, "USD"),
        ("Energy programme (EUR 3.2m)", 3_200_000, "EUR"),
        ("Fonds, € 3,2 Mio.", 3_200_000, "EUR"),
        ("Fund of 1,200,000 USD", 1_200_000, "USD"),
        ("EUR 1.200.000", 1_200_000, "EUR"),
        ("EUR 1.250", 1_250, "EUR"),
        ("USD 1.250 million", 1_250_000, "USD"),
        ("£12bn", 12_000_000_000, "GBP"),
        ("12.5 CHF", Decimal("12.5"), "CHF"),
    ],
)
def test_sum_in_a_name_is_its_ceiling(source: str, amount: int | Decimal, currency: str) -> None:
    found = ceiling_of(source)
    assert found is not None
    assert (found.amount, found.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "Reserve fund",
        "Line 2 of the budget for 2025",
        "USD 3 million a year",
        "USD 5m and EUR 3m",
        "NATO 12",
    ],
)
def test_names_without_one_sum_have_none(source: str) -> None:
    assert ceiling_of(source) is None
