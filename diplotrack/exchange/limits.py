"""How large a file from outside may be before it is taken for a mistake or an attack."""

from __future__ import annotations

MEGABYTE = 1024 * 1024

LARGEST_FILE = 2048 * MEGABYTE
"""Bytes of a file on disk, and of a workbook when unpacked."""

LONGEST_CELL = MEGABYTE
"""Characters of one cell. A quote that never closes runs into this."""

LONGEST_LINE = 8 * MEGABYTE
"""Characters of one physical line; also bounds the memory that a file without line ends can take."""

MOST_COLUMNS = 2000

HIGHEST_PACKING = 500
"""How many times its packed size a large part of a workbook may unpack to. Real sheets stay under 60."""
