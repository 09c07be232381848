"""Labels are translated when shown; dates and lists follow the locale of the context."""

from __future__ import annotations

from datetime import date

from diplotrack.base.dates import PartialDate
from diplotrack.base.i18n import (
    N_,
    current_locale,
    format_date,
    format_number,
    is_right_to_left,
    join_names,
    using_locale,
)


def test_a_label_is_its_message_where_no_translation_exists() -> None:
    assert f"{N_('Engagement')}" == "Engagement"


def test_the_locale_is_left_as_it_was() -> None:
    with using_locale("fr"):
        assert current_locale() == "fr"
    assert current_locale() == "en"


def test_dates_show_no_more_than_is_known() -> None:
    assert format_date(date(2008, 4, 3)) == "Apr 3, 2008"
    assert format_date(PartialDate.parse("2008-04")) == "Apr 2008"
    assert format_date(PartialDate.parse("2008")) == "2008"
    assert format_date(None) == ""
    with using_locale("fr"):
        assert format_date(PartialDate.parse("2008-04"), "long") == "avril 2008"


def test_numbers_and_lists_follow_the_locale() -> None:
    assert format_number(1234.5) == "1,234.5"
    assert join_names(["France", "Japan", "Italy"]) == "France, Japan, and Italy"
    with using_locale("de"):
        assert format_number(1234.5) == "1.234,5"
        assert join_names(["Frankreich", "Japan"]) == "Frankreich und Japan"


def test_scripts_from_right_to_left_are_known() -> None:
    assert is_right_to_left("ar")
    assert is_right_to_left("he_IL")
    assert not is_right_to_left("fr")
