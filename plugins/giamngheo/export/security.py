"""security.txt (RFC 9116): whom to tell that something of the site is not safe."""

from collections.abc import Iterator
from datetime import date

from giamngheo.export.artifact import Batch
from giamngheo.export.edition import Editions
from giamngheo.keys import key_of
from giamngheo.markup.address import dialled
from giamngheo.render.spec import Identity


def security(editions: Editions, today: date) -> Iterator[Batch]:
    """Nothing where no way to reach the editors is set: an address that nobody reads is worse than none."""
    text = whom_to_tell(editions.identity, today)
    if text:
        yield Batch(key_of(text), lambda: [(".well-known/security.txt", text.encode())])


def renewal(identity: Identity, today: date) -> date | None:
    """The next day on which the file says another expiry; none where there is no file."""
    if not whom_to_tell(identity, today):
        return None
    return date(today.year, 7, 1) if today.month <= 6 else date(today.year + 1, 1, 1)


def whom_to_tell(identity: Identity, today: date) -> str:
    """The file; empty where there is nobody."""
    contacts = [f"mailto:{identity.email}"] if identity.email else []
    contacts += [f"tel:{dialled(identity.hotline)}"] if identity.hotline else []
    if not contacts:
        return ""
    lines = [f"Contact: {contact}" for contact in contacts]
    lines += [f"Expires: {_expiry(today).isoformat()}T00:00:00Z", f"Preferred-Languages: {identity.language}, en"]
    if identity.url:
        lines.append(f"Canonical: {identity.absolute('.well-known/security.txt')}")
    return "\n".join(lines) + "\n"


def _expiry(today: date) -> date:
    """In six to twelve months: the end of a half-year, so that the file does not change with every day."""
    return date(today.year, 12, 31) if today.month <= 6 else date(today.year + 1, 6, 30)
