"""The developer's command says what it needs in one sentence, and does nothing twice."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

House = Callable[[str], ModuleType]


def test_an_old_python_gets_a_sentence(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    dev = house("dev")
    monkeypatch.setenv("PATH", "")
    assert dev.too_old((3, 10)).startswith(
        "Diplotrack needs Python 3.11 or newer, and this is Python 3.10. Install"
    )
    assert dev.too_old((3, 11)) is None


def test_an_old_python_is_told_of_a_newer_one(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = tmp_path / ("python3.12.exe" if os.name == "nt" else "python3.12")
    newer.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert house("dev").too_old((3, 9), "test").endswith("so type: python3.12 packaging/dev.py test")


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        (["run"], ("run", [])),
        (["test", "-x", "tests/base"], ("test", ["-x", "tests/base"])),
        (["test", "--", "-k", "dates"], ("test", ["-k", "dates"])),
        (["run", "--", "-w", "desk", "check"], ("run", ["-w", "desk", "check"])),
        (["build", "--frozen"], ("build", ["--frozen"])),
    ],
)
def test_arguments_are_passed_on(house: House, typed: list[str], understood: tuple[str, list[str]]) -> None:
    assert house("commands").parse(typed) == understood


def test_an_unknown_command_ends_with_two(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        house("commands").parse(["fly"])
    assert end.value.code == 2
    assert "invalid choice: 'fly'" in capsys.readouterr().err


def test_what_stands_in_the_way_is_told_without_a_traceback(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").touch()
    monkeypatch.setenv("DIPLOTRACK_VENV", str(tmp_path))
    assert house("commands").main(["test"]) == 2
    told = capsys.readouterr().err
    assert told.strip().endswith("or name another folder in DIPLOTRACK_VENV.")
    assert (tmp_path / "letter.txt").exists()


def test_the_environment_can_be_elsewhere(house: House, tmp_path: Path) -> None:
    environment = house("environment")
    assert environment.folder({}) == environment.ROOT / ".venv"
    assert environment.folder({"DIPLOTRACK_VENV": str(tmp_path)}) == tmp_path


def test_the_stamp_holds_until_the_lock_changes(house: House, tmp_path: Path) -> None:
    environment = house("environment")
    lock = tmp_path / "requirements.lock"
    lock.write_text("click==8.5.1\n")
    before = environment.fingerprint(tmp_path, lock)
    assert environment.fingerprint(tmp_path, lock) == before
    lock.write_text("click==8.5.2\n")
    assert environment.fingerprint(tmp_path, lock) != before


def test_an_environment_is_ready_when_python_and_stamp_are_there(house: House, tmp_path: Path) -> None:
    environment = house("environment")
    python = environment.interpreter(tmp_path)
    python.parent.mkdir(parents=True)
    python.touch()
    assert not environment.is_ready(tmp_path)
    environment.stamp(tmp_path).write_text(environment.fingerprint(tmp_path))
    assert environment.is_ready(tmp_path)
    python.unlink()
    assert not environment.is_ready(tmp_path)


def test_a_python_without_venv_is_told_the_package(house: House) -> None:
    assert house("environment").without_ensurepip((3, 11)).endswith("sudo apt-get install -y python3.11-venv")


def test_missing_libraries_are_found(house: House) -> None:
    assert house("qtlibs").missing(
        ["libEGL.so.1", "libnothing.so.9"], lambda name: "nothing" not in name
    ) == ["libnothing.so.9"]


def test_a_debian_is_told_the_apt_command(house: House) -> None:
    sentence = house("qtlibs").sentence(
        ["libEGL.so.1", "libxcb-cursor.so.0"], {"apt-get": "/usr/bin/apt-get"}.get
    )
    assert sentence == (
        "Qt cannot start without libEGL.so.1, libxcb-cursor.so.0."
        " Type: sudo apt-get update && sudo apt-get install -y libegl1 libxcb-cursor0"
    )


def test_a_fedora_is_told_the_dnf_command(house: House) -> None:
    sentence = house("qtlibs").sentence(["libEGL.so.1"], {"dnf": "/usr/bin/dnf"}.get)
    assert "Type: sudo dnf install 'libEGL.so.1" in sentence


def test_another_system_is_told_the_names(house: House) -> None:
    sentence = house("qtlibs").sentence(["libEGL.so.1"], {}.get)
    assert (
        sentence
        == "Qt cannot start without libEGL.so.1: install your system's packages for them, then try again."
    )


@pytest.mark.parametrize(
    ("environ", "cursor", "wayland"),
    [
        ({}, False, False),
        ({"DISPLAY": ":0"}, True, False),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}, False, True),
    ],
)
def test_a_display_decides_which_libraries_are_wanted(
    house: House, environ: dict[str, str], cursor: bool, wayland: bool
) -> None:
    libraries = house("qtlibs").wanted(environ, "linux")
    assert "libEGL.so.1" in libraries
    assert ("libxcb-cursor.so.0" in libraries, "libwayland-client.so.0" in libraries) == (cursor, wayland)


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_bring_what_qt_needs(house: House, platform: str) -> None:
    qtlibs = house("qtlibs")
    assert qtlibs.wanted({}, platform) == {}
    assert qtlibs.has_display({}, platform)


def test_without_a_display_the_sample_is_printed(house: House) -> None:
    done = [arguments for _, arguments, _ in house("sample").steps()]
    assert done[0][0] == "new"
    assert [next(word for word in arguments[2:]) for arguments in done[1:]] == [
        "check", "brief", "report", "--snapshot",
    ]  # fmt: skip


def test_the_lock_names_no_host_and_hashes_everything(project_root: Path) -> None:
    lines = (project_root / "packaging" / "requirements.lock").read_text().splitlines()
    pinned = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert pinned
    assert all(line.endswith("\\") and "==" in line for line in pinned)
    assert not [line for line in lines if "://" in line or "--index" in line or "--find-links" in line]


@pytest.mark.skipif(os.name == "nt", reason="the continuous check runs in bash")
def test_the_continuous_check_is_the_readmes_test_command(project_root: Path) -> None:
    command = "python3 packaging/dev.py test"
    script = project_root / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text().splitlines()[-1] == command
    assert command in (project_root / "README.md").read_text(encoding="utf-8")


def test_help_lists_every_command(project_root: Path) -> None:
    command = [sys.executable, "packaging/dev.py", "--help"]
    answer = subprocess.run(command, cwd=project_root, capture_output=True, text=True, check=True)
    for name in ("run", "test", "bench", "soak", "lint", "build", "lock", "screenshots"):
        assert f"\n  {name} " in answer.stdout


def test_only_fonts_that_are_not_there_are_asked_for(house: House) -> None:
    fonts = house("fonts")
    assert fonts.absent(lambda language: language == "ja") == ["fonts-noto-core"]
    assert fonts.absent(lambda _language: True) == []
    assert fonts.absent(lambda _language: False) == ["fonts-noto-cjk", "fonts-noto-core"]
