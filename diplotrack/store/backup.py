"""A backup is one file: a zip of the databases, of the wrapped key, and of a list of them with their hashes."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

from diplotrack import __version__
from diplotrack.base import clock
from diplotrack.base.errors import UserError
from diplotrack.base.i18n import _
from diplotrack.base.ident import new_uid
from diplotrack.base.progress import Progress, quiet
from diplotrack.store import atomic, drafts, faults
from diplotrack.store.engine import Driver, connect
from diplotrack.store.folder import Folder, remove_half_made, version_of
from diplotrack.store.ledger import Ledger
from diplotrack.store.opening import Ask, driver_of
from diplotrack.store.settings import NODE

LIST = "backup.json"
KEPT = ("ledger.db", "attachments.db", "drafts.db", "key.json")
"""What a backup may hold beside its list; nothing else is ever taken out of one."""

PIECE = 2**20
LARGEST_LIST = 2**16


def write(ledger: Ledger, target: Path, progress: Progress = quiet) -> int:
    """Back the workspace up into the file ``target`` and return its size in bytes; work may go on meanwhile.

    The copies are checked before they are packed and the file is read back before it takes its name.
    Raises UserError where the file exists or cannot be written, DamagedWorkspace where the ledger is not sound.
    """
    if target.exists():
        raise UserError(_("“{path}” exists already; choose another name for the backup.").format(path=target))
    if not target.parent.is_dir():
        sentence = _("The folder “{folder}” does not exist; make it or choose another one.")
        raise UserError(sentence.format(folder=target.parent))
    folder = ledger.folder
    drafts.put_aside_if_damaged(folder, ledger.driver)
    with (
        atomic.replacing(target) as part,
        tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as made,
    ):
        copies: dict[str, Path] = {}
        for done, name in enumerate(KEPT):
            progress(done, len(KEPT) + 1, name)
            source = folder.path / name
            if source.is_file():
                copies[name] = Path(made) / name
                if name == folder.key.name:
                    shutil.copyfile(source, copies[name])
                else:
                    _copy(source, copies[name], ledger)
        progress(len(KEPT), len(KEPT) + 1, target.name)
        _pack(part, copies, folder)
        _read_back(part)
    return target.stat().st_size


def _copy(source: Path, target: Path, ledger: Ledger) -> None:
    mode = "immutable" if ledger.is_read_only else "rw"
    with (
        faults.told(ledger.folder.path),
        closing(connect(source, mode, ledger.driver)) as original,
        closing(connect(target, "rwc", ledger.driver)) as copy,
    ):
        # All pages in one step: in smaller ones a busy writer could make it begin again for ever.
        original.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")
        if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise faults.damaged(ledger.folder.path)


def _pack(target: Path, copies: dict[str, Path], folder: Folder) -> None:
    files = {}
    for name, path in copies.items():
        with path.open("rb") as stream:
            files[name] = {
                "sha256": hashlib.file_digest(stream, "sha256").hexdigest(),
                "size": path.stat().st_size,
            }
    about = {
        "format": 1,
        "diplotrack": __version__,
        "made_at": clock.now().isoformat(timespec="seconds"),
        "encrypted": folder.is_encrypted,
        "files": files,
    }
    # What is encrypted does not shrink.
    method = zipfile.ZIP_STORED if folder.is_encrypted else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(target, "w", method, compresslevel=1) as archive:
        archive.writestr(LIST, json.dumps(about, indent=2))
        for name, path in copies.items():
            archive.write(path, name)


def _read_back(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for name, expected in _contents(archive, path).items():
            _unpack(archive, name, expected, None, path)


def _no_backup(path: Path) -> UserError:
    sentence = _("“{path}” is no sound backup made by “diplotrack backup”; choose another one.")
    return UserError(sentence.format(path=path))


def _contents(archive: zipfile.ZipFile, path: Path) -> dict[str, dict[str, Any]]:
    """The files of a backup with hash and size. Raises UserError for anything that we did not write."""
    names = archive.namelist()
    if LIST not in names or len(set(names)) != len(names) or archive.getinfo(LIST).file_size > LARGEST_LIST:
        raise _no_backup(path)
    about = json.loads(archive.read(LIST))
    if not isinstance(about, dict) or about.get("format") != 1:
        if isinstance(about, dict) and isinstance(about.get("format"), int) and about["format"] > 1:
            sentence = _("“{path}” was made by a newer Diplotrack; update this one to restore it.")
            raise UserError(sentence.format(path=path))
        raise _no_backup(path)
    files: dict[str, dict[str, Any]] = about["files"]
    listed = set(files)
    if listed != set(names) - {LIST} or not listed <= set(KEPT) or "ledger.db" not in listed:
        raise _no_backup(path)
    if any(archive.getinfo(name).file_size != int(one["size"]) for name, one in files.items()):
        raise _no_backup(path)
    return files


def _unpack(
    archive: zipfile.ZipFile, name: str, expected: dict[str, Any], target: Path | None, path: Path
) -> None:
    digest, left = hashlib.sha256(), int(expected["size"])
    with archive.open(name) as stream:
        sink = target.open("xb") if target else None
        try:
            # Never more than was announced: a small file may claim to grow without end.
            while left >= 0 and (piece := stream.read(PIECE)):
                left -= len(piece)
                digest.update(piece)
                if sink is not None:
                    sink.write(piece)
        finally:
            if sink is not None:
                sink.close()
    if left != 0 or digest.hexdigest() != expected["sha256"]:
        raise _no_backup(path)


def restore(source: Path, target: Path, passphrase: Ask | None = None, progress: Progress = quiet) -> None:
    """Make the workspace folder ``target`` out of a backup; as another copy of the ledger it takes a new node id.

    Raises UserError where the folder is taken or the file is no sound backup, WrongPassphrase; leaves nothing then.
    """
    if not source.is_file():
        raise UserError(_("There is no file “{path}”; give the path of a backup.").format(path=source))
    folder = Folder(target)
    folder.make()
    try:
        try:
            with zipfile.ZipFile(source) as archive:
                files = _contents(archive, source)
                _need_room(folder, sum(int(one["size"]) for one in files.values()))
                for done, (name, expected) in enumerate(files.items()):
                    progress(done, len(files), name)
                    _unpack(archive, name, expected, folder.path / name, source)
                    (folder.path / name).chmod(0o600)
        except (zipfile.BadZipFile, KeyError, TypeError, ValueError, NotImplementedError, EOFError) as error:
            raise _no_backup(source) from error
        driver = driver_of(folder, passphrase)
        version_of(folder, driver)
        _begin_as_another(folder, driver)
    except BaseException:
        remove_half_made(folder)
        raise


def _need_room(folder: Folder, size: int) -> None:
    if size > shutil.disk_usage(folder.path).free:
        sentence = _("The disk has no room for the workspace ({size} MB); free some space and try again.")
        raise UserError(sentence.format(size=size // 10**6 + 1))


def _begin_as_another(folder: Folder, driver: Driver) -> None:
    with faults.told(folder.path), closing(connect(folder.ledger, "rw", driver)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(
            "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (NODE, json.dumps(new_uid().hex()))
        )
