"""Objectives as a tree with the chart of what was said and done on them."""
