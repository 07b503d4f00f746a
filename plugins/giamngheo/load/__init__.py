"""Files to entries: text, located YAML, front matter, registers; every mistake becomes a Problem."""
