"""Gaps of records that became one: what was decided about them stays decided."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Text, or_, type_coerce

from diplotrack.base.ident import uid_text
from diplotrack.consistency.finding import fingerprint
from diplotrack.records import Finding
from diplotrack.store.rewriting import Rewriter
from diplotrack.store.unit_of_work import Work


def follow_merge(work: Work, gone: Collection[bytes], keep: bytes) -> None:
    """Give the gaps about records that go the fingerprint they have as gaps about the one that is kept.

    Where that one has the same gap already, it stands, and the next check closes the other.
    """
    old, new = {uid_text(one) for one in gone}, uid_text(keep)
    rewriter = Rewriter(work)
    kept: Any = type_coerce(Finding.evidence, Text)
    rows = rewriter.rows("finding", or_(*(kept.contains(one, autoescape=True) for one in old)))
    for row in rows:
        uids = [one[2] for one in row["evidence"].get("subject", ())]
        if not old & set(uids):
            continue
        mark = fingerprint(row["rule"], [new if one in old else one for one in uids])
        if not rewriter.rows("finding", Finding.__table__.c.fingerprint == mark):
            rewriter.write("finding", row, fingerprint=mark)
