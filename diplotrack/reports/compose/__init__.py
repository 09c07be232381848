"""What is printed: documents composed from records, as of a day, for one kind of copy, within a release filter."""

from __future__ import annotations
