"""What is told about a file that was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotrack.base.i18n import _, ngettext
from diplotrack.cli.call import Call
from diplotrack.cli.output import show, show_json, tell

if TYPE_CHECKING:
    from diplotrack.workspace.printing import Printed


def tell_printed(call: Call, printed: Printed) -> None:
    """The file and its marking as the answer; what was left out, for the preparer only, on standard error."""
    if call.as_json:
        show_json({"file": str(printed.path), "pages": printed.pages, "marking": printed.marking})
    else:
        pages = ngettext("{count} page", "{count} pages", printed.pages).format(count=printed.pages)
        about = ", ".join(part for part in (pages if printed.pages else "", printed.marking) if part)
        show(_("Wrote “{path}” ({about}).").format(path=printed.path, about=about))
    for sentence in printed.sentences():
        tell(sentence)
