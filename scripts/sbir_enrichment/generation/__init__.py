"""Made-up awards, recipients and prime awards that look, and misbehave, like the real extracts."""
