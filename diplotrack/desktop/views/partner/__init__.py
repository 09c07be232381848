"""The page of a partner: the whole relationship at a glance."""
