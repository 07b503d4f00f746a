"""The address of a page as a QR code (ISO/IEC 18004), for who holds it in print."""

# Any of the eight masks can be read; to find the one that is read best takes four times as long.
_MASK = 0


def qr(address: str) -> str:
    """A picture to stand in the page itself: 300 bytes, where another file would be another request for nobody."""
    # Loaded where a page for paper is made: it takes as long as thirty codes.
    import segno

    code = segno.make(address, error="m", boost_error=False, mask=_MASK, micro=False)
    return code.png_data_uri(scale=1, border=4)
