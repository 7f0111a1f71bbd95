"""What changed between two builds: which awards, why, and how the match rate came to change."""
