"""What taking in and writing out costs, side by side in one run: ours, bare ``sqlite3`` and ``sqlite-utils``.

``python3 packaging/dev.py bench --only exchange``. Every contender runs in a process of its own, one after the other;
seconds are of the processor, so that a busy machine matters less. Trust the ratios. The others put a row into one
plain table; ours reads, judges and names it, keeps what it was made from, indexes its words and chains it to the
history.
"""
