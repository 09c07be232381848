"""From a file to the ledger: what it holds, read into drafts, judged, and written as one operation."""
