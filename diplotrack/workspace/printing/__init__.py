"""Briefs and reports as files: orders, the documents there are, and writing them."""

from __future__ import annotations

from diplotrack.workspace.printing.delivery import Printed, file_name, left_out_sentences
from diplotrack.workspace.printing.documents import REPORTS, report_named, reports_on
from diplotrack.workspace.printing.order import COMMON, ForWhom, Order, PaperSize, order
from diplotrack.workspace.printing.printing import Printing
from diplotrack.workspace.printing.report import Ask, Report

__all__ = [
    "COMMON",
    "REPORTS",
    "Ask",
    "ForWhom",
    "Order",
    "PaperSize",
    "Printed",
    "Printing",
    "Report",
    "file_name",
    "left_out_sentences",
    "order",
    "report_named",
    "reports_on",
]
