"""What a benchmark of the build found: one object for every report, comparison and history."""
