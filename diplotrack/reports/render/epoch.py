"""When a file says that it was made: SOURCE_DATE_EPOCH where it is set, so that equal content gives equal bytes."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from diplotrack.base.clock import now


def made_at() -> datetime:
    """The moment of making, UTC without zone, as the office formats want it."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    moment = datetime.fromtimestamp(int(fixed), UTC) if fixed.isdigit() else now()
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)
