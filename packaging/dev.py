"""Everything a developer or a newcomer does with a checkout, in one command: `python3 packaging/dev.py run`.

Standard library only. This file must be readable by any Python 3, so that an old one is told what to do in
a sentence; the rest lives in the modules beside it.
"""

import shutil
import sys
from pathlib import Path

OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")


def too_old(version: "tuple[int, ...]", arguments: str = "run") -> "str | None":
    """The sentence for a Python `version` that is too old for us, or None where it will do.

    The types are in quotes, and the words put together the old way, so that an old Python reads this far.
    """
    if version >= OLDEST:
        return None
    sentence = "Diplotrack needs Python 3.11 or newer, and this is Python {}.{}.".format(*version)
    for name in NEWER:
        if shutil.which(name):
            return sentence + " You have a newer one, so type: " + name + " packaging/dev.py " + arguments
    return sentence + " Install one from https://www.python.org/downloads/ or your system's packages."


def main() -> int:
    """Hand over to the commands, once this Python is known to be able to read them."""
    sentence = too_old(sys.version_info[:2], " ".join(sys.argv[1:]))
    if sentence:
        sys.stderr.write(sentence + "\n")
        return 2
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    import commands

    return commands.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
