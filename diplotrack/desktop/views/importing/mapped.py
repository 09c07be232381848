"""A mapping changed in what the page can change of it beyond its own methods."""

from __future__ import annotations

from dataclasses import replace

from diplotrack.exchange.mapping.mapping import Mapping
from diplotrack.exchange.mapping.targets import Use


def unsettled(mapping: Mapping, column: str, written: str) -> Mapping:
    """The same with nothing said any more about whom a name of a column means."""
    uses = [
        replace(use, aliases={name: meant for name, meant in use.aliases.items() if name != written})
        for use in mapping.of(column)
    ]
    return mapping.with_use(*uses)


def with_unknown(mapping: Mapping, column: str, unknown: str) -> Mapping:
    """The same with names of a column that nobody is known by made new ("create"), left out ("note") or asked about
    ("error")."""
    uses = [
        replace(use, unknown=unknown) if use.target is not None and use.target.use is Use.NAME else use
        for use in mapping.of(column)
    ]
    return mapping.with_use(*uses)
