"""Files that are nearly right, given to every reader of files from outside: ``python3 -m tests.soak.fuzzing``."""
