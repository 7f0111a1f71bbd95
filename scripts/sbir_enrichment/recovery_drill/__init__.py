"""A drill: runs are cut off on purpose, and what is found after is held against an undisturbed run."""
