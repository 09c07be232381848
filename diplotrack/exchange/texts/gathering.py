"""What all readers of documents do alike: take up paragraphs until there are enough, and say what is wrong."""

from __future__ import annotations

from collections.abc import Iterable

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, format_number
from diplotrack.exchange.limits import LONGEST_TEXT
from diplotrack.store.passages import paragraphs


def gathered(texts: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paragraphs of these texts, and a sentence where they were too many. The rest is not even asked for."""
    found: list[str] = []
    room = LONGEST_TEXT
    for text in texts:
        for one in paragraphs(text[: room + 1]):
            found.append(one)
            room -= len(one)
        if room < 0:
            found[-1] = found[-1][:room] if len(found[-1]) > -room else ""
            sentence = _("Only the first {n} characters were read.")
            return tuple(one for one in found if one), (sentence.format(n=format_number(LONGEST_TEXT)),)
    return tuple(found), ()


def damaged(name: str) -> UserError:
    """The sentence for a document that its own program wrote otherwise, or nobody did."""
    sentence = _("“{file}” is a damaged document. Open it in a word processor and save it again.")
    return UserError(sentence.format(file=name))


def protected(name: str) -> UserError:
    """The sentence for a document that asks for a password."""
    sentence = _("“{file}” is protected by a password. Open it, and save a copy without one.")
    return UserError(sentence.format(file=name))


def too_large(name: str) -> UserError:
    """The sentence for a document that unpacks into far more than words."""
    sentence = _("“{file}” unpacks into far more than a text. Save its words as TXT.")
    return UserError(sentence.format(file=name))
