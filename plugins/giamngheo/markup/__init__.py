"""Markdown to HTML: links, anchors, pictures, each with its position in the source."""
