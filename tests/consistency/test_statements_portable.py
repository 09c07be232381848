"""What the rules ask of the ledger, another database could be asked as well."""

from __future__ import annotations

import pytest
from sqlalchemy import ClauseElement, event, make_url
from sqlalchemy.orm import ORMExecuteState, Session

from diplotrack.consistency.engine import run
from diplotrack.consistency.rule import Rule
from diplotrack.consistency.rules import RULES
from diplotrack.workspace import Workspace
from tests.consistency.ground import TODAY, Play

POSTGRESQL = make_url("postgresql://").get_dialect()()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_statements_compile_for_postgresql_and_are_few(rule: Rule, workspace: Workspace, play: Play) -> None:
    play(rule.bad.fill)
    asked: list[str] = []

    def keep(state: ORMExecuteState) -> None:
        assert isinstance(state.statement, ClauseElement)
        asked.append(str(state.statement.compile(dialect=POSTGRESQL)))

    settings = workspace.check.settings()
    with workspace.read() as read:
        event.listen(Session, "do_orm_execute", keep)
        try:
            run(read, settings, TODAY, [rule])
        finally:
            event.remove(Session, "do_orm_execute", keep)
    assert 0 < len(asked) < 45
