"""Settings of which only a part is shown or kept, since the rest may be a token."""

from urllib.parse import urlsplit

HIDDEN = frozenset({"alert_webhook"})


def shown(name: str, value: object) -> object:
    """Return what of a setting's value may be shown: of an address, the machine alone."""
    if name not in HIDDEN or not value:
        return value
    try:
        address = urlsplit(str(value))
    except ValueError:  # such as http://[
        return "..."
    return f"{address.scheme}://{address.netloc.rpartition('@')[2]}/..."
