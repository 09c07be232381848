"""The files that come in with records: kept as attachments, as part of the import that makes the records."""

from __future__ import annotations

import json
import mimetypes
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import select

from diplotrack.base.i18n import _
from diplotrack.base.progress import Progress
from diplotrack.exchange.incoming.drafts import Draft, identifier
from diplotrack.exchange.texts.text_file import Enclosed
from diplotrack.exchange.texts.words import words_of
from diplotrack.records import Attachment
from diplotrack.store import attachments, file_texts
from diplotrack.store.batches import batches
from diplotrack.store.ledger import Ledger
from diplotrack.store.ledger_tables import Change
from diplotrack.store.unit_of_work import Work

_PLAIN_TYPE = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,100}\Z")
_UNKNOWN = "application/octet-stream"
_AT_ONCE = 50
"""Drafts whose files are written in one transaction."""

Owner = tuple[str, int]


def keep_files(ledger: Ledger, work: Work, drafts: Sequence[Draft], progress: Progress) -> int:
    """Attach the files of drafts that were written to their records; return how many were attached.

    A file that its record has already, or from which somebody took it away, is not attached again. The bytes are
    committed before the rows that name them: if the operation fails, they are swept later. Raises Cancelled.
    """
    bringing = [draft for draft in drafts if draft.files]
    taken_away = set(_taken_away(work))
    done = 0
    for start in range(0, len(bringing), _AT_ONCE):
        some = bringing[start : start + _AT_ONCE]
        known = _known(work, {_owner(draft) for draft in some})
        wanted = [(_owner(draft), file) for draft in some for file in draft.files]
        digests = attachments.put_all(ledger, (file.content for _whose, file in wanted))
        rows = []
        for place, ((owner, file), digest) in enumerate(zip(wanted, digests, strict=True)):
            # Reading the words of one file may take half a minute.
            progress(start + place * len(some) // len(wanted), len(bringing), _("Keeping files"))
            if digest in known[owner] or (owner, digest) in taken_away:
                continue
            known[owner].add(digest)
            rows.append(_row(owner, file, digest))
            if not file_texts.reader_of(work.session, digest):
                file_texts.put(work.session, digest, *words_of(file.content, file.name))
        work.add_all(Attachment, rows)
        done += len(rows)
    return done


def _owner(draft: Draft) -> Owner:
    return draft.name, identifier(draft)


def _row(owner: Owner, file: Enclosed, digest: bytes) -> dict[str, object]:
    kind = mimetypes.guess_type(file.name)[0] or file.media_type
    return {
        "owner_kind": owner[0],
        "owner_id": owner[1],
        "name": file.name,
        "media_type": kind if _PLAIN_TYPE.match(kind) else _UNKNOWN,
        "size": len(file.content),
        "sha256": digest,
    }


def _known(work: Work, owners: set[Owner]) -> dict[Owner, set[bytes]]:
    """The files that these records have."""
    found: dict[Owner, set[bytes]] = defaultdict(set)
    work.session.flush()
    for kind in {kind for kind, _number in owners}:
        ids = {number for one, number in owners if one == kind}
        for some in batches(ids):
            query = select(Attachment.owner_id, Attachment.sha256)
            query = query.where(Attachment.owner_kind == kind, Attachment.owner_id.in_(some))
            for owner_id, digest in work.session.execute(query):
                found[kind, owner_id].add(digest)
    return found


def _taken_away(work: Work) -> Iterator[tuple[Owner, bytes]]:
    """What somebody took away from any record."""
    query = select(Change.before).where(Change.kind == "attachment", Change.action == "delete")
    for before in work.session.scalars(query):
        values = json.loads(before or "{}")
        if values.get("sha256"):
            yield (values.get("owner_kind", ""), values.get("owner_id", 0)), bytes.fromhex(values["sha256"])
