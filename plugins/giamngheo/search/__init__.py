"""Search: what a reader may type for what an editor wrote, an index in small files, and the ranking over it."""
