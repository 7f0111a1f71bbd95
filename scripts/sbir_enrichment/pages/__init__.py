"""What every page for people shares: one look, charts with words, and text that stays text."""
