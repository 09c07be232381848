"""Records that may be the same one: the list of pairs, and the desk at which they are merged."""
