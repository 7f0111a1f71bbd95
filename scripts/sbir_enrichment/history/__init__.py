"""Results of the past: kept, found again, and what has become of each figure since."""
