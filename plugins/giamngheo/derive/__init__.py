"""Catalogue to views: pure functions, no clock, no file; a page shows exactly what its view holds."""
