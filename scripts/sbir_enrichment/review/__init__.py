"""What people decide about matches: pages to decide on, files of decisions, and their seeds."""
