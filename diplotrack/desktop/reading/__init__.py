"""A record set as a page: the typography of the reading pane."""
