"""The page of briefs and reports: the documents there are, what they let one choose, and their pages."""
