"""Everything a developer or a newcomer does with a checkout, in one command: `python3 packaging/dev.py run`.

Standard library only. This file must be readable by any Python 3, so that an old one is told what to do in
a sentence; the rest lives in the modules beside it.
"""

import os
import shutil
import sys

OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")


def too_old(version, which=shutil.which):
    """The sentence for a Python `version` (major, minor) that is too old, or None where it will do."""
    if tuple(version[:2]) >= OLDEST:
        return None
    sentence = "Diplotrack needs Python 3.11 or newer, and this is Python {}.{}.".format(*version[:2])
    for name in NEWER:
        if which(name):
            return sentence + " You have a newer one, so type: " + name + " packaging/dev.py " + "run"
    return sentence + " Install one from https://www.python.org/downloads/ or your system's packages."


def main():
    """Hand over to the commands, once this Python is known to be able to read them."""
    sentence = too_old(sys.version_info)
    if sentence:
        sys.stderr.write(sentence + "\n")
        return 2
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import commands

    return commands.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
