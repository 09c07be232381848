"""What is printed can be read out again: in every script, in order, as it was written."""

from __future__ import annotations

import io
import unicodedata

import pypdfium2
import pytest

from diplotrack.reports.document import (
    Bullets,
    Callout,
    Column,
    Document,
    Facts,
    Paragraph,
    Span,
    Table,
)
from diplotrack.reports.render import render_pdf
from diplotrack.reports.render.pdf.breaking import clusters
from diplotrack.reports.render.pdf.faces import Weight, face_for

NAMES = {
    "Latin": "Čārļš Ñoño-Łukasz Đặng Thị Ngọc Thịnh, Türkiye",
    "combining": "J\u030c\u0323 x\u0302\u0323y Nguye\u0302\u0303n",
    "Cyrillic": "Сергей Лавров, Київ, Ђурђевић",
    "Greek": "Ελληνική Δημοκρατία, Ἀθῆναι",
    "Arabic": "جمهورية مصر العربية، محمد بن سلمان",
    "Arabic with signs": "مُحَمَّد بن عبدالله",
    "Persian": "جمهوری اسلامی ایران، ۱۳۸۷",
    "Urdu": "اسلامی جمہوریہ پاکستان",
    "Hebrew": "מדינת ישראל, שמעון פרס",
    "Devanagari": "भारत गणराज्य, नरेन्द्र मोदी, क्षत्रिय",
    "Thai": "ราชอาณาจักรไทย, ประยุทธ์ จันทร์โอชา",
    "Georgian": "საქართველო, მიხეილ სააკაშვილი",
    "Armenian": "Հայաստանի Հանրապետություն",
    "Ethiopic": "የኢትዮጵያ ፌዴራላዊ ዴሞክራሲያዊ ሪፐብሊክ",
    "Chinese": "中华人民共和国，胡锦涛",
    "Japanese": "日本国、福田康夫、コートジボワール",
    "Korean": "대한민국, 이명박",
    "Bengali": "গণপ্রজাতন্ত্রী বাংলাদেশ",
    "Tamil": "இலங்கை சனநாயக சோசலிசக் குடியரசு",
    "Sinhala": "ශ්‍රී ලංකාව",
    "Khmer": "ព្រះរាជាណាចក្រកម្ពុជា",
    "Burmese": "ပြည်ထောင်စု သမ္မတ မြန်မာ",
    "Lao": "ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ",
    "Dhivehi": "ދިވެހިރާއްޖެ",
    "Tibetan": "འབྲུག་རྒྱལ་ཁབ།",
}


def text_of(document: Document) -> str:
    """The text of all pages as a reader's program takes it out, composed, line ends as spaces."""
    written = io.BytesIO()
    render_pdf(document, written)
    with pypdfium2.PdfDocument(written.getvalue()) as pdf:
        pages = []
        for page in pdf:
            with_text = page.get_textpage()
            pages.append(with_text.get_text_range())
            with_text.close()
            page.close()
    return " ".join(unicodedata.normalize("NFC", " ".join(pages)).split())


@pytest.mark.parametrize("script", NAMES)
def test_a_name_is_read_out_as_it_was_written(script: str) -> None:
    name = NAMES[script]
    if any(face_for(cluster, Weight(), "en") is None for cluster in clusters(name) if not cluster.isspace()):
        pytest.skip(f"no font of this system covers {script}")
    assert unicodedata.normalize("NFC", name) in text_of(Document("Names", (Paragraph(name),)))


def test_markup_in_text_prints_as_itself() -> None:
    hostile = "<b>bold</b> & {x} &amp; \\n %s <a href='x'>"
    document = Document(
        hostile,
        (
            Paragraph(hostile, number="1", marking="U"),
            Bullets((hostile,)),
            Facts(((hostile, hostile),)),
            Callout(hostile, title=hostile),
            Table((Column("A"), Column(hostile)), ((hostile, Span(hostile)),), caption=hostile),
        ),
    )
    assert text_of(document).count("&amp; \\n %s <a href='x'>") >= 10


def test_control_characters_are_left_out() -> None:
    assert "Minister and Council" in text_of(
        Document("T", (Paragraph("Min\x00is\x07ter\x1b and\ud800 Council"),))
    )


def places_of(text: str, *words: str) -> list[float]:
    """How far from the left each word of a printed paragraph begins, in points."""
    written = io.BytesIO()
    render_pdf(Document("T", (Paragraph(text),)), written)
    found = []
    with pypdfium2.PdfDocument(written.getvalue()) as pdf:
        page = pdf[0]
        read = page.get_textpage()
        for word in words:
            index, count = read.search(word).get_next()
            found.append(min(read.get_charbox(place)[0] for place in range(index, index + count)))
        read.close()
        page.close()
    return found


def test_an_arabic_name_in_an_english_sentence_is_read_from_its_right() -> None:
    words = places_of(
        "Ambassador محمد المهدي (Muhammad) spoke.", "Ambassador", "المهدي", "محمد", "Muhammad", "spoke"
    )
    assert words == sorted(words)


def test_an_english_name_in_an_arabic_sentence_is_read_from_its_left() -> None:
    words = places_of("قال الوزير John Smith اليوم", "اليوم", "John", "Smith", "الوزير", "قال")
    assert words == sorted(words)


def test_a_right_to_left_paragraph_ends_at_the_right_margin() -> None:
    arabic, latin = places_of("قال", "قال")[0], places_of("He", "He")[0]
    assert arabic > 400 > latin


def test_a_word_without_spaces_is_broken_at_the_measure() -> None:
    text = text_of(Document("T", (Paragraph("x" * 5_000),)))
    assert text.count("x") == 5_000


def test_a_character_without_a_font_is_told_by_its_code_point() -> None:
    unassigned = "\U000e1234"
    written = io.BytesIO()
    outcome = render_pdf(Document("T", (Paragraph(f"a{unassigned}b"),)), written)
    assert outcome.missing == (unassigned,)
    assert outcome.missing_names() == ["U+E1234"]
    assert "a[U+E1234]b" in text_of(Document("T", (Paragraph(f"a{unassigned}b"),)))
