"""Builds of the project, each in a process of its own, with what every model took."""
