"""Small documents of every form, written from scratch: what tests read, and what is mutated to find crashes."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "meta")
)

Tree = Mapping[str, "bytes | Tree"]


def package(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these parts; the same bytes each time."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        for name, content in parts.items():
            packed.writestr(zipfile.ZipInfo(name), content, method)
    return held.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word document with this body; ``footnotes`` and ``core`` are further parts."""
    named = {"footnotes": "word/footnotes.xml", "core": "docProps/core.xml", "header": "word/header1.xml"}
    whole = f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
    further = {named.get(name, name): content for name, content in parts.items()}
    return package({"_rels/.rels": RELATIONS, "word/document.xml": whole, **further})


def paragraph(*words: str) -> str:
    """A paragraph of Word with these runs."""
    return "<w:p>" + "".join(f"<w:r><w:t>{one}</w:t></w:r>" for one in words) + "</w:p>"


def odt(body: str, meta: str = "") -> bytes:
    """An OpenDocument text with this body."""
    content = (
        f"<office:document-content {ODF}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            **({"meta.xml": meta} if meta else {}),
        }
    )


def pdf(*pages: list[tuple[float, float, str]], title: str = "", password: str = "") -> bytes:
    """A PDF with words at places on its pages (points from the lower left corner)."""
    from reportlab.pdfgen.canvas import Canvas

    held = io.BytesIO()
    canvas = Canvas(held, invariant=1, encrypt=password or None)
    canvas.setTitle(title)
    for page in pages:
        for x, y, words in page:
            canvas.drawString(x, y, words)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def compound(tree: Tree) -> bytes:
    """A compound file (MS-CFB) of these storages and streams."""
    entries: list[dict[str, Any]] = [
        {"name": "Root Entry", "type": 5, "child": -1, "right": -1, "content": b""}
    ]

    def add(children: Tree, parent: int) -> None:
        before = -1
        for name, content in children.items():
            entries.append(
                {"name": name, "child": -1, "right": -1, "type": 2 if isinstance(content, bytes) else 1}
            )
            place = len(entries) - 1
            entries[place]["content"] = content if isinstance(content, bytes) else b""
            if before < 0:
                entries[parent]["child"] = place
            else:
                entries[before]["right"] = place
            before = place
            if not isinstance(content, bytes):
                add(content, place)

    add(tree, 0)
    sectors: list[bytes] = []
    fat: list[int] = []

    def chain(content: bytes) -> int:
        """Write whole sectors and return the first."""
        if not content:
            return -2
        first = len(sectors)
        for start in range(0, len(content), 512):
            sectors.append(content[start : start + 512].ljust(512, b"\x00"))
            fat.append(len(sectors))
        fat[-1] = -2
        return first

    small, small_fat = bytearray(), list[int]()
    for one in entries[1:]:
        content = one["content"]
        if len(content) >= 4096:
            one["start"] = chain(content)
            continue
        one["start"] = len(small_fat) if content else -2
        for start in range(0, len(content), 64):
            small += content[start : start + 64].ljust(64, b"\x00")
            small_fat.append(len(small_fat) + 1)
        if content:
            small_fat[-1] = -2
    entries[0]["start"], entries[0]["content"] = chain(bytes(small)), bytes(small)
    small_at = chain(struct.pack(f"<{len(small_fat)}i", *small_fat))
    directory = b"".join(_entry(one) for one in entries)
    directory_at = chain(directory + b"\x00" * (-len(directory) % 512))
    size = -(-(len(fat) + 1) // 128)
    while -(-(len(fat) + size) // 128) > size:
        size += 1
    fat_at = len(sectors)
    fat += [-3] * size
    table = struct.pack(f"<{len(fat)}i", *fat).ljust(size * 512, b"\xff")
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, size,
        directory_at, 0, 4096, small_at & 0xFFFFFFFF, -(-len(small_fat) // 128), 0xFFFFFFFE, 0,
    )  # fmt: skip
    places = struct.pack("<109i", *(fat_at + n if n < size else -1 for n in range(109)))
    return head + places + b"".join(sectors) + table


def _entry(one: dict[str, Any]) -> bytes:
    name = one["name"].encode("utf-16-le") + b"\x00\x00"
    return struct.pack(
        "<64sHBBiii16s4s8s8siII", name, len(name), one["type"], 1, -1, one["right"], one["child"], b"", b"", b"", b"",
        one.get("start", 0), len(one["content"]), 0,
    )  # fmt: skip


def properties(
    head: int, texts: Mapping[int, str | bytes], numbers: Mapping[int, int] | None = None, when: int = 0
) -> Tree:
    """The streams of an object of Outlook: texts and bytes by their number, integers, and when it was sent."""
    streams: dict[str, bytes | Tree] = {}
    table = b"\x00" * head
    for number, value in texts.items():
        kind = 0x001F if isinstance(value, str) else 0x0102
        content = value.encode("utf-16-le") if isinstance(value, str) else value
        streams[f"__substg1.0_{number:04X}{kind:04X}"] = content
        table += struct.pack("<IIII", number << 16 | kind, 6, len(content), 0)
    for number, count in (numbers or {}).items():
        table += struct.pack("<IIi4x", number << 16 | 0x0003, 6, count)
    if when:
        table += struct.pack("<IIQ", 0x0039 << 16 | 0x0040, 6, when)
    return {"__properties_version1.0": table, **streams}


def msg(
    texts: Mapping[int, str | bytes],
    people: Sequence[tuple[str, str, int]] = (),
    files: Sequence[Tree] = (),
    when: int = 0,
) -> Tree:
    """The storages of a message of Outlook; :func:`compound` makes a file of them."""
    return {
        **properties(32, texts, {0x3FFD: 1252}, when),
        **{
            f"__recip_version1.0_#{n:08X}": properties(8, {0x3001: name, 0x39FE: address}, {0x0C15: kind})
            for n, (name, address, kind) in enumerate(people)
        },
        **{f"__attach_version1.0_#{n:08X}": file for n, file in enumerate(files)},
    }


MAIL = b"""\
From: =?utf-8?q?H=C3=A9l=C3=A8ne?= <h@x.example>
To: "Doe, John" <john@y.example>, Smith, Ann <ann@y.example>
Cc: boss@y.example
Subject: =?iso-8859-1?q?Caf=E9?= talks
Date: Fri, 29 May 2026 10:00:00 +0200
Message-ID: <one@x.example>
In-Reply-To: <naught@y.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=cut

--cut
Content-Type: multipart/alternative; boundary=in

--in
Content-Type: text/plain; charset=utf-8; format=flowed

They spoke of\x20
herring.
--in
Content-Type: text/html

<p>They spoke of <b>herring</b>.
--in--
--cut
Content-Type: application/ms-tnef; name=winmail.dat
Content-Disposition: attachment; filename*=utf-8''..%2F..%2Fwinm%C3%A4il.dat
Content-Transfer-Encoding: base64

eJ8+Ig==
--cut
Content-Type: message/rfc822

Subject: inner
From: b@x.example

Salmon.
--cut--
"""
PAGE = b"""<!DOCTYPE html><html><head><meta charset="windows-1252"><title>Readout</title>
<meta property="article:published_time" content="2026-05-29T10:00:00+02:00"><style>p{}</style></head><body>
<nav>Home</nav><h1>Readout</h1><p>The minister&rsquo;s <b>call</b>&nbsp;on<br>caf\xe9.<script>alert(1)</script>
<table><tr><td>One<td>Two</table><ul><li>Herring</ul><img src="http://x.example/a.png"></body></html>"""
RICH = (
    b"{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}}{\\*\\generator x;}"
    b"{\\header Page}\\f0 The caf\\'e9 \\u8211?talks\\par{\\f1 \\'cc\\'e8\\'f0}\\par\\u-10179?\\u-8704?"
    b"{\\pict\\bin4 }{}\\}}"
)
