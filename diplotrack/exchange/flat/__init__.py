"""A kind of record as a flat table: one row a record, in CSV or on a sheet, out and back in."""
