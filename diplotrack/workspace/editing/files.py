"""The files of a record as a draft holds them, and their rows in the ledger."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.records import Attachment, Record
from diplotrack.store.unit_of_work import Work
from diplotrack.workspace.editing.draft import AttachedFile


def files_of(session: Session, record: Record) -> list[AttachedFile]:
    """The files kept with a record, in the order in which they were attached."""
    query = select(Attachment).where(
        Attachment.owner_kind == record.__kind__.name,
        Attachment.owner_id == record.id,
        Attachment.deleted_at.is_(None),
    )
    return [
        AttachedFile(one.name, one.sha256, one.size, one.media_type, one.marking(), one.id)
        for one in session.scalars(query.order_by(Attachment.id))
    ]


def write_files(work: Work, record: Record, wanted: list[AttachedFile], before: list[AttachedFile]) -> None:
    """Let a record have these files: new ones are added, those left out taken away, marks and names as they are now."""
    stored = {one.id: one for one in before}
    for one in wanted:
        if one == stored.get(one.id):
            continue
        if one.id is None:
            row = Attachment(
                owner_kind=record.__kind__.name,
                owner_id=record.id,
                name=one.name,
                media_type=one.media_type,
                size=one.size,
                sha256=one.sha256,
            )
            work.session.add(row)
        else:
            row = work.get(Attachment, one.id)
            row.name = one.name
        row.mark(one.marking)
    kept = {one.id for one in wanted}
    for file_id in stored:
        if file_id is not None and file_id not in kept:
            work.session.delete(work.get(Attachment, file_id))
