"""Who or what is meant by a name that was typed without choosing; those who are new are added with the record."""

from __future__ import annotations

import re
from typing import Any

from diplotrack.base.errors import UserError
from diplotrack.language.parties import party_book
from diplotrack.records import Party, Person, Record
from diplotrack.records.enumerations import PartyType
from diplotrack.store.unit_of_work import Work
from diplotrack.workspace.editing.completing import settle
from diplotrack.workspace.editing.draft import Draft, Fault, Newcomer, Place, Unsound

_SAYS_TYPE = (
    (PartyType.MINISTRY, re.compile(r"\b(?:minist\w*|department|agency|office)\b", re.IGNORECASE)),
    (PartyType.PARLIAMENT, re.compile(r"\b(?:parliament|assembly|senate|congress|duma)\b", re.IGNORECASE)),
    (PartyType.COMPANY, re.compile(r"\b(?:ltd|inc|plc|gmbh|llc|s\.?a|corp\w*|company)\.?$", re.IGNORECASE)),
)
"""Words that tell what kind of party a new one is; every country is in the ledger from its founding."""


def settle_newcomers(work: Work, draft: Draft) -> dict[Newcomer, int]:
    """The record that each name of the draft means: identifier by Newcomer.

    A name that stands in several drafts of one operation is added once. Raises Unsound where a name means nobody.
    """
    known: dict[Newcomer, int] = work.session.info.setdefault("newcomers", {})
    settled: dict[Newcomer, int] = {}
    faults: list[Fault] = []
    for where, values in _rows(draft):
        # A new person's delegation is settled before the person, who is added with it.
        for name, value in sorted(values.items(), key=lambda one: _is_person(one[1])):
            if not isinstance(value, Newcomer):
                continue
            if value not in known:
                try:
                    found = _found(work, value)
                except UserError as error:
                    faults.append(Fault((*where, name), error.sentence))
                    continue
                party = values.get("party_id") if where else None
                party = known.get(party) if isinstance(party, Newcomer) else party
                known[value] = found or work.add(_added(value, party)).id
            settled[value] = known[value]
    if faults:
        raise Unsound(faults)
    return settled


def _found(work: Work, newcomer: Newcomer) -> int | None:
    """Who bears the name already; None where somebody is to be added. Raises UserError where that is not clear."""
    if newcomer.is_new and newcomer.kind == "person":
        return None
    try:
        return settle(work.session, newcomer.kind, newcomer.name)
    except UserError:
        # "Congo" may be two that are there, and is no new one.
        if not newcomer.is_new or party_book(work.session).resolve(newcomer.name).candidates:
            raise
        return None


def _rows(draft: Draft) -> list[tuple[Place, dict[str, Any]]]:
    rows: list[tuple[Place, dict[str, Any]]] = [((), draft.values)]
    for name, part in draft.parts.items():
        rows += [((name, number), row.values) for number, row in enumerate(part)]
    return rows


def _is_person(value: Any) -> bool:
    return isinstance(value, Newcomer) and value.kind == "person"


def _added(newcomer: Newcomer, party: Any) -> Record:
    name = newcomer.name.strip()
    if newcomer.kind == "person":
        return Person(name=name, party_id=party if isinstance(party, int) else None)
    says = (kind for kind, pattern in _SAYS_TYPE if pattern.search(name))
    return Party(name=name, type=next(says, PartyType.ORGANIZATION))
