"""Readers under watch, in a process of their own, and what is kept of a file with which one did what it may not."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import tempfile
import time
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from diplotrack.base.errors import UserError
from tests.soak.fuzzing.mutating import mutated
from tests.soak.fuzzing.target import Reader, Target

LONGEST = 5
"""Seconds of the processor that a reader may take for a small file."""
SILENT = 20
"""Seconds without any answer after which the process that reads is ended."""
MOST = 10
"""Faults of one reader after which it is left alone."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a reader did to a file that is kept under ``path``."""

    target: str
    what: str
    path: Path


class _TooLong(Exception):
    """A reader was still reading."""


def _ring(_signal: int, _frame: object) -> None:
    raise _TooLong


def judged(read: Reader, content: bytes) -> str:
    """What was wrong with how a file was read; "" where nothing was. Only for the main thread of a process."""
    signal.signal(signal.SIGPROF, _ring)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        read(content)
    except UserError:
        return ""
    except _TooLong:
        return f"more than {LONGEST} seconds"
    except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
        return traceback.format_exc(limit=-6)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return ""


def fuzz(target: Target, seconds: float, seed: int, folder: Path) -> tuple[int, list[Fault]]:
    """Read mutated files for so long; return how many, and what went wrong. Each kind of error is told once."""
    end, count, faults = time.monotonic() + seconds, 0, list[Fault]()
    current, counted = folder / f"{target.name}.now", folder / f"{target.name}.count"
    own = folder / f"{target.name}.own"
    while time.monotonic() < end:
        counted.write_text("0")
        current.unlink(missing_ok=True)
        shutil.rmtree(own, ignore_errors=True)
        own.mkdir()
        child = os.fork()
        if child == 0:
            try:
                _read_many(target, own, end, seed, current, counted)
            except BaseException:  # noqa: BLE001 - of this module's own making; a process that forked must not go on
                counted.write_text(f"0\n{traceback.format_exc()}")
            finally:
                os._exit(0)
        died = _waited_for(child, current, end)
        done, *told = counted.read_text().split("\n", 1)
        count += int(done)
        seed += 1
        content = current.read_bytes() if current.exists() else b""
        if died:
            faults.append(_kept(target, died, content, folder))
        elif told:
            faults.append(_kept(target, told[0], content, folder))
        if len(faults) >= MOST:
            break
    for left in (current, counted):
        left.unlink(missing_ok=True)
    shutil.rmtree(own, ignore_errors=True)
    return count, faults


def fuzz_each(targets: Sequence[Target], seconds: float, seed: int, folder: Path) -> int:
    """Fuzz some readers for so long each, and say what was found; return of how many faults."""
    broken = 0
    for target in targets:
        count, faults = fuzz(target, seconds, seed, folder)
        print(f"{target.name}: {count} files in {seconds:.0f} s, {len(faults)} faults", flush=True)
        for fault in faults:
            print(f"  {fault.path}: {fault.what.strip().splitlines()[-1]}", flush=True)
        broken += len(faults)
    return broken


def _read_many(target: Target, own: Path, end: float, seed: int, current: Path, counted: Path) -> None:
    """The life of a process that reads: until the end, or the first fault."""
    tempfile.tempdir = str(own)  # what a reader that is killed leaves behind goes with the folder
    read, seeds, random, count = target.open(own), target.seeds(), Random(seed), 0
    with suppress(UserError):
        read(seeds[0])  # the first file of a process waits for modules and tables to be loaded
    while time.monotonic() < end:
        content = mutated(seeds, random, target.packed)
        current.write_bytes(content)
        what = judged(read, content)
        count += 1
        if what:
            counted.write_text(f"{count}\n{what}")
            return
        counted.write_text(str(count))


def _waited_for(child: int, current: Path, end: float) -> str:
    """Wait until a process has ended; "" where it ended by itself, else how."""
    while True:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else ""
        age = time.time() - current.stat().st_mtime if current.exists() else 0
        if age > SILENT and time.monotonic() < end + SILENT:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return f"silent for {SILENT} seconds"
        time.sleep(0.2)


def _kept(target: Target, what: str, content: bytes, folder: Path) -> Fault:
    path = folder / f"{target.name}-{hashlib.sha256(content).hexdigest()[:12]}"
    path.write_bytes(content)
    path.with_suffix(".txt").write_text(what)
    return Fault(target.name, what, path)
