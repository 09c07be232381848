"""Documents for the sake of their pages: a long one with everything in it, and one that runs from right to left."""

from __future__ import annotations

from diplotrack.reports.document import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Document,
    Facts,
    Group,
    Heading,
    Moment,
    Paragraph,
    Row,
    Severity,
    Span,
    Table,
    Timeline,
    Tone,
)


def timeline() -> Timeline:
    """What happened, each tone once, one moment long."""
    return Timeline(
        (
            Moment("3 April 2008", "The President speaks of two battalions in Strasbourg.", "U", Tone.THEIRS),
            Moment(
                "18 September 2008",
                (
                    "We ask for a date. ",
                    Span("The note verbale", uid="0193"),
                    (
                        " is answered a month later, without one: the Ministry of Defence has to consult Parliament, "
                        "Parliament is in recess, and the committee that would report has not been named. The "
                        "Ambassador is told that a reply before the summit would be \u201ca courtesy\u201d."
                    ),
                ),
                "C",
            ),
            Moment("5 October 2008", "One battalion arrives, without its lift.", "C", Tone.FAIR),
            Moment("11 November 2008", "The lift is promised a second time, and not sent.", "", Tone.BAD),
            Moment("31 December 2008", "Both battalions are in place.", "U", Tone.GOOD),
            Moment("Since then", "Nothing has been said.", "", Tone.QUIET),
        )
    )


def _account() -> list[Row]:
    rows: list[Row] = []
    for group in ("Made by France", "Made by us"):
        rows.append(Group(group))
        rows += [
            (str(n), f"Instalment {n} of the fund", Cell(f"{n * 12.5:,.1f}", n * 12.5)) for n in range(1, 9)
        ]
    return rows


def dossier(sections: int = 7) -> Document:
    """A long document: contents, headings of three levels, timelines, callouts, tables in groups."""
    text = (
        "The sequence is settled: inspection first, then relief, then the conference. We will not reopen it, and we "
        "should like to hear the same from Paris before the summit, where it would be asked in public. "
    )
    names = ("Purpose", "What was said last time", "Commitments both ways", "Words and deeds", "People",
             "The talks on the sequence of inspection, relief and the conference, and what each side holds of it",
             "Background", "Sources", "Annex")  # fmt: skip
    blocks: list[Block] = []
    for place in range(sections):
        blocks += [
            Heading(names[place % len(names)]),
            Paragraph(text * 2, number=f"{place + 1}.1", marking="C"),
            Paragraph(text * 3, number=f"{place + 1}.2", marking="U"),
            Heading("The record", 2),
            timeline(),
            Heading("Held against it", 3),
            Paragraph(text, style="quote"),
            Callout(text, title="Line to take"),
            Heading("The account", 2),
            Table(
                (Column("No.", 1, "number"), Column("Deliverable", 3), Column("EUR m", 1, "number")),
                _account(),
                caption="Deliverables",
            ),
        ]
    return Document(
        title="France and the mission",
        kind="Dossier",
        subtitle="Everything that is held on the battalions, the fund and the talks",
        marking="CONFIDENTIAL//REL TO USA, FRA",
        dated="31 December 2008",
        front=(("Prepared for", "The Minister"),),
        blocks=blocks,
    )


def right_to_left() -> Document:
    """A brief in Arabic: the page mirrored."""
    text = (
        "\u0627\u0644\u062a\u0633\u0644\u0633\u0644 \u0645\u062d\u0633\u0648\u0645: "
        "قال الوزير جون سميث (John Smith) إن الاتفاق سيوقع في 15 يناير 2009 في Paris، وأضاف أن الوفد "
        "سيصل قبل ذلك بيومين. وقد أكد الجانب الفرنسي ذلك. "
    )
    return Document(
        title="موجز عن فرنسا",
        kind="موجز عن الشريك",
        subtitle="العلاقات الثنائية قبل الزيارة",
        language="ar",
        marking="CONFIDENTIAL",
        tlp="AMBER",
        dated="31 ديسمبر 2008",
        front=(("أعد من أجل", "الوزير"), ("المناسبة", "زيارة عمل إلى باريس")),
        blocks=(
            Heading("الغرض"),
            Paragraph(text, style="lead"),
            Paragraph(text * 2, number="1", marking="C"),
            Paragraph(
                "A passage in English keeps to its own direction, from the left, as it does in any book "
                "that is set in Arabic; it has to be long enough for a second line.",
                number="2",
            ),
            Bullets((text, "نقطة قصيرة", "France")),
            Callout(text, title="ما يقال", severity=Severity.HIGH),
            Heading("الالتزامات", 2),
            Table(
                (
                    Column("الرقم", 1, "number"),
                    Column("الالتزام", 3),
                    Column("الموعد", 1.5),
                    Column("مليون", 1, "number"),
                ),
                (
                    Group("التزامات فرنسا"),
                    ("1", "الدفعة الثانية من صندوق الاستقرار", "30 سبتمبر 2008", "1,250.0"),
                    ("2", "Ratify the agreement", "يناير 2009", "8.4"),
                ),
                caption="الالتزامات المفتوحة",
            ),
            Heading("ما جرى", 2),
            Timeline(
                (
                    Moment("3 أبريل 2008", text, "U", Tone.THEIRS),
                    Moment("5 أكتوبر 2008", "وصلت كتيبة واحدة.", "C", Tone.BAD),
                )
            ),
            Facts((("الرئيس", "Nicolas Sarkozy"), ("وزير الخارجية", text))),
        ),
    )
