"""Addresses that something is posted to."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError


def _web_address(value: object) -> object:
    if isinstance(value, str) and not _is_address(value):
        raise PydanticCustomError("web_address", "write an http:// or https:// address, or ''")
    return value


def _is_address(text: str) -> bool:
    if not text:
        return True
    try:
        return bool(re.fullmatch(r"https?://\S+", text) and urlsplit(text).hostname)
    except ValueError:  # such as http://[
        return False


WEB_ADDRESS = BeforeValidator(_web_address)
"""Marks a text that is an address."""

WebAddress = Annotated[str, WEB_ADDRESS, Field(max_length=2000)]
