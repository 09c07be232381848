"""Texts that are being taken in, kept with the answers given so far, as durable as the drafts of forms."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from diplotrack.base.errors import UserError
from diplotrack.exchange.texts.text_file import Correspondent, TextFile
from diplotrack.store.drafts import Drafts
from diplotrack.workspace.editing.draft import Draft
from diplotrack.workspace.intake.proposal import Answers

if TYPE_CHECKING:
    from diplotrack.workspace.workspace import Workspace

KIND = "intake"
"""No kind of record: lists of drafts of records leave it out."""

FORMAT = 1
HOLDER = "engagement"
"""The kind of the drafts in which values are packed; it says nothing of them."""


@dataclass(frozen=True, slots=True)
class KeptIntake:
    """A text with what was answered: ``path`` is the file from which it came ("" where it was pasted), ``shown`` how
    values chosen instead are shown, ``draft`` the key of the draft in which it is written on ("" for none). Enclosed
    files are not kept: their file has them."""

    source: TextFile
    path: str = ""
    answers: Answers = field(default_factory=Answers)
    shown: dict[str, str] = field(default_factory=dict)
    draft: str = ""

    @property
    def title(self) -> str:
        """What it is called: its title, else its first words."""
        first = self.source.paragraphs[0] if self.source.paragraphs else ""
        return " ".join((self.source.title or first).split())[:160]


def open_all(workspace: Workspace) -> list[tuple[str, KeptIntake]]:
    """The texts that were left, each with its key, the oldest first; those that another process has open stay there."""
    from diplotrack.workspace.drafting import Drafting

    drafts, drafting = Drafts(workspace.ledger), Drafting(workspace.ledger)
    found = []
    for kept in sorted(drafts.all(), key=lambda one: one.started_at):
        if kept.kind != KIND or drafting.is_elsewhere(kept):
            continue
        one = _read(drafts.payload(kept.key))
        if one is None:
            continue
        if not workspace.ledger.is_read_only:
            drafts.take_over(kept.key)
        found.append((kept.key, one))
    return found


def keep(workspace: Workspace, key: str, one: KeptIntake) -> str:
    """Write it down under its key ("" begins one); returns the key to go on with. Raises UserError."""
    return Drafts(workspace.ledger).keep(key, KIND, None, one.title, _packed(one)).key


def forget(workspace: Workspace, key: str) -> None:
    """Let go of a text that was recorded or closed."""
    Drafts(workspace.ledger).forget(key)


def _packed(one: KeptIntake) -> str:
    from diplotrack.workspace.editing.packing import pack

    source, answers = one.source, one.answers
    # Whatever a reading proposes is a value of some draft: what was chosen is packed as one is.
    drafts = [(key, value) for key, value in answers.chosen.items() if isinstance(value, Draft)]
    values = {key: value for key, value in answers.chosen.items() if not isinstance(value, Draft)}
    said: dict[str, Any] = {
        "format": FORMAT,
        "paragraphs": source.paragraphs,
        "title": source.title,
        "form": source.form,
        "sent": source.sent.isoformat() if source.sent else None,
        "sender": _person(source.sender),
        "recipients": [_person(person) for person in source.recipients],
        "key": source.key,
        "in_reply_to": source.in_reply_to,
        "notes": source.notes,
        "path": one.path,
        "accepted": sorted(answers.accepted),
        "refused": sorted(answers.refused),
        "chosen": pack(Draft(HOLDER, values=values, follows=drafts)),
        "shown": one.shown,
        "further": [[key, pack(Draft(HOLDER, values=some))] for key, some in answers.further.items()],
        "draft": one.draft,
    }
    return json.dumps(said, ensure_ascii=False)


def _person(one: Correspondent | None) -> list[str] | None:
    return None if one is None else [one.name, one.address]


def _read(payload: str) -> KeptIntake | None:
    """What :func:`_packed` wrote; of what another version wrote the text at least; None where not even that is."""
    try:
        said: dict[str, Any] = json.loads(payload)
        source = TextFile(tuple(map(str, said["paragraphs"])), title=str(said.get("title", "")))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    try:
        return _whole(source, said) if said["format"] == FORMAT else KeptIntake(source)
    except (UserError, ValueError, KeyError, TypeError, AttributeError):
        return KeptIntake(source)


def _whole(source: TextFile, said: dict[str, Any]) -> KeptIntake:
    from diplotrack.workspace.editing.packing import unpack

    source = replace(
        source,
        form=str(said["form"]),
        sent=datetime.fromisoformat(said["sent"]) if said["sent"] else None,
        sender=Correspondent(*said["sender"]) if said["sender"] else None,
        recipients=tuple(Correspondent(*person) for person in said["recipients"]),
        key=str(said["key"]),
        in_reply_to=str(said["in_reply_to"]),
        notes=tuple(map(str, said["notes"])),
    )
    chosen = unpack(said["chosen"])
    return KeptIntake(
        source,
        str(said["path"]),
        Answers(
            set(said["accepted"]),
            set(said["refused"]),
            chosen.values | dict(chosen.follows),
            {str(key): unpack(packed).values for key, packed in said["further"]},
        ),
        {str(key): str(words) for key, words in said["shown"].items()},
        str(said["draft"]),
    )
