"""Files of other programs, many odd on purpose: none crashes or hangs, and what is refused is so in a sentence."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from diplotrack.workspace import Workspace
from tests.exchange.calendars.table import files, look

LONGEST = 5.0
"""Seconds for one file, on a busy machine."""


def test_no_file_of_another_program_does_harm(
    workspace: Workspace, real_records: Callable[[str], Path]
) -> None:
    chosen = files(real_records("ical"), real_records("vcard"))
    lines = {}
    for path in chosen:
        begun = time.process_time()
        lines[path.name] = look(workspace, path)
        assert time.process_time() - begun < LONGEST, path.name
    whole = [line for line in lines.values() if not line.refused and not line.errors]
    assert len(whole) >= 0.6 * len(chosen)
    assert all(line.refused.endswith(".") for line in lines.values() if line.refused)
    assert lines["ms_tzid.ics"].made["engagement"] == 1
    assert lines["John_Doe_MS_OUTLOOK.vcf"].made["person"] == 1
