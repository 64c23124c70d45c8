"""Outlets held against each other: what is counted, and all that a report shows besides counts."""
