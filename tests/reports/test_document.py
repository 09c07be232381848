"""The document model is light: it loads nothing that prints."""

from __future__ import annotations

import subprocess
import sys


def test_the_model_loads_no_printing_library() -> None:
    script = (
        "import sys, diplotrack.reports.document, diplotrack.reports.render\n"
        "heavy = ('reportlab', 'docx', 'xlsxwriter', 'uharfbuzz', 'bidi', 'fontTools')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
