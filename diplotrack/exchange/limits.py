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

LARGEST_DOCUMENT = 100 * MEGABYTE
"""Bytes of a text document, a web page or a message with what it encloses."""

LARGEST_PART = 64 * MEGABYTE
"""Bytes into which one part of a document may unpack: the words of War and Peace, with all marks, take ten."""

LARGEST_MAILBOX = 256 * MEGABYTE
"""Bytes of a folder of messages."""

MOST_PARTS = 20_000
"""Entries of a packed document, and parts of a message."""

LONGEST_TEXT = 5_000_000
"""Characters read out of a document: a shelf of books. What follows is left out, and that is said."""

MOST_PAGES = 5_000
"""Pages of a PDF that are read."""

LONGEST_READING = 30.0
"""Seconds after which no further page is begun."""

DEEPEST_NESTING = 20
"""Messages within messages, and multiparts within multiparts."""

LARGEST_ENCLOSURE = 25 * MEGABYTE
"""Bytes of a file packed into a calendar."""

LARGEST_CALENDAR = 128 * MEGABYTE
"""Bytes of a calendar or an address book: decades of a whole ministry; these are read at once."""
