"""Every reader of files from outside; whoever adds one adds it here."""

from __future__ import annotations

from tests.soak.fuzzing import reading, seeds
from tests.soak.fuzzing.target import Target

ALL_TEXTS = seeds.documents("docx", "odt", "pdf", "rtf", "html", "eml", "msg")

TARGETS: tuple[Target, ...] = (
    Target("docx", seeds.documents("docx"), ".docx", reading.words, packed=True, share=0),
    Target("odt", seeds.documents("odt"), ".odt", reading.words, packed=True, share=0),
    Target("pdf", seeds.documents("pdf"), ".pdf", reading.words, share=0),
    Target("rtf", seeds.documents("rtf", "wrapped"), ".rtf", reading.words, share=0),
    Target("html", seeds.documents("html"), ".html", reading.words, share=0),
    Target("eml", seeds.documents("eml", "html_mail"), ".eml", reading.words, share=0),
    Target("msg", seeds.documents("msg"), ".msg", reading.words, share=0),
    Target("attached", ALL_TEXTS, ".bin", reading.attached, share=5),
    Target("calendar", seeds.calendars, ".ics", reading.planned, share=0),
    Target("calendar_import", seeds.calendars, ".ics", reading.importing(), share=0),
    Target("cards", seeds.cards, ".vcf", reading.planned, share=0),
    Target("cards_import", seeds.cards, ".vcf", reading.importing(), share=2),
    Target("mail_import", seeds.documents("eml", "mbox", "msg"), ".mbox", reading.importing(), share=1),
    Target("table", seeds.tables, ".csv", reading.table),
    Target("workbook", seeds.workbooks, ".xlsx", reading.table, packed=True, share=8),
    Target("table_known", seeds.known_tables, ".csv", reading.planned, share=4),
    Target("table_import", seeds.known_tables, ".csv", reading.importing(), share=3),
    Target("profile", seeds.profiles, ".toml", reading.profile),
    Target("mapping", seeds.tables, ".csv", reading.mapped, share=1),
    Target("mapping_workbook", seeds.workbooks, ".xlsx", reading.mapped, packed=True, share=1),
    Target("own_table", seeds.own_tables, ".csv", reading.planned, share=1),
    Target("own_table_import", seeds.own_tables, ".csv", reading.importing(), share=1),
    Target("own_workbook", seeds.own_workbooks, ".xlsx", reading.importing(), packed=True, share=2),
    Target("whole", seeds.ledgers, ".json", reading.whole, share=1),
    Target("whole_new", seeds.ledgers, ".json", reading.whole_new, share=1),
    Target("intake", seeds.texts, ".txt", reading.taken_for_a_record, share=1),
    Target("intake_document", ALL_TEXTS, ".bin", reading.taken_for_a_record, share=3),
    Target("intake_record", seeds.texts, ".txt", reading.recorded, share=1),
    Target("draft", seeds.texts, ".txt", reading.checked, share=2),
    Target("draft_document", ALL_TEXTS, ".bin", reading.checked, share=5),
)
