"""Whether a build became slower, hungrier or worse, and how sure that is."""
