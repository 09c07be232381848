"""The page on which files are taken in, step by step: the file, its columns, names, rows, likenesses, the trial."""
