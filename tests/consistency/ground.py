"""What the tests of rules stand on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from diplotrack.consistency.scene import Scene

TODAY = date(2026, 6, 17)
"""A Wednesday."""

Play = Callable[[Callable[[Scene], object]], None]
"""Runs a function on a scene of the workspace, in one operation."""
