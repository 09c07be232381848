"""What is said of a file that is not read at all, whatever its form."""

from __future__ import annotations

from pathlib import Path

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, format_number
from diplotrack.exchange.limits import MEGABYTE


def unreadable(path: Path, error: OSError) -> UserError:
    """The sentence for a file that the system does not let anybody read."""
    sentence = _("“{file}” cannot be read: {why}. Check that you may open it.")
    return UserError(sentence.format(file=path.name, why=error.strerror or error))


def mind_size(path: Path, size: int, most: int, mend: str) -> None:
    """Raise UserError for a file of more bytes than that; ``mend`` is the sentence that says what to do about it."""
    if size > most:
        sentence = _("“{file}” has {size} megabytes; at most {most} are read. {mend}")
        has, most_read = format_number(size // MEGABYTE), format_number(most // MEGABYTE)
        raise UserError(sentence.format(file=path.name, size=has, most=most_read, mend=mend))
