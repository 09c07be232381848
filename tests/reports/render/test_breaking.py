"""Where lines break, and where they must not."""

from __future__ import annotations

import sys

import pytest

from diplotrack.reports.render.pdf import breaking, dictionary
from diplotrack.reports.render.pdf.breaking import clusters, tokens


def parts(text: str) -> list[str]:
    """What stays together, space left out."""
    return [text[start:end] for start, end, space in tokens(text) if not space]


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("some 12 km off", ["some", "12 km", "off"]),
        ("of 1 200 000 tons", ["of", "1 200 000", "tons"]),
        ("a 5 % cut", ["a", "5 %", "cut"]),
        ("USD 1,200 paid", ["USD 1,200", "paid"]),
        ("see Art. 5 there", ["see", "Art. 5", "there"]),
        ("12 months", ["12", "months"]),
        ("« Oui » : non", ["« Oui » :", "non"]),
        ("a plan – if any", ["a", "plan –", "if", "any"]),
        ("no\u00a0break 5\u202fkm", ["no\u00a0break", "5\u202fkm"]),
        ("COVID-19 2008–2012 12/05/2008 -5", ["COVID-19", "2008–2012", "12/05/2008", "-5"]),
    ],
)
def test_what_belongs_together_stays_together(text: str, together: list[str]) -> None:
    assert parts(text) == together


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("well-known and/or", ["well-", "known", "and/", "or"]),
        ("word—word", ["word—", "word"]),
        ("ratifi\u00adcation", ["ratifi\u00ad", "cation"]),
        ("https://un.org/a?b=c&d", ["https://", "un.", "org/", "a?", "b=", "c&", "d"]),
        ("འབྲུག་རྒྱལ་ཁབ།", ["འབྲུག་", "རྒྱལ་", "ཁབ།"]),
    ],
)
def test_a_line_breaks_within_a_word_at_its_signs(text: str, apart: list[str]) -> None:
    assert parts(text) == apart


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        (
            "「第3回会合」は、東京（外務省）で",
            ["「第", "3回", "会", "合」", "は、", "東", "京", "（外", "務", "省）", "で"],
        ),
        ("John）は「GATT」と", ["John）", "は", "「GATT」", "と"]),
        ("ジュネーヴ", ["ジュ", "ネー", "ヴ"]),
        ("15日", ["15日"]),
        ("서울（대한）", ["서", "울", "（대", "한）"]),
    ],
)
def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one(text: str, apart: list[str]) -> None:
    assert parts(text) == apart


@pytest.mark.skipif(
    dictionary.word_ends("ไทย") is None or sys.platform != "linux", reason="needs the system's ICU"
)
@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("รัฐบาลไทยยืนยัน", ["รัฐบาล", "ไทย", "ยืนยัน"]),
        ("ປະຊາທິປະໄຕປະຊາຊົນລາວ", ["ປະຊາທິປະໄຕ", "ປະຊາຊົນ", "ລາວ"]),
        ("ព្រះរាជាណាចក្រកម្ពុជា", ["ព្រះរាជាណាចក្រ", "កម្ពុជា"]),
        ("ပြည်ထောင်စုသမ္မတမြန်မာ", ["ပြည်ထောင်စု", "သမ္မတ", "မြန်မာ"]),
    ],
)
def test_scripts_without_spaces_break_between_words(text: str, apart: list[str]) -> None:
    assert parts(text) == apart


def test_without_a_dictionary_a_syllable_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionary, "word_ends", lambda _text: None)
    assert parts("รัฐบาลไทย") == ["รัฐบาล", "ไทย"]
    assert parts("ព្រះរាជា") == ["ព្រះ", "រា", "ជា"]


@pytest.mark.parametrize(
    "text", ["", " ", "a b", "รัฐ (บาล) 中「文」 x\u00ady — 5 %", "\u0301\u0301", "5 kg 6 kg 7 kg"]
)
def test_nothing_is_lost(text: str) -> None:
    assert "".join(text[start:end] for start, end, _space in tokens(text)) == text
    assert "".join(clusters(text)) == text


def test_marks_without_end_are_not_one_character() -> None:
    assert max(map(len, clusters("a" + "\u0301" * 1000))) <= breaking._MARKS
