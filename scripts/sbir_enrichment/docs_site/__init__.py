"""The site of a build: one start page, and under it all that can be read about the build."""
