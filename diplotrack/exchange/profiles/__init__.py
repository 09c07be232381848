"""Import profiles: how the columns of a file become the fields of a record kind."""
