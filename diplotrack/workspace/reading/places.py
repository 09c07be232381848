"""What has its place on a record though it is one of its own: asks, instructions and readouts, each with its state."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from diplotrack.base.i18n import N_, Label, _
from diplotrack.records import KINDS, AskRaised, Clearance, Communication, Instruction, Record, fields
from diplotrack.records.display import Mention, display
from diplotrack.records.enumerations import CommunicationType
from diplotrack.store import lists
from diplotrack.store.lists import live
from diplotrack.workspace.clearing import voided
from diplotrack.workspace.reading.document import Fact, PartRow, PartTable
from diplotrack.workspace.reading.tables import telling

ASK = ("text", "by_id", "to_id", "response", "answer_due_on", "answer")
INSTRUCTION = ("text", "reference", "level", "deliver_by_on", "delivered_on", "reaction", "reported_on")
READOUT = ("title", "traffic", "sent_on")


def places(session: Session, record: Record) -> tuple[PartTable, ...]:
    """The tables of an engagement or communication that have rows."""
    name = record.__kind__.name
    if name not in ("engagement", "communication"):
        return ()
    raised: Any = AskRaised.engagement_id if name == "engagement" else AskRaised.communication_id
    delivered: Any = Instruction.engagement_id if name == "engagement" else Instruction.left_behind_id
    asks = select(AskRaised.ask_id).where(raised == record.id, live(AskRaised))
    orders = select(Instruction.id).where(delivered == record.id)
    label = N_("Instructions delivered here") if name == "engagement" else N_("Left behind on instruction")
    found = [
        _table(session, "ask", asks, ASK, N_("Asks raised here")),
        _table(session, "instruction", orders, INSTRUCTION, label),
    ]
    if name == "engagement":
        out = select(Communication.id).where(
            Communication.engagement_id == record.id, Communication.type == CommunicationType.READOUT
        )
        readouts = _table(session, "communication", out, READOUT, N_("Readouts"))
        found.append(_with_clearance(session, readouts))
    return tuple(telling(one) for one in found if one.rows)


def _table(session: Session, kind: str, ids: Any, columns: tuple[str, ...], label: Label) -> PartTable:
    cls = KINDS[kind]
    dated = cls.__table__.c[cls.__kind__.dated]
    wanted = list(session.scalars(select(cls.id).where(cls.id.in_(ids), live(cls)).order_by(dated, cls.id)))
    own, rows = fields(cls), lists.rows(session, kind, wanted, columns)
    told = []
    for one in wanted:
        title, *rest = rows[one]
        told.append(PartRow(one, (Mention(kind, one, str(title)), *rest)))
    heads = tuple(Fact(name, str(own[name].label), None, own[name]) for name in columns)
    return PartTable(f"{kind}_here", str(label), heads, tuple(told), kind)


def _with_clearance(session: Session, table: PartTable) -> PartTable:
    """The readouts with how far their clearances have come, office by office."""
    ids = [row.id for row in table.rows]
    void = voided(session, ids)
    query = select(Clearance.id, Clearance.communication_id, Clearance.office, Clearance.state).where(
        Clearance.communication_id.in_(ids), live(Clearance)
    )
    states: dict[int, list[str]] = {}
    for one, owner, office, state in session.execute(query.order_by(Clearance.id)):
        words = _("{office}: {state}").format(office=office, state=display(None, state))
        if one in void:
            words = _("{clearance} (void, the text was changed since)").format(clearance=words)
        states.setdefault(owner, []).append(words)
    column = Fact("clearance", str(Clearance.__kind__.plural), None, None)
    rows = tuple(replace(row, values=(*row.values, "; ".join(states.get(row.id, ())))) for row in table.rows)
    return replace(table, columns=(*table.columns, column), rows=rows)
