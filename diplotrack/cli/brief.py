"""`diplotrack brief PARTNER`: the document that is wanted most, by its shortest name."""

from __future__ import annotations

from diplotrack.cli.report import printing_command
from diplotrack.workspace.printing import REPORTS

brief_command = printing_command(REPORTS["partner-brief"], "brief", argument="partner")
