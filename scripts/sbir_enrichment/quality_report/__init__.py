"""How good the matches of a build are, for people: rates, gates, trend, and what to do next."""
