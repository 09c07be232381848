"""The roll-up of a day or a week: what happened, what was promised and kept, what changed, what lies ahead."""

from __future__ import annotations
