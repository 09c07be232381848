"""Taking turns at PDFium, which shows pages and reads words out of them."""

from __future__ import annotations

import threading

PDFIUM = threading.Lock()
"""PDFium keeps state of its own for the whole process: one call at a time, from whichever thread."""
