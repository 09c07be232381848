"""Write the published schema of the whole ledger as JSON: ``python3 packaging/ledger_schema.py``.

It is made from what the kinds of record say of themselves; run this where one of them has changed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "schema"


def text() -> str:
    """The schema as it lies in ``resources``."""
    from diplotrack.base.i18n import set_locale
    from diplotrack.exchange.whole.schema import published

    set_locale("en")
    return json.dumps(published(), ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write the file."""
    from diplotrack.exchange.whole.schema import NAME

    FOLDER.mkdir(exist_ok=True)
    (FOLDER / NAME).write_text(text(), "utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
