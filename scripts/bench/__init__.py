"""What `scripts/bench.py` is made of: a corpus, the generators that build it, and what their builds cost."""
