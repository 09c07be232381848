"""Documents that mean harm: each is refused in one sentence, or read as far as it is harmless, at once."""

from __future__ import annotations

import struct
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from diplotrack.base.errors import UserError
from diplotrack.exchange.texts import message
from diplotrack.exchange.texts.opening import read_bytes, read_file
from tests.exchange.texts import samples
from tests.exchange.texts.samples import RELATIONS, W, compound, docx, msg, package, paragraph

AT_MOST = 5.0
"""Seconds that any file may take."""


@pytest.fixture(autouse=True)
def soon() -> Iterator[None]:
    begun = time.process_time()
    yield
    assert time.process_time() - begun < AT_MOST


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY m SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [LAUGHS, OUTSIDE, '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'])
@pytest.mark.parametrize("form", ["word/document.xml", "content.xml"])
def test_entities_are_not_expanded_and_nothing_is_loaded(head: str, form: str) -> None:
    body = f"{head}<w:document {W}><w:body>{paragraph('&m;')}</w:body></w:document>"
    parts = {"_rels/.rels": RELATIONS, form: body, "mimetype": "application/vnd.oasis.opendocument.text"}
    with pytest.raises(UserError, match="damaged document"):
        read_bytes(package(parts), "evil.docx")


def bomb() -> bytes:
    """Sixty-five megabytes of one letter, packed into sixty-five kilobytes."""
    return package({"_rels/.rels": RELATIONS, "word/document.xml": b"a" * (65 << 20)})


def lying_bomb() -> bytes:
    """The same, and every entry says that it is small."""
    content = bytearray(package({"_rels/.rels": RELATIONS, "word/document.xml": b"a" * (9 << 20)}))
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.rfind(sign)
        struct.pack_into("<I", content, place + at, 100)
    return bytes(content)


def many_parts() -> bytes:
    """A list of contents that goes on and on."""
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 65535, 65535, 100 << 20, 0, 0)
    return samples.docx(paragraph("x"))[:-22] + end


@pytest.mark.parametrize(
    ("make", "told"), [(bomb, "far more than"), (lying_bomb, "damaged"), (many_parts, "far more than")]
)
def test_packed_bombs_do_not_go_off(make: Callable[[], bytes], told: str) -> None:
    with pytest.raises(UserError, match=told):
        read_bytes(make(), "bomb.docx")


def test_names_in_a_package_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    parts = dict.fromkeys(("../../x", "/tmp/texts-evil", "C:\\evil", "a\x00b"), "evil")
    found = read_bytes(docx(paragraph("Words"), **parts), "x.docx")
    assert found.paragraphs == ("Words",)
    assert list(tmp_path.iterdir()) == []


def test_macros_are_not_looked_at() -> None:
    found = read_bytes(docx(paragraph("Words"), **{"word/vbaProject.bin": "AutoOpen"}), "x.docm")
    assert found.paragraphs == ("Words",)


def test_an_unknown_way_of_packing_is_refused() -> None:
    content = package({"_rels/.rels": RELATIONS, "word/document.xml": "x"}, zipfile.ZIP_STORED)
    with pytest.raises(UserError, match="damaged"):
        read_bytes(content.replace(b"\x14\x00\x00\x00\x00\x00", b"\x14\x00\x00\x00\x63\x00"), "x.docx")


def test_a_package_with_a_password_says_so() -> None:
    content = bytearray(package({"word/document.xml": "x"}))
    content[content.find(b"PK\x01\x02") + 8] |= 1
    content[6] |= 1
    with pytest.raises(UserError, match="password"):
        read_bytes(bytes(content), "x.docx")


@pytest.mark.parametrize("closing", ["</div>", ""])
def test_ten_thousand_boxes_within_boxes(closing: str) -> None:
    page = "<html>" + "<div>" * 10_000 + "Words" + closing * 10_000
    assert read_bytes(page.encode(), "deep.html").paragraphs == ("Words",)


def test_xml_without_end_is_refused() -> None:
    with pytest.raises(UserError, match="damaged"):
        read_bytes(docx("<w:p>" * 5000), "deep.docx")


def test_groups_without_end_in_rich_text() -> None:
    assert read_bytes(b"{\\rtf1 " + b"{" * 200_000 + b"Words" + b"}" * 300_000, "x.rtf").paragraphs == (
        "Words",
    )
    assert read_bytes(b"{\\rtf1 Words\\bin2147483647 more", "x.rtf").paragraphs == ("Words",)


def broken_pdf(objects: list[str], root: int = 1) -> bytes:
    found, places = b"%PDF-1.7\n", []
    for number, words in enumerate(objects, 1):
        places.append(len(found))
        found += f"{number} 0 obj\n{words}\nendobj\n".encode()
    start = len(found)
    found += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    found += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return found + f"trailer<</Root {root} 0 R/Size {len(objects) + 1}>>\nstartxref\n{start}\n%%EOF".encode()


ROOT = "<</Type/Catalog/Pages 2 0 R>>"


@pytest.mark.parametrize(
    "objects",
    [
        [ROOT, "<</Type/Pages/Count 2147483647/Kids[2 0 R]>>"],
        [ROOT, "<</Type/Pages/Count 9/Kids[3 0 R 3 0 R]>>", "<</Type/Pages/Count 5/Kids[2 0 R]>>"],
        [ROOT, "<</Type/Pages/Count 1/Kids[3 0 R]>>",
         "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9e99 -1]/Contents 4 0 R>>",
         "<</Length 99999999>>stream\n((((\nendstream"],
        ["<</Type/Catalog/Pages 1 0 R>>"],
        ["<</Type/ObjStm/N 99999999/First 9/Length 4>>stream\nxxxx\nendstream"],
    ],
)  # fmt: skip
def test_a_pdf_that_goes_in_circles(objects: list[str]) -> None:
    with pytest.raises(UserError, match=r"circle\.pdf"):
        read_bytes(broken_pdf(objects), "circle.pdf")


@pytest.mark.parametrize("place", [10, 300, 700])
def test_a_cut_or_crossed_out_file_is_refused_or_read(place: int) -> None:
    for whole in (docx(paragraph("Words")), samples.MAIL, samples.PAGE, compound(msg({0x0037: "Words"}))):
        for content in (whole[:place], whole[:place] + b"\x00" * 50 + whole[place + 50 :]):
            with suppress(UserError):
                assert read_bytes(content, "cut").form


def test_a_compound_file_whose_streams_claim_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diplotrack.exchange.texts.outlook.LARGEST_DOCUMENT", 20_000)
    file = samples.properties(8, {0x3707: "a.bin", 0x3701: b"x" * 9_000})
    with pytest.raises(UserError, match="far more than"):
        read_bytes(compound(msg({0x0037: "Words"}, files=[file, file, file])), "x.msg")


def test_messages_within_messages_without_end() -> None:
    mail = b"From: a@b.c\nMessage-ID: <x@y>\nMIME-Version: 1.0\n"
    for number in range(2_000):
        mail += f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n'.encode()
    with pytest.raises(UserError, match="without end"):
        read_bytes(mail, "deep.eml")


def test_a_message_in_far_too_many_parts() -> None:
    mail = (
        b"From: a@b.c\nMessage-ID: <x@y>\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * 30_000
    )
    with pytest.raises(UserError, match="far too many parts"):
        read_bytes(mail, "parts.eml")


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Type: text/plain; charset=punycode",
        b"Content-Type: text/plain; charset*=x'y'%FF",
        b'Content-Type: text/plain; charset="\x00\xff"',
        b"Content-Transfer-Encoding: uuencode",
        b"Content-Transfer-Encoding: base64",
        b"Subject: =?utf-8?b?////?= =?x?y?z?=",
        b"Subject: " + b"=?utf-8?q?a?= " * 5_000,
        b"To: " + b'"' * 9_999,
        b"To: " + b"(" * 9_999 + b"a@b",
        b"To: " + b"<" * 9_999,
        b"Date: Mon, 99 Foo 10000 99:99:99 +9999",
        b"Message-ID: " + b"<" * 100_000,
    ],
    ids=lambda head: head[:30].decode("ascii", "replace").replace("\x00", "0"),
)
def test_a_bad_head_costs_only_itself(head: bytes) -> None:
    found = read_bytes(
        b"From: a@b.c\nMIME-Version: 1.0\nX-Mailer: x\n" + head + b"\n\nWords " + b"w" * 90_000, "bad.eml"
    )
    assert found.form == "eml"
    assert found.sender is not None


def test_an_encoding_with_a_naught_in_its_name_costs_no_words() -> None:
    mail = b'From: a@b.c\nMessage-ID: <x@y>\nContent-Type: text/plain; charset="a\x00b"\n\nTw\xf6 words'
    assert read_bytes(mail, "x.eml").paragraphs == ("Twö words",)


@pytest.mark.parametrize("charset", [b"utf-7", b"unicode_escape", b"raw_unicode_escape"])
def test_no_encoding_makes_half_characters(charset: bytes) -> None:
    mail = b"From: a@b.c\nMessage-ID: <x@y>\nContent-Type: text/plain; charset=" + charset
    words = read_bytes(mail + b"\n\nWords +2AA- \\ud800 caf\xe9", "x.eml").text
    assert words.encode().decode() == words


def test_the_name_of_an_enclosed_file_in_an_encoding_for_single_names_takes_no_time() -> None:
    mail = b"From: a@b.c\nMessage-ID: <x@y>\nMIME-Version: 1.0\nContent-Type: application/pdf\n"
    name = b"Content-Disposition: attachment; filename*=punycode''a-" + b"b" * 300_000
    begun = time.perf_counter()
    read_bytes(mail + name + b"\n\n%PDF", "x.eml")
    assert time.perf_counter() - begun < 2


def test_names_of_enclosed_files_lead_nowhere() -> None:
    for name in (
        b"../../x",
        b"C:\\\\x",
        b"=?utf-8?q?=2E=2E=2Fx?=",
        b"CON",
        b"x" * 5000,
        b"a\x00b",
        b"\xe2\x80\xaetxt.exe",
    ):
        mail = samples.MAIL.replace(
            b"filename*=utf-8''..%2F..%2Fwinm%C3%A4il.dat", b'filename="' + name + b'"'
        )
        [one, _inner] = message.read(mail, "x.eml").enclosed
        assert not set('/\\\x00:"\u202e') & set(one.name)
        assert one.name.strip(". ")
        assert len(one.name) <= 121


def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(2 << 30)
    with pytest.raises(UserError, match=r"2,?048 megabytes"):
        read_file(path)


def test_a_megabyte_that_is_in_no_encoding_is_judged_by_its_beginning() -> None:
    assert (
        read_bytes(b"Words " + Random(1).randbytes(1 << 20).replace(b"\x00", b"\xff"), "x.txt").form == "text"
    )


def test_a_line_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diplotrack.exchange.texts.gathering.LONGEST_TEXT", 1_000)
    found = read_bytes(b"a" * 2_000_000, "line.txt")
    assert (len(found.text), len(found.notes)) == (1_000, 1)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "holds no words"),
        (b"\x00" * 1000, "is no text"),
        (b"\xff\xfe\x00\xd8", "damaged UTF-16"),
        (b"PK\x03\x04" + b"\xff" * 100, "damaged"),
        (package({"xl/workbook.xml": "x"}), "no Word document"),
        (b"%PDF-1.7", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600, "old or a protected Office document"),
        (compound({"WordDocument": b"x"}), "old or a protected Office document"),
        (compound({"EncryptedPackage": b"x"}), "protected by a password"),
    ],
    ids=range(9),
)
def test_what_holds_no_words_is_refused_in_a_sentence(content: bytes, told: str) -> None:
    with pytest.raises(UserError, match=told):
        read_bytes(content, "file")


def test_wrong_declarations_of_encodings_do_not_garble() -> None:
    page = b'<html><meta charset="windows-1251"><p>caf\xc3\xa9'
    assert read_bytes(page, "x").paragraphs == ("café",)
    mail = b"From: a@b.c\nMessage-ID: <x@y>\nContent-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B;d\x1b(B"
    assert read_bytes(mail, "x").paragraphs == ("私",)
