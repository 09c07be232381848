"""The text on the page of the draft check, kept while somebody writes, as durable as the drafts of forms."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from diplotrack.store.drafts import Drafts

if TYPE_CHECKING:
    from diplotrack.workspace.workspace import Workspace

KIND = "draft_check"
"""No kind of record: lists of drafts of records leave it out."""

FORMAT = 1


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text under check: partners and objectives as (identifier, name), and what is said of its purpose."""

    text: str = ""
    to: tuple[tuple[int, str], ...] = ()
    is_public: bool = False
    objectives: tuple[tuple[int, str], ...] = ()
    stance: int | None = None
    is_intended: bool = False
    name: str = ""
    """The file from which it came, "" where it was typed."""
    on: str = ""
    """The day of an intended change in ISO, "" for today."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return self == KeptText()


@dataclass(slots=True)
class TextKeeping:
    """Keeps one text under one key; its jobs run one after the other on the thread that keeps drafts."""

    key: str = field(default="")

    def open(self, workspace: Workspace) -> KeptText:
        """The text that was left, unless another process is writing it; an empty one where there is none."""
        from diplotrack.workspace.drafting import Drafting

        drafts, drafting = Drafts(workspace.ledger), Drafting(workspace.ledger)
        kept = next(
            (one for one in drafts.all() if one.kind == KIND and not drafting.is_elsewhere(one)), None
        )
        if kept is None:
            return KeptText()
        found = _read(drafts.payload(kept.key))
        if not workspace.ledger.is_read_only:
            drafts.take_over(kept.key)
        self.key = kept.key
        return found

    def keep(self, workspace: Workspace, one: KeptText) -> None:
        """Write it down; nothing is left where there is nothing to keep. Raises UserError where that cannot be."""
        drafts = Drafts(workspace.ledger)
        if one.is_empty:
            if self.key:
                drafts.forget(self.key)
            self.key = ""
            return
        title = " ".join(one.text.split())[:80]
        self.key = drafts.keep(self.key, KIND, None, title, _packed(one)).key


def _packed(one: KeptText) -> str:
    return json.dumps(
        {
            "format": FORMAT,
            "text": one.text,
            "to": [list(named) for named in one.to],
            "is_public": one.is_public,
            "objectives": [list(named) for named in one.objectives],
            "stance": one.stance,
            "is_intended": one.is_intended,
            "name": one.name,
            "on": one.on,
        },
        ensure_ascii=False,
    )


def _read(payload: str) -> KeptText:
    """What :func:`_packed` wrote; of what another version wrote, the text at least."""
    try:
        packed: dict[str, Any] = json.loads(payload)
        if packed.get("format") != FORMAT:
            return KeptText(text=str(packed.get("text", "")))
        return KeptText(
            text=packed["text"],
            to=tuple((int(key), str(name)) for key, name in packed["to"]),
            is_public=bool(packed["is_public"]),
            objectives=tuple((int(key), str(name)) for key, name in packed["objectives"]),
            stance=packed["stance"],
            is_intended=bool(packed["is_intended"]),
            name=str(packed["name"]),
            on=str(packed["on"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return KeptText()
