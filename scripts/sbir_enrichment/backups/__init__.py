"""Copies of the database: made, put back, and proven to be equal."""
