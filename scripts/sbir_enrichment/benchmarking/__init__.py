"""The benchmark of the build: what is built, how often, and what is said of it."""
