"""Two reports held against each other: what changed, by how much, and what moved it."""
