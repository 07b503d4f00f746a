"""A provincial poverty-information page (Trang thông tin giảm nghèo) built from a folder of content."""

__version__ = "0.1.0"
