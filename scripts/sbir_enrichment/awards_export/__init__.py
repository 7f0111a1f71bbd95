"""The enriched awards as a file for other tools."""
