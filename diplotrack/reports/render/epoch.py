"""When a file says that it was made: SOURCE_DATE_EPOCH where it is set, so that equal content gives equal bytes."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import UTC, datetime

from diplotrack.base.clock import now


def made_at() -> datetime:
    """The moment of making, UTC without zone, as the office formats want it."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    moment = datetime.fromtimestamp(int(fixed), UTC) if fixed.isdigit() else now()
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)


def without_times(archive: bytes) -> bytes:
    """The same ZIP archive with every entry dated 1 January 1980, in the same order."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for entry in source.infolist():
            fresh = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            fresh.compress_type = zipfile.ZIP_DEFLATED
            fresh.external_attr = 0o600 << 16
            out.writestr(fresh, source.read(entry))
    return written.getvalue()
