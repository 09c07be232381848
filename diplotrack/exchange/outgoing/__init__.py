"""From the ledger to a file: whole records, tables, lists as they are shown."""
