"""What a command costs: time, processor time, memory of all its processes, data spilled to disk."""
