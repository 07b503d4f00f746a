"""Views to HTML: page specs, the template environment, charts, styles."""
