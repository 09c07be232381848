"""The face of the core: one workspace, its records, and what can be done with them."""

from __future__ import annotations

from diplotrack.workspace.workspace import Workspace

__all__ = ["Workspace"]
