"""A drill: runs are cut off on purpose, and what is left is held against an undisturbed run."""
