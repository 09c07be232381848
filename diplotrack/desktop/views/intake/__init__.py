"""The page on which a text is taken in: its words, beside them what they would record, one key for each answer."""
