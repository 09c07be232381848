"""Who may import whom."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

CONTRACTS = """
import sys
from importlinter.cli import lint_imports
sys.exit(lint_imports(no_cache=True, no_logo=True))
"""

# Starts below the desktop with Qt out of reach, imports every module, and names those that fail.
WITHOUT_QT = """
import importlib, pkgutil, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6"}:
            raise ImportError(f"{name} is out of reach here")

sys.meta_path.insert(0, NoQt())
import diplotrack

imported = 0
for module in pkgutil.walk_packages(diplotrack.__path__, "diplotrack."):
    if module.name.split(".")[1] in {"desktop", "__main__"}:
        continue
    importlib.import_module(module.name)
    imported += 1
print(imported)
"""

# Prints what a bare launch of the command line has loaded of the modules given as arguments.
AT_LAUNCH = """
import sys
heavy, sys.argv = sys.argv[1:], ["diplotrack", "--version"]
from diplotrack.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(*sorted(set(heavy) & set(sys.modules)), file=sys.stderr)
"""

# Prints what the command that is wanted most has loaded before it composes anything.
BEFORE_A_BRIEF = """
import sys
from diplotrack.cli.brief import brief_command
print(brief_command.name, *sorted(sys.modules))
"""
PRINTERS = {"reportlab", "docx", "xlsxwriter", "pypdfium2", "fontTools", "uharfbuzz"}
SECTIONS = "diplotrack.reports.compose."
# What a command's options are made of: words to choose from, and the packages in which they stand, bare on purpose.
CHOICES = {f"{SECTIONS}{name}" for name in ("commitments", "commitments.choice", "roll_up", "roll_up.period")}

HEAVY = [
    "reportlab",
    "docx",
    "openpyxl",
    "xlsxwriter",
    "rapidfuzz",
    "babel",
    "sqlalchemy.orm",
    "alembic",
    "PySide6",
]


def python(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a fresh Python in the checkout, warnings as errors."""
    command = [sys.executable, "-W", "error", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_imports_go_one_way(project_root: Path) -> None:
    """The contracts of pyproject.toml; `exhaustive` there means that a new room must be given its place."""
    answer = python(project_root, "-c", CONTRACTS)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_everything_below_the_desktop_imports_without_qt(project_root: Path) -> None:
    answer = python(project_root, "-c", WITHOUT_QT)
    assert answer.returncode == 0, answer.stderr
    assert int(answer.stdout) > 0


def test_a_launch_loads_nothing_heavy(project_root: Path) -> None:
    answer = python(project_root, "-c", AT_LAUNCH, *HEAVY)
    assert answer.returncode == 0, answer.stderr
    assert answer.stderr.split() == []


def test_a_brief_loads_neither_printers_nor_sections_before_it_is_asked_for(project_root: Path) -> None:
    answer = python(project_root, "-c", BEFORE_A_BRIEF)
    assert answer.returncode == 0, answer.stderr
    name, *loaded = answer.stdout.split()
    assert name == "brief"
    assert {one.partition(".")[0] for one in loaded} & PRINTERS == set()
    assert {one for one in loaded if one.startswith(SECTIONS)} == CHOICES


def imported_modules(source: Path) -> set[str]:
    """The full names that `source` imports, wherever in the file; of one that speaks of no dialect it asks nothing."""
    names: set[str] = set()
    text = source.read_text(encoding="utf-8")
    if "dialects" not in text:
        return names
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_only_the_store_speaks_a_dialect(project_root: Path) -> None:
    """import-linter sees other projects' packages only as wholes, and this is a part of one."""
    dialect = "sqlalchemy.dialects.sqlite"
    package = project_root / "diplotrack"
    trespassers = [
        str(source.relative_to(project_root))
        for source in package.rglob("*.py")
        if (package / "store") not in source.parents
        and any(name == dialect or name.startswith(dialect + ".") for name in imported_modules(source))
    ]
    assert trespassers == []
