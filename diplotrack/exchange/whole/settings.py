"""Settings of a ledger on their way in: the form that the application takes for granted, proven."""

from __future__ import annotations

import json
import re
from typing import Any

from diplotrack.base.dates import zone_named
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.markings import scheme_named
from diplotrack.exchange.whole.forms import Unfit, cut
from diplotrack.store.settings import DEFAULTS

LONGEST_KEY = 64
HEAD = "history.head"
_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_DIGEST = re.compile(r"[0-9a-f]{64}")


def checked(key: str, value: Any) -> Any:
    """The value of a setting. Raises Unfit where it is not of the form of its default, or means nothing here."""
    if len(key) > LONGEST_KEY or not _KEY.fullmatch(key):
        raise Unfit(_("this is no name of a setting"))
    if value is None or (key in DEFAULTS and type(value) is not type(DEFAULTS[key])):
        raise Unfit(_("“{value}” does not fit").format(value=cut(json.dumps(value))))
    try:
        if key == "marking_scheme":
            scheme_named(value)
        if key == "zone" and value:
            zone_named(value)
    except UserError as error:
        raise Unfit(error.sentence.rstrip(".")) from error
    if key == HEAD and not _is_head(value):
        raise Unfit(_("“{value}” does not fit").format(value=cut(json.dumps(value))))
    return value


def _is_head(value: Any) -> bool:
    """Whether the end of the history is named as the chain has it."""
    if type(value) is not dict or type(value.get("digest")) is not str or type(value.get("count")) is not int:
        return False
    return _DIGEST.fullmatch(value["digest"]) is not None
