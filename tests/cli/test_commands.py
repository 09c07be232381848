"""The commands: what they answer, where, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diplotrack.cli.registry import COMMANDS, diplotrack
from tests.cli.conftest import Run


def test_every_command_has_help_with_an_example(run: Run) -> None:
    for name in COMMANDS:
        answer = run(name, "--help")
        assert answer.code == 0, name
        assert "Example:" in answer.out, name
        assert f"{name}" in answer.out, name


def test_help_lists_all_commands(run: Run) -> None:
    answer = run("--help")
    assert answer.code == 0
    assert all(f"\n  {name} " in answer.out for name in COMMANDS)


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out == "diplotrack 0.1.0\n"


def test_every_command_in_the_registry_is_there() -> None:
    import click

    context = click.Context(diplotrack)
    assert all(diplotrack.get_command(context, name) for name in COMMANDS)
    assert diplotrack.get_command(context, "nonsense") is None


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["search"],
        ["check", "--severity", "dreadful"],
        ["search", "x", "--limit", "none"],
        ["--nonsense"],
        ["report", "nonsense", "-o", "x.pdf"],
        ["completion", "cmd"],
    ],
)
def test_wrong_use_ends_with_2_and_says_so_on_standard_error(run: Run, arguments: list[str]) -> None:
    answer = run(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["show", "nonsense", "00"], "is no kind of record"),
        (["show", "engagement", "xyz"], "is no identifier"),
        (["show", "engagement", "00" * 16], "There is no engagement"),
        (["show", "party", "Ruritania"], "Ruritania"),
        (["history", "xyz"], "is no identifier"),
        (["history", "00" * 16], "There is no record"),
        (["search", "x", "--kind", "nonsense"], "is no kind of record"),
        (["search", "x", "--max-marking", "NONSENSE"], "is no marking"),
        (["search", "x", "--release-to", "Ruritania"], "Ruritania"),
        (["check", "--rule", "R999"], "R999"),
        (["export", "engagement", "-o", "x.doc"], "has no format"),
        (["export", "all", "-o", "x.csv"], "one kind"),
        (["export", "nonsense", "-o", "x.csv"], "is no kind of record"),
        (["export", "participant", "-o", "x.csv"], "is part of another kind"),
        (["export", "all", "-o", "x.json", "--where", "city=Paris"], "one kind"),
        (["export", "engagement", "-o", "x.csv", "--where", "city"], "is no filter"),
        (["export", "engagement", "-o", "x.csv", "--where", "colour=red"], "is no field"),
        (["export", "engagement", "-o", "x.csv", "--where", "format=tea"], "does not fit"),
        (["export", "engagement", "-o", "x.csv", "--where", "starts_on>=soon"], "is no date"),
        (["export", "engagement", "-o", "x.csv", "--where", "partners=Ruritania"], "Ruritania"),
        (["export", "engagement", "-o", "/absent/folder/x.csv"], "does not exist"),
        (["import", "absent.csv"], "absent.csv"),
        (["import", "x.csv", "--profile", "a", "--map", "b.toml"], "not both"),
        (["brief", "Ruritania", "-o", "x.pdf"], "Ruritania"),
        (["brief", "FRA", "-o", "x.odt"], "x.odt"),
        (["redo"], "nothing to redo"),
        (["trash", "restore", "party", "FRA"], "does not lie in the trash"),
        (["rules", "set", "R999.days", "3"], "no threshold"),
        (["rules", "set", "R13.days_high", "many"], "no whole number"),
        (["settings", "set", "colour", "red"], "is no setting"),
        (["settings", "set", "zone", "Mars"], "no time zone"),
        (["settings", "set", "duty_from", "soon"], "is no day"),
        (["settings", "set", "weekend", "9"], "weekend"),
        (["settings", "set", "we", "Ruritania"], "Ruritania"),
        (["settings", "set", "locale", "xx_nonsense"], "no language"),
        (["settings", "set", "marking_scheme", "none"], "no marking scheme"),
        (["passphrase"], "is not encrypted"),
        (["decrypt"], "is not encrypted"),
        (["encrypt"], "DIPLOTRACK_PASSPHRASE_FILE"),
        (["restore", "absent.backup", "-w", "new.diplotrack"], "absent.backup"),
        (["new", "embassy.diplotrack/ledger.db", "--no-encryption"], "exists already"),
    ],
)
def test_bad_input_ends_with_2_and_one_sentence(
    run: Run, embassy: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(embassy.parent)
    answer = run(*arguments)
    assert (answer.code, answer.out) == (2, ""), answer
    assert told in answer.err
    assert answer.err.count("\n") == 1
    assert sorted(path.name for path in embassy.parent.iterdir()) == ["embassy.diplotrack"]


def test_without_a_workspace_the_option_is_named(run: Run) -> None:
    answer = run("stats")
    assert answer.code == 2
    assert "-w FOLDER" in answer.err
    assert "DIPLOTRACK_WORKSPACE" in answer.err


@pytest.mark.parametrize("order", [["-w", "{}", "--json", "stats"], ["stats", "-w", "{}", "--json"]])
def test_global_options_stand_before_or_after(
    run: Run, embassy: Path, monkeypatch: pytest.MonkeyPatch, order: list[str]
) -> None:
    monkeypatch.delenv("DIPLOTRACK_WORKSPACE")
    answer = run(*(one.format(embassy) for one in order))
    assert answer.code == 0, answer.err
    assert answer.json["records"]["engagement"] == 1


def test_search_answers_in_the_agreed_shape(run: Run, embassy: Path) -> None:
    answer = run("search", "reform", "--json")
    (hit,) = answer.json["results"]
    assert list(hit) == ["kind", "uid", "title", "date", "passage"]
    assert (hit["kind"], hit["title"], hit["date"]) == ("engagement", "=Summit on the reform", "2008-04-02")


def test_a_search_without_results_is_no_error(run: Run, embassy: Path) -> None:
    assert run("search", "nonsense", "--json").json == {"results": []}
    assert run("search", "nonsense").code == 0


def test_a_search_under_a_ceiling_leaves_out_what_is_unmarked(run: Run, embassy: Path) -> None:
    assert len(run("search", "paris", "--kind", "engagement", "--json").json["results"]) == 1
    assert run("search", "dues", "--max-marking", "PUBLIC", "--json").json == {"results": []}


def test_show_takes_the_identifier_of_search(run: Run, embassy: Path) -> None:
    uid = run("search", "reform", "--json").json["results"][0]["uid"]
    found = run("show", "engagement", uid, "--json").json
    assert found["city"] == "Paris"
    assert found["engagement_party"][0]["party_id"]["name"] == "France"
    assert "agreed" in found["texts"]["summary"]
    assert "Summit" in run("show", "engagement", uid).out


def test_show_takes_a_party_by_code(run: Run, embassy: Path) -> None:
    assert run("show", "party", "FRA", "--json").json["name"] == "France"


def test_history_tells_the_operations(run: Run, embassy: Path) -> None:
    operations = [one["operation"] for one in run("history", "--json").json["history"]]
    assert operations[:2] == ["Add commitment", "Log engagement"]
    uid = run("search", "dues", "--json").json["results"][0]["uid"]
    assert run("history", uid, "--json").json["history"][0]["operation"] == "Add commitment"


def test_undo_and_redo_lead_back(run: Run, embassy: Path) -> None:
    before = run("stats", "--content", "--json").json
    assert run("undo").out == "Undone: Add commitment.\n"
    assert run("stats", "--json").json["records"]["commitment"] == 0
    assert run("redo", "--json").json["operation"] == "Add commitment"
    after = run("stats", "--content", "--json").json
    assert after["content"] == before["content"]
    assert after["history"] != before["history"]


def test_a_record_goes_into_the_trash_and_comes_back(run: Run, embassy: Path) -> None:
    uid = run("search", "dues", "--json").json["results"][0]["uid"]
    assert run("trash", "put", "commitment", uid).code == 0
    assert run("search", "dues", "--json").json == {"results": []}
    assert [one["uid"] for one in run("trash", "--json").json["trash"]] == [uid]
    assert run("trash", "put", "commitment", uid).code == 2
    assert run("trash", "restore", "commitment", uid).code == 0
    assert run("trash", "--json").json == {"trash": []}
    assert len(run("search", "dues", "--json").json["results"]) == 1


def test_check_ends_with_1_where_it_finds_gaps(run: Run, embassy: Path) -> None:
    answer = run("check", "--json")
    found = answer.json
    assert list(found) == ["checked_at", "rules", "findings"]
    assert answer.code == (1 if found["findings"] else 0)


def test_a_threshold_is_set_and_taken_back(run: Run, embassy: Path) -> None:
    rule = next(one for one in run("rules", "--json").json["rules"] if one["thresholds"])
    key, kept = next(iter(rule["thresholds"].items()))
    assert run("rules", "set", key, str(kept["default"] + 7), "--json").json["value"] == kept["default"] + 7
    assert run("rules", "set", key, "default", "--json").json["value"] == kept["default"]


def test_settings_are_set_and_taken_back(run: Run, embassy: Path) -> None:
    assert run("settings", "set", "weekend", "4,5", "--json").json["value"] == [4, 5]
    assert run("settings", "set", "weekend", "", "--json").json["value"] == [5, 6]
    assert run("settings", "set", "zone", "Asia/Tokyo").code == 0
    assert run("settings", "--json").json["settings"]["zone"] == "Asia/Tokyo"


def test_another_we_turns_commitments_round(run: Run, embassy: Path) -> None:
    uid = run("search", "dues", "--json").json["results"][0]["uid"]
    assert run("show", "commitment", uid, "--json").json["direction"] == "theirs"
    run("settings", "set", "we", "France")
    assert run("show", "commitment", uid, "--json").json["direction"] == "ours"


def test_profiles_are_listed_without_a_workspace(run: Run) -> None:
    assert "state-visits" in [one["profile"] for one in run("profiles", "--json").json["profiles"]]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_completion(run: Run, shell: str) -> None:
    assert "_DIPLOTRACK_COMPLETE" in run("completion", shell).out


def test_a_workspace_is_made(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new.diplotrack"
    answer = run("new", path, "--we", "JPN", "--no-encryption", "--json")
    assert answer.json["encrypted"] is False
    assert answer.json["records"]["party"] > 250
    assert run("-w", path, "settings", "--json").json["settings"]["we"] == "JPN"


def test_an_unknown_government_leaves_no_half_made_workspace(run: Run, tmp_path: Path) -> None:
    answer = run("new", tmp_path / "new.diplotrack", "--we", "Ruritania", "--no-encryption")
    assert answer.code == 2
    assert not (tmp_path / "new.diplotrack").exists()


def test_nothing_asks_for_a_passphrase_without_a_terminal(run: Run, tmp_path: Path) -> None:
    answer = run("new", tmp_path / "new.diplotrack", "--we", "USA")
    assert answer.code == 2
    assert "--no-encryption" in answer.err
    assert not (tmp_path / "new.diplotrack").exists()


def test_backup_restore_and_verify(run: Run, embassy: Path, tmp_path: Path) -> None:
    before = run("stats", "--content", "--json").json
    assert run("backup", tmp_path / "e.backup", "--json").json["history"] == before["history"]
    again = tmp_path / "again.diplotrack"
    assert run("restore", tmp_path / "e.backup", "-w", again).code == 0
    assert run("-w", again, "stats", "--content", "--json").json["content"] == before["content"]
    assert run("-w", again, "verify", "--json").json["sound"] is True


def test_verify_ends_with_2_on_damage_and_salvage_saves_the_rest(run: Run, embassy: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(embassy / "ledger.db")) as connection:
        connection.execute("DELETE FROM engagement")
        connection.commit()
    answer = run("verify", "--json")
    assert answer.code == 2
    assert answer.json["sound"] is False
    saved = run("salvage", "--json")
    assert saved.code == 0
    assert any("engagement_party" in sentence for sentence in saved.json["lost"])
    assert run("-w", saved.json["workspace"], "verify").code == 0


def test_an_encrypted_workspace_from_end_to_end(
    run: Run, embassy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("correct horse\n")
    new.write_text("battery staple\n")
    before = run("stats", "--content", "--json").json
    monkeypatch.setenv("DIPLOTRACK_PASSPHRASE_FILE", str(old))
    assert run("encrypt", "--json").json["encrypted"] is True
    assert run("stats", "--content", "--json").json["content"] == before["content"]
    monkeypatch.setenv("DIPLOTRACK_NEW_PASSPHRASE_FILE", str(new))
    assert run("passphrase").code == 0
    wrong = run("stats")
    assert wrong.code == 2
    assert "passphrase does not open" in wrong.err
    monkeypatch.setenv("DIPLOTRACK_PASSPHRASE_FILE", str(new))
    assert run("decrypt").code == 0
    monkeypatch.delenv("DIPLOTRACK_PASSPHRASE_FILE")
    assert run("stats", "--content", "--json").json["content"] == before["content"]


def test_a_fault_of_ours_is_logged_and_ends_with_3(
    run: Run, embassy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from diplotrack.base.paths import log_folder
    from diplotrack.workspace import Workspace

    def broken(_self: Workspace) -> None:
        raise KeyError("nobody thought of this")

    monkeypatch.setattr(Workspace, "settings", broken)
    answer = run("settings")
    assert answer.code == 3
    assert "made a mistake (KeyError)" in answer.err
    assert "nobody thought of this" in (log_folder() / "diplotrack.log").read_text("utf-8")


def test_an_interrupt_ends_quietly(run: Run, embassy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from diplotrack.workspace import Workspace

    def interrupted(_self: Workspace) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Workspace, "settings", interrupted)
    answer = run("stats")
    assert (answer.code, answer.out) == (130, "")


def test_the_picture_of_the_window_needs_a_workspace(run: Run, tmp_path: Path) -> None:
    answer = run("--snapshot", tmp_path / "window.png")
    assert answer.code == 2
    assert "-w FOLDER" in answer.err


def test_json_is_all_that_stands_on_standard_output(run: Run, embassy: Path) -> None:
    for arguments in (["stats"], ["check"], ["rules"], ["settings"], ["history"], ["trash"], ["search", "a"]):
        json.loads(run(*arguments, "--json").out)
