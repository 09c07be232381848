"""The commitment report: what was promised, by whom to whom, by when, and what has become of it."""

from __future__ import annotations
