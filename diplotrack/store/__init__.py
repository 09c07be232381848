"""Where the ledger is kept. The only place that opens a session, and the only one that knows SQLite."""
