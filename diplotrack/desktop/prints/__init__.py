"""Briefs and reports, asked for on forms and opened by the system when they are written."""
