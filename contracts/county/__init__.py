"""Contracts at the county: deadlines, and where each one stands."""
