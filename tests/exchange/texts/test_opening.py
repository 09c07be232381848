"""The words of documents of every form, as a person who opened them would read them."""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest

from diplotrack.base.errors import UserError
from diplotrack.exchange.texts.compressed_rtf import unpacked
from diplotrack.exchange.texts.opening import read_bytes, read_file
from diplotrack.exchange.texts.text_file import Correspondent, TextFile
from diplotrack.exchange.texts.words import NOTHING, READERS, words_of
from tests.exchange.texts import samples
from tests.exchange.texts.samples import Tree, W, compound, docx, msg, odt, paragraph, pdf


def read(content: bytes) -> TextFile:
    return read_bytes(content, "file")


@pytest.mark.parametrize(
    ("codec", "words"),
    [
        ("utf-8", "Цена 両国"),
        ("utf-8-sig", "Цена 両国"),
        ("utf-16", "Цена 両国"),
        ("cp1252", "The communiqué of the café owners’ union."),
        ("cp1251", "Министр встретился с послом Франции и обсудил цены на рыбу."),
    ],
)
def test_plain_text_in_any_usual_encoding(tmp_path: Path, codec: str, words: str) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(f"{words}\r\n\r\nSecond".encode(codec))
    assert read_file(path).paragraphs == (words, "Second")


def test_word_changes_tables_boxes_and_footnotes() -> None:
    box = f"<w:txbxContent>{paragraph('Boxed')}</w:txbxContent>"
    body = (
        f"{paragraph('We ')[:-6]}<w:del><w:r><w:delText>regret</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>deplore</w:t></w:r></w:ins><w:r><w:tab/><w:t>it.</w:t><w:br/><w:t>Now.</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>One </w:t></w:r></w:p>"
        f"{paragraph('sentence.')}"
        f"<w:tbl><w:tr><w:tc>{paragraph('Cell')}</w:tc></w:tr></w:tbl>"
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent><w:t>Host</w:t></w:r></w:p>"
    )
    notes = f'<w:footnotes {W}><w:footnote w:type="separator">{paragraph("-")}</w:footnote><w:footnote>'
    notes += f"{paragraph('A note.')}</w:footnote></w:footnotes>"
    core = '<c xmlns:d="urn:x"><d:title> The \n title </d:title></c>'
    found = read(docx(body, footnotes=notes, core=core, header=paragraph("Page 1")))
    assert found.paragraphs == (
        "We deplore\tit.\nNow.",
        "One sentence.",
        "Cell",
        "Boxed",
        "Host",
        "A note.",
    )
    assert (found.title, found.form) == ("The title", "docx")


def test_open_document_text() -> None:
    body = (
        "<text:tracked-changes><text:deletion><text:p>Gone</text:p></text:deletion></text:tracked-changes>"
        "<text:h>Title</text:h>"
        '<text:p>Two<text:s text:c="3"/>words<text:tab/>and <text:span>more\n  of</text:span> them'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note</text:p></text:note-body>"
        "</text:note>.<text:line-break/>End<office:annotation><text:p>Comment</text:p></office:annotation></text:p>"
        "<table:table><table:table-cell><text:p>Cell</text:p></table:table-cell></table:table>"
    )
    assert read(odt(body)).paragraphs == ("Title", "Two   words\tand more of them.\nEnd", "Cell", "A note")


def test_rich_text() -> None:
    assert read(samples.RICH).paragraphs == ("The café –talks", "Мир", "😀")


def test_a_wrapped_page_in_rich_text_gives_its_words_once() -> None:
    rich = rb"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Dear all\htmlrtf\par}\htmlrtf0 "
    assert read(rich + rb"{\*\htmltag72 </p>}\par Bye}").paragraphs == ("Dear all", "Bye")


def test_a_web_page() -> None:
    found = read(samples.PAGE)
    assert found.paragraphs == ("Readout", "The minister’s call\xa0on\ncafé.", "One", "Two", "Herring")
    assert (found.title, found.form) == ("Readout", "html")
    assert found.sent == datetime.fromisoformat("2026-05-29T10:00:00+02:00")


def test_the_main_part_of_a_page_is_all_that_it_says() -> None:
    page = f"<html><p>Menu</p><main><p>{'Herring. ' * 60}</p></main><footer>Imprint</footer>"
    assert read(page.encode()).paragraphs == (("Herring. " * 60).strip(),)


def test_a_message() -> None:
    found = read(samples.MAIL)
    assert found.paragraphs == ("They spoke of herring.",)
    assert (found.title, found.form, found.key) == ("Café talks", "eml", "<one@x.example>")
    assert found.sender == Correspondent("Hélène", "h@x.example")
    assert found.recipients == (
        Correspondent("Doe, John", "john@y.example"),
        Correspondent("Smith, Ann", "ann@y.example"),
        Correspondent("", "boss@y.example"),
    )
    assert found.copied == (Correspondent("", "boss@y.example"),)
    assert (found.in_reply_to, str(found.sent)) == ("<naught@y.example>", "2026-05-29 10:00:00+02:00")
    assert [(one.name, one.media_type) for one in found.enclosed] == [
        ("winmäil.dat", "application/ms-tnef"),
        ("inner.eml", "message/rfc822"),
    ]
    inner = found.enclosed[1]
    assert read_bytes(inner.content, inner.name).paragraphs == ("Salmon.",)


def test_a_message_that_is_a_page_only() -> None:
    mail = b"From: a@b.c\nMessage-ID: <x@y>\nMIME-Version: 1.0\nContent-Type: text/html; charset=wrong-8\n\n"
    assert read(mail + b"<p>One<p>Tw\xf6").paragraphs == ("One", "Twö")


def test_words_about_from_and_to_are_no_message() -> None:
    assert read(b"From: the Minister\nTo: the Ambassador\n\nHerring.").form == "text"


def test_a_message_of_outlook() -> None:
    inner: Tree = {
        "__properties_version1.0": b"\x00" * 8,
        "__substg1.0_3701000D": msg({0x0037: "Inner", 0x1000: "Salmon.", 0x0C1A: "Ann"}),
    }
    file = samples.properties(8, {0x3707: "..\\..\\annex.txt", 0x370E: "text/plain", 0x3701: b"Cod." * 2000})
    texts = {
        0x0037: "Fish",
        0x1000: "They spoke.\r\n\r\nThen went.",
        0x0C1A: "Héloïse",
        0x5D01: "H@X.example",
    }
    texts |= {0x1035: "<one@x.example>", 0x1042: "<naught@x.example>"}
    people = [("John Doe", "john@y.example", 1), ("Ann", "/O=EX/CN=ANN", 2), ("Secret", "s@y.example", 3)]
    when = (
        int((datetime(2026, 5, 29, 8, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10**7
    )
    found = read(compound(msg(texts, people, [file, inner], when)))
    assert (found.form, found.title, found.paragraphs) == ("msg", "Fish", ("They spoke.", "Then went."))
    assert found.sender == Correspondent("Héloïse", "h@x.example")
    assert found.recipients == (Correspondent("John Doe", "john@y.example"), Correspondent("Ann", ""))
    assert found.copied == (Correspondent("Ann", ""),)
    assert (found.key, found.in_reply_to) == ("<one@x.example>", "<naught@x.example>")
    assert found.sent == datetime(2026, 5, 29, 8, tzinfo=UTC)
    assert [(one.name, len(one.content)) for one in found.enclosed][:1] == [("annex.txt", 8000)]
    assert read(found.enclosed[1].content).title == "Inner"
    assert read(found.enclosed[1].content).paragraphs == ("Salmon.",)


@pytest.mark.parametrize("kind", ["html", "packed"])
def test_a_message_of_outlook_without_plain_words(kind: str) -> None:
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )  # the example of MS-OXRTFCP, 4.1
    texts: dict[int, str | bytes] = {0x1013: b"<p>hello world"} if kind == "html" else {0x1009: packed}
    assert read(compound(msg({0x0037: "Fish", **texts}))).paragraphs == ("hello world",)


def test_packed_rich_text() -> None:
    """The second example of MS-OXRTFCP: a reference that runs over what it writes."""
    packed = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert unpacked(packed) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"
    assert unpacked(struct.pack("<IIII", 0, 3, 0x414C454D, 0) + b"abc") == b"abc"


def test_paragraphs_of_a_printed_page_are_whole_again() -> None:
    def page(number: int, *lines: tuple[float, float, str]) -> list[tuple[float, float, str]]:
        return [(72, 800, f"Ministry of Fish — page {number}"), *lines]

    found = read(
        pdf(
            page(
                1,
                (72, 700, "The ministers met in Paris and spoke for a long time about the herring quo-"),
                (72, 686, "ta, which both sides want to see settled before the summer of this year, and"),
                (72, 672, "about salmon."),
                (72, 658, "The next meeting will be held in the spring, which all of those present then"),
            ),
            page(
                2,
                (72, 700, "found too late for the season."),
                (72, 660, "• One point"),
                (72, 646, "• Another"),
            ),
            page(3, (72, 700, "Last words.")),
            title="Fish",
        )
    )
    assert found.paragraphs == (
        (
            "The ministers met in Paris and spoke for a long time about the herring quota, which both sides want to"
            " see settled before the summer of this year, and about salmon."
        ),
        "The next meeting will be held in the spring, which all of those present then found too late for the season.",
        "• One point",
        "• Another",
        "Last words.",
    )
    assert (found.title, found.form) == ("Fish", "pdf")


def test_a_pdf_without_words_says_so() -> None:
    with pytest.raises(UserError, match="pictures of pages and no words"):
        read(pdf([]))


def test_a_protected_pdf_says_so() -> None:
    with pytest.raises(UserError, match="protected by a password"):
        read(pdf([(72, 72, "Secret")], password="open"))


def test_what_was_read_is_called_by_its_reader() -> None:
    reader, words = words_of(samples.MAIL, "a.eml")
    assert reader in READERS
    for one in ("Café talks", "Hélène", "herring", "winmäil.dat", "Salmon"):
        assert one in words
    assert words_of(b"\x89PNG\r\n", "a.png") == (NOTHING, "")
