"""Spreadsheets: what leaves as a file, and what comes in as one. Knows nothing of what the rows are about."""
