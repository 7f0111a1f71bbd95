"""Fitting the weights of a match by name on firms whose recipient is known; no build does this."""
