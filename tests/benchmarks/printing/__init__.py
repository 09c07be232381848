"""What printing costs, side by side in one run, and how fast a brief is there.

``python3 packaging/dev.py bench --only printing``. Every contender runs in a process of its own, one after the other;
seconds are of the processor unless they say otherwise, so that a busy machine matters less. Trust the ratios.
"""
