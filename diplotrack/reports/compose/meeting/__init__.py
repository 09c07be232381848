"""Documents on one engagement: the brief before it, a visit's programme, the memorandum after it, and the readout."""

from __future__ import annotations
