"""A draft held against the ledger before it goes out, and what an intended change of a line would ask for."""
