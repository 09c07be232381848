"""Spreadsheets of one's own: seen, mapped by suggestion, mended, tried out, and remembered as a profile."""
