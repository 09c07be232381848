"""Files that are nearly right, given to every reader of files from outside: ``python3 -m tests.soak.fuzzing``.

A reader may refuse a file in a sentence (UserError) or read it. Whatever else it does is found here: any other error, a
crash of the process, more than five seconds, and records that are there after an import that was refused. What did it
is kept in a folder, to be looked at and made a test of.

``--atheris NAME`` lets Google's Atheris choose the mutations by what code they reach; it is no dependency of the
project and goes into an environment of its own, beside the project's.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from diplotrack.base.errors import UserError

LONGEST = 5
"""Seconds of the processor that a reader may take for a small file."""
SILENT = 20
"""Seconds without any answer after which the process that reads is ended."""
TOKENS = (
    b"\x00", b"\xff", b"\r\n", b"\n\n", b"%s", b"<", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"{", b"}", b"\\",
    b"--", b"=?", b"?=", b"\xef\xbb\xbf", b"\xff\xfe", b"PK\x03\x04", b"obj", b"99999999999", b"-1", b"0000",
    b"10000", b"\xf0\x9f\x98\x80", b"BEGIN:", b"END:", b";", b":", b",", b'"', b"T", b"Z", b"\t", b"=", b"../",
    b"\xed\xa0\x80", b"1e999", b"NaN", b"[", b"]",
)  # fmt: skip
"""What breaks readers of one form or another."""

Reader = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Target:
    """One reader: files that it reads well, and what it is given them by. ``open`` is called once in each process."""

    name: str
    seeds: Callable[[], Sequence[bytes]]
    open: Callable[[], Reader]
    packed: bool = False
    """Whether its files are packed, so that their parts are mutated as well."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a reader did to a file that is kept under ``path``."""

    target: str
    what: str
    path: Path


# Mutations ------------------------------------------------------------------------------------------------------------


def mutated(seeds: Sequence[bytes], random: Random, packed: bool = False) -> bytes:
    """A file that is nearly one of these."""
    content = random.choice(seeds)
    if packed and random.random() < 0.8:
        return _repacked(content, random)
    return _mutated(content, seeds, random)


def _mutated(content: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    found = bytearray(content)
    for _time in range(random.choice((1, 1, 2, 3, 8))):
        start = random.randrange(len(found) + 1)
        end = min(len(found), start + random.choice((1, 1, 2, 4, 16, 100, 1000)))
        match random.randrange(8):
            case 0:
                del found[start:end]
            case 1:
                found[start:start] = random.choice(TOKENS)
            case 2:
                found[start:end] = random.choice(TOKENS)
            case 3:
                found[start:start] = found[start:end] * random.choice((1, 2, 50))
            case 4 if start < len(found):
                found[start] ^= 1 << random.randrange(8)
            case 5:
                found[start:end] = random.randbytes(end - start)
            case 6:
                other = random.choice(seeds)
                cut = random.randrange(len(other) + 1)
                found[start:] = other[cut:]
            case _:
                found[start:] = b""
    return bytes(found[: 1 << 20])


def _repacked(content: bytes, random: Random) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(held, "w") as new:
        entries = old.infolist()
        chosen = random.choice(entries)
        parts = [old.read(one) for one in entries]
        for entry, part in zip(entries, parts, strict=True):
            new.writestr(entry, _mutated(part, parts, random) if entry is chosen else part)
    return held.getvalue()


# Running --------------------------------------------------------------------------------------------------------------


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
    while time.monotonic() < end:
        counted.write_text("0")
        current.unlink(missing_ok=True)
        child = os.fork()
        if child == 0:
            try:
                _read_many(target, end, seed, current, counted)
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
        if len(faults) >= 10:
            break
    return count, faults


def _read_many(target: Target, end: float, seed: int, current: Path, counted: Path) -> None:
    """The life of a process that reads: until the end, or the first fault."""
    read, seeds, random, count = target.open(), target.seeds(), Random(seed), 0
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
        if count % 20 == 0:
            counted.write_text(str(count))
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


# The readers ----------------------------------------------------------------------------------------------------------


def _text() -> Reader:
    from diplotrack.exchange.texts.words import READERS, words_of

    def read(content: bytes) -> None:
        reader, _words = words_of(content, "file")
        assert reader in READERS

    return read


def importing(suffix: str, **options: Any) -> Callable[[], Reader]:
    """A reader that imports a file of that ending, and proves that a refused one left nothing."""

    def start() -> Reader:
        from sqlalchemy import func, select

        from diplotrack.records import KINDS
        from diplotrack.workspace import Workspace

        folder = Path(tempfile.mkdtemp(prefix="diplotrack-fuzz-"))
        workspace = Workspace.create(folder / "w.diplotrack", we="USA")
        path = folder / f"file{suffix}"

        def state() -> list[int]:
            with workspace.read() as session:
                counts = (select(func.count()).select_from(kind.__table__) for kind in KINDS.values())
                return [session.scalar(count) or 0 for count in counts]

        def read(content: bytes) -> None:
            path.write_bytes(content)
            before = state()
            try:
                result = workspace.exchange.import_file(path, **options)
            except UserError:
                assert state() == before, "records are there after a file was refused"
                raise
            if result.written and result.records:
                workspace.history.undo()

        return read

    return start


def planning(suffix: str) -> Callable[[], Reader]:
    """A reader that says what an import of a file of that ending would do: a hundred times as fast as doing it."""

    def start() -> Reader:
        from diplotrack.workspace import Workspace

        folder = Path(tempfile.mkdtemp(prefix="diplotrack-fuzz-"))
        workspace = Workspace.create(folder / "w.diplotrack", we="USA")
        path = folder / f"file{suffix}"

        def read(content: bytes) -> None:
            path.write_bytes(content)
            workspace.exchange.import_file(path, dry_run=True)

        return read

    return start


def _documents(*names: str) -> Callable[[], Sequence[bytes]]:
    def make() -> Sequence[bytes]:
        from tests.exchange.texts.corpus import DOCUMENTS

        return [DOCUMENTS[name]() for name in names]

    return make


def _calendars() -> Sequence[bytes]:
    from tests.exchange.calendars.corpus import CALENDARS

    return CALENDARS


def _cards() -> Sequence[bytes]:
    from tests.exchange.calendars.corpus import CARDS

    return CARDS


TARGETS: tuple[Target, ...] = (
    Target("docx", _documents("docx"), _text, packed=True),
    Target("odt", _documents("odt"), _text, packed=True),
    Target("pdf", _documents("pdf"), _text),
    Target("rtf", _documents("rtf", "wrapped"), _text),
    Target("html", _documents("html"), _text),
    Target("eml", _documents("eml", "html_mail"), _text),
    Target("msg", _documents("msg"), _text),
    Target("calendar", _calendars, planning(".ics")),
    Target("calendar_import", _calendars, importing(".ics", skip_bad_rows=True)),
    Target("cards", _cards, planning(".vcf")),
    Target("cards_import", _cards, importing(".vcf", skip_bad_rows=True)),
    Target("mail_import", _documents("eml", "mbox", "msg"), importing(".mbox")),
)
"""Every reader; whoever adds one adds it here."""


def main() -> int:
    """Fuzz all readers or some; 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument(
        "targets", nargs="*", help=f"readers (default all): {', '.join(one.name for one in TARGETS)}"
    )
    parser.add_argument("--seconds", type=float, default=60, help="for each reader (default 60)")
    parser.add_argument("--seed", type=int, default=20081231)
    parser.add_argument("--out", type=Path, default=None, help="where files that did harm are kept")
    parser.add_argument("--atheris", action="store_true", help="let Atheris mutate the files of one reader")
    options = parser.parse_args()
    chosen = [one for one in TARGETS if not options.targets or one.name in options.targets]
    folder = options.out or Path(tempfile.mkdtemp(prefix="diplotrack-fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    if options.atheris:
        return _by_atheris(chosen[0], options.seconds, folder)
    broken = 0
    for target in chosen:
        count, faults = fuzz(target, options.seconds, options.seed, folder)
        print(f"{target.name}: {count} files in {options.seconds:.0f} s, {len(faults)} faults", flush=True)
        for fault in faults:
            print(f"  {fault.path}: {fault.what.strip().splitlines()[-1]}")
        broken += len(faults)
    if not broken and options.out is None:
        shutil.rmtree(folder)
    return int(bool(broken))


def _by_atheris(target: Target, seconds: float, folder: Path) -> int:
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]  # of an environment of its own

    corpus = folder / f"{target.name}-corpus"
    corpus.mkdir(exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (corpus / f"seed{number}").write_bytes(seed)
    with atheris.instrument_imports(include=["diplotrack.exchange", "email", "olefile", "zipfile"]):
        read = target.open()
        for seed in target.seeds():
            with suppress(UserError):
                read(seed)  # readers load their modules when they first read

    def one(content: bytes) -> None:
        with suppress(UserError):
            read(content)

    limits = [f"-max_total_time={seconds:.0f}", f"-timeout={LONGEST}", "-rss_limit_mb=3000", "-max_len=20000"]
    atheris.Setup([sys.argv[0], str(corpus), f"-artifact_prefix={folder}/{target.name}-", *limits], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
