"""One command line from start to exit code: every way in which it can end is here."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress

import click

from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _, current_locale, using_locale
from diplotrack.base.progress import Cancelled
from diplotrack.cli.call import Call
from diplotrack.cli.registry import diplotrack

DONE, FOUND, WRONG, FAULT, INTERRUPTED, UNREAD = 0, 1, 2, 3, 130, 141


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; never raises but for what is no exception of a program."""
    _speak_unicode()
    call = Call()
    try:
        # A command may change to the locale of its workspace; the caller gets its own back.
        with using_locale(current_locale()):
            answer = _invoke(sys.argv[1:] if arguments is None else list(arguments), call)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return WRONG
    except UserError as error:
        print(error.sentence, file=sys.stderr)
        return WRONG
    except (click.Abort, KeyboardInterrupt, Cancelled):
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_the_pipe()
        return UNREAD
    except Exception as error:  # noqa: BLE001 - the one place where a fault of ours ends: logged, then told
        print(_told(error), file=sys.stderr)
        return FAULT
    finally:
        call.close()
    return answer if isinstance(answer, int) else DONE


def _invoke(arguments: list[str], call: Call) -> object:
    """What click's own ``main`` does, less its private ways of ending on a closed pipe or an interrupt."""
    if os.environ.get("_DIPLOTRACK_COMPLETE"):
        return diplotrack.main(args=arguments, prog_name="diplotrack", standalone_mode=False)
    try:
        with diplotrack.make_context("diplotrack", arguments, obj=call) as context:
            return diplotrack.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code


def _speak_unicode() -> None:
    """A terminal that lacks a character shows a substitute; it does not end the command."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a test's stream may lack it


def _let_go_of_the_pipe() -> None:
    """Let Python's own flush at exit go nowhere instead of complaining once more."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(error: Exception) -> str:
    """Write the traceback into the log and say where; where the log cannot be written, the traceback itself."""
    from diplotrack.base.clock import now
    from diplotrack.base.paths import log_folder

    details = "".join(traceback.format_exception(error))
    log = log_folder() / "diplotrack.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as stream:
            stream.write(f"{now().isoformat()} {sys.argv[1:2]}\n{details}\n")
    except OSError:
        return details
    sentence = _("Diplotrack made a mistake ({error}) and stopped; the details are in “{log}”.")
    return sentence.format(error=type(error).__name__, log=log)
