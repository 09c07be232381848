"""Documents that the tests print; see them by ``python -m tests.reports.render.samples FOLDER``."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from diplotrack.reports.document import (
    Bullets,
    Callout,
    Cell,
    Column,
    Copy,
    Document,
    Facts,
    Group,
    Heading,
    Paragraph,
    Severity,
    Span,
    Table,
)

NAMES = (
    ("Latin", "Čārļš Ñoño-Łukasz Đặng Thị Ngọc Thịnh, Türkiye"),
    ("Cyrillic", "Сергей Лавров, Київ, Ђурђевић"),
    ("Greek", "Ελληνική Δημοκρατία, Ἀθῆναι"),
    ("Arabic", "جمهورية مصر العربية، محمد بن سلمان"),
    ("Hebrew", "מדינת ישראל, שמעון פרס"),
    ("Devanagari", "भारत गणराज्य, नरेन्द्र मोदी, क्षत्रिय"),
    ("Thai", "ราชอาณาจักรไทย, ประยุทธ์ จันทร์โอชา"),
    ("Georgian", "საქართველო, მიხეილ სააკაშვილი"),
    ("Armenian", "Հայաստանի Հանրապետություն"),
    ("Ethiopic", "የኢትዮጵያ ፌዴራላዊ ዴሞክራሲያዊ ሪፐብሊክ"),
    ("Chinese", "中华人民共和国，胡锦涛"),
    ("Japanese", "日本国、福田康夫、コートジボワール"),
    ("Korean", "대한민국, 이명박"),
    ("Bengali", "গণপ্রজাতন্ত্রী বাংলাদেশ"),
    ("Tamil", "இலங்கை சனநாயக சோசலிசக் குடியரசு"),
    ("Sinhala", "ශ්‍රී ලංකාව"),
    ("Khmer", "ព្រះរាជាណាចក្រកម្ពុជា"),
    ("Burmese", "ပြည်ထောင်စု သမ္မတ မြန်မာ"),
    ("Lao", "ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ"),
    ("Urdu", "اسلامی جمہوریہ پاکستان"),
    ("Persian", "جمهوری اسلامی ایران، ۱۳۸۷"),
    ("Dhivehi", "ދިވެހިރާއްޖެ"),
    ("Tibetan", "འབྲུག་རྒྱལ་ཁབ།"),
    ("Mongolian", "Монгол Улс"),
    ("Hebrew with points", "שָׁלוֹם"),
    ("Arabic with signs", "مُحَمَّد بن عبدالله"),
    ("Combining", "J\u030c\u0323 x\u0302\u0323y Nguye\u0302\u0303n"),
    ("Vedic", "प्रार्थना कृष्णा"),
)


def brief() -> Document:
    """A partner brief such as a desk would print."""
    return Document(
        title="France",
        kind="Partner brief",
        subtitle="Bilateral relations and open business before the working visit to Paris",
        marking="CONFIDENTIAL//REL TO USA, FRA",
        tlp="AMBER",
        author="European Affairs",
        dated="31 December 2008",
        front=(
            ("Prepared for", "The Minister"),
            ("Occasion", "Working visit to Paris, 8\u20139 January 2009"),
            ("As of", "31 December 2008"),
        ),
        keywords=("France", "brief"),
        blocks=(
            Heading("Purpose"),
            Paragraph(
                "Secure French agreement to two further battalions for the mission by the spring "
                "summit, and hold the line on the sequence of the talks. Everything else is maintenance.",
                style="lead",
            ),
            Heading("Our asks"),
            Paragraph(
                (
                    "Two battalions, with their own lift, in place by 1 April. President Sarkozy said "
                    "in Strasbourg that France would \u201cnot be found wanting\u201d; the Ministry of "
                    "Defence has since spoken of one."
                ),
                number="1",
                marking="C",
            ),
            Paragraph(
                (
                    "Ratification of the tax information agreement signed in ",
                    Span("Washington, 13 January 2008", uid="0192"),
                    (". The Assembly has twice put it off; the committee reports on 20 January."),
                ),
                number="2",
                marking="U",
            ),
            Paragraph(
                (
                    "A joint demarche in Khartoum before the Security Council renews the mandate. "
                    "Ambassador محمد عبد الله المهدي (Muhammad al-Mahdi) has asked that it be made in "
                    "Arabic; שמעון פרס raised the same point in 2007, and 福田康夫 at Tōyako."
                ),
                number="3",
                marking="C//NF",
            ),
            Heading("Points to make"),
            Bullets(
                (
                    "We value what France has done since the summer, and will say so publicly.",
                    (
                        "The sequence is settled: inspection first, then relief, then the conference. We "
                        "will not reopen it, and we should like to hear the same from Paris."
                    ),
                    "The spring summit is the occasion to announce, not to negotiate.",
                )
            ),
            Callout(
                (
                    "Ask to be told before, not after, any change in the French position on "
                    "sequencing. We were told of the last one by the press."
                ),
                title="Line to take",
                severity=Severity.NOTE,
            ),
            Heading("Due both ways"),
            Table(
                columns=(
                    Column("Commitment", 4),
                    Column("By", 1.4),
                    Column("Due", 1.4, "date"),
                    Column("Status", 1.5),
                    Column("EUR m", 1, "number"),
                ),
                caption="Open commitments, overdue first",
                rows=(
                    Group("Made by France"),
                    (
                        "Second tranche of the stabilisation fund for the Balkans",
                        "France",
                        "30 Sep 2008",
                        "In progress",
                        Cell("1,250.0", 1250),
                    ),
                    ("Ratify the tax information agreement", "France", "Jan 2009", "Open", ""),
                    (
                        (
                            "Host the donors\u2019 conference and circulate the draft communiqu\u00e9 four "
                            "weeks before it"
                        ),
                        "France",
                        "14 Feb 2009",
                        "Open",
                        Cell("8.4", 8.4),
                    ),
                    Group("Made by us"),
                    ("Return the archives held since 1945", "United States", "31 Dec 2008", "Overdue", ""),
                    (
                        "Share the assessment on the reactor",
                        "United States",
                        "15 Jan 2009",
                        "In progress",
                        Cell("111.1", 111.1),
                    ),
                ),
            ),
            Heading("Sensitivities and gaps"),
            Callout(
                (
                    "France told Japan on 3 October that the talks would be suspended and told us on 5 "
                    "October that they would go on. The two readouts cannot both be right."
                ),
                title="R03  Two partners were told different things",
                severity=Severity.HIGH,
                marking="C",
            ),
            Callout(
                ("The battalions promised in Strasbourg have no date. Nobody has asked for one since April."),
                title="R13  Commitment without a due date",
                severity=Severity.MEDIUM,
            ),
            Callout(
                "No contact at ministerial level for nine months.",
                title="R24  Partner out of touch",
                severity=Severity.LOW,
            ),
            Heading("People and offices"),
            Heading("Presidency", 2),
            Facts(
                (
                    (
                        "President",
                        (
                            Span("Nicolas Sarkozy", bold=True),
                            (", since 16 May 2007. Prefers to speak alone for the first ten minutes."),
                        ),
                    ),
                    ("Diplomatic adviser", "Jean-David Levitte"),
                    ("Foreign Minister", "Bernard Kouchner, since 18 May 2007"),
                )
            ),
            Heading("Last time", 2),
            Paragraph(
                (
                    "\u201cWe shall not be found wanting. But Parliament will want to know for how "
                    "long, and so do I.\u201d"
                ),
                style="quote",
            ),
            Paragraph(
                (
                    "President Sarkozy to the President, Strasbourg, 3 April 2008, from our own "
                    "record. The French readout does not contain the second sentence."
                ),
                style="note",
            ),
            Heading("Background"),
            Paragraph(
                "France returned to the integrated structure in stages, and the domestic argument "
                "over it is not yet closed. "
                "The government\u2019s majority is comfortable but its own benches are not; the "
                "Defence Committee has asked for "
                "a hearing before any further deployment. A row with <b>tags</b>, ampersands & "
                "braces {x} prints as it stands."
            ),
        ),
    )


def scripts() -> Document:
    """Names in many scripts: in a table, and mixed in one paragraph."""
    return Document(
        title="Names in every script",
        subtitle="Shaping, order and fallback",
        marking="UNCLASSIFIED",
        blocks=(
            Table((Column("Script", 1), Column("Name", 3)), NAMES, zebra=True),
            Heading("Mixed"),
            Paragraph(
                "The Egyptian side (جمهورية مصر العربية) met 日本国 and भारत; the memo (مذكرة 2008) "
                "cites Հայաստան and საქართველო."
            ),
            Paragraph(
                "قال الوزير جون سميث (John Smith) إن الاتفاق سيوقع في 15 يناير 2009 في Paris، "
                "وأضاف أن الوفد سيصل قبل ذلك بيومين. وقد أكد الجانب الفرنسي ذلك."
            ),
            Paragraph(
                "日本国政府は、平成二十年十二月三十一日までに、本件に関する協議を終了する意向を表明した。「第3回会合」"
                "は、東京（外務省）で開催される予定である。なお、議題は追って通知する。"
            ),
            Paragraph(
                "รัฐบาลไทยยืนยันว่าจะให้สัตยาบันต่ออนุสัญญาดังกล่าวภายในเดือนมีนาคม "
                "และจะแจ้งให้ประเทศภาคีทราบโดยเร็วที่สุดเท่าที่จะทำได้"
            ),
        ),
    )


def report(rows: int = 120) -> Document:
    """A commitment report of many rows."""
    heads = (
        Column("No.", 0.6, "number"),
        Column("Commitment", 4),
        Column("Made by", 1.5),
        Column("Made on", 1.3, "date"),
        Column("Due", 1.3, "date"),
        Column("Status", 1.3),
        Column("USD m", 1, "number"),
    )
    parties = ("France", "Japan", "Côte d\u2019Ivoire", "Bosnia and Herzegovina", "مصر", "Brasil")
    status = ("Open", "In progress", "Fulfilled", "Overdue")
    body = [
        (
            Cell(str(n), n),
            f"Deliver instalment {n} of the aid agreed for district {n % 97}, and report on its use",
            parties[n % 6],
            f"{n % 28 + 1} Mar {2000 + n % 9}",
            f"{n % 28 + 1} Jun {2001 + n % 9}",
            status[n % 4],
            Cell(f"{n * 37 % 9000 / 10:,.1f}", n * 37 % 9000 / 10),
        )
        for n in range(1, rows + 1)
    ]
    return Document(
        title="Commitments",
        kind="Report",
        subtitle=f"{rows:,} commitments",
        marking="UNCLASSIFIED",
        landscape=True,
        dated="31 December 2008",
        blocks=(Table(heads, body),),
    )


def _show(folder: Path) -> None:
    import pypdfium2

    from diplotrack.reports.render import render_pdf
    from tests.reports.render import dossiers

    draft = replace(brief(), watermark="DRAFT", copy=Copy.HAND_OVER)
    for name, document in (
        ("draft", draft),
        ("brief", brief()),
        ("scripts", scripts()),
        ("report", report()),
        ("dossier", dossiers.dossier()),
        ("arabic", dossiers.right_to_left()),
    ):
        path = folder / f"{name}.pdf"
        render_pdf(document, path)
        with pypdfium2.PdfDocument(path) as pdf:
            for number, page in enumerate(pdf, 1):
                page.render(scale=1.6).to_pil().save(folder / f"{name}-{number}.png")


if __name__ == "__main__":
    _show(Path(sys.argv[1]))
