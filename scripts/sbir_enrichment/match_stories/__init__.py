"""Why an award or a firm was given its recipient, or none: the whole story, out of the tables."""
