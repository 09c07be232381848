"""One small document of each form, as its own program would write it: what mutations begin with."""

from __future__ import annotations

from collections.abc import Callable

from tests.exchange.texts import samples
from tests.exchange.texts.samples import Tree, W, compound, docx, msg, odt, paragraph, pdf, properties


def _docx() -> bytes:
    notes = f"<w:footnotes {W}><w:footnote>{paragraph('A note.')}</w:footnote></w:footnotes>"
    body = (
        f"{paragraph('The herring', ' quota.')}<w:tbl><w:tr><w:tc>{paragraph('Cell')}</w:tc></w:tr></w:tbl>"
    )
    return docx(body, footnotes=notes, core='<c xmlns:d="urn:x"><d:title>Fish</d:title></c>')


def _odt() -> bytes:
    return odt(
        '<text:h>Fish</text:h><text:p>Herring<text:s text:c="2"/>and <text:span>cod</text:span>.</text:p>'
    )


def _pdf() -> bytes:
    lines = [
        (72.0, 700.0 - 14 * n, "The herring quota, which both sides want to see settled soon")
        for n in range(5)
    ]
    return pdf(lines, lines, title="Fish")


def _msg() -> bytes:
    inner: Tree = {"__properties_version1.0": b"\x00" * 8, "__substg1.0_3701000D": msg({0x0037: "Inner"})}
    packed = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    texts: dict[int, str | bytes] = {
        0x0037: "Fish",
        0x1009: packed,
        0x0C1A: "Ann",
        0x5D01: "a@x.example",
        0x007D: "From: a@x.example\n\n",
    }
    file = properties(8, {0x3707: "annex.txt", 0x3701: b"Cod." * 1100})
    return compound(msg(texts, [("John", "j@y.example", 1)], [file, inner], 131_000_000_000_000_000))


def _mbox() -> bytes:
    begin = b"From somebody@example.org Fri May 29 10:00:00 2026\n"
    return begin + samples.MAIL + b"\n" + begin + samples.MAIL.replace(b"<one@", b"<two@")


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "docx": _docx,
    "odt": _odt,
    "pdf": _pdf,
    "rtf": lambda: samples.RICH,
    "wrapped": lambda: (
        rb"{\rtf1\fromhtml1{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Dear\htmlrtf\par}\htmlrtf0 \u8211?all}"
    ),
    "html": lambda: samples.PAGE,
    "eml": lambda: samples.MAIL,
    "html_mail": lambda: (
        b"From: a@b.c\nMessage-ID: <x@y>\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n"
        b"Content-Transfer-Encoding: quoted-printable\n\n<p>One=20two<p>caf=C3=A9"
    ),
    "msg": _msg,
    "mbox": _mbox,
}
