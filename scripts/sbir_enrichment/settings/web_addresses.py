"""Addresses that something is posted to."""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError


def _web_address(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"(https?://\S+)?", value):
        raise PydanticCustomError("web_address", "write an http:// or https:// address, or ''")
    return value


WEB_ADDRESS = BeforeValidator(_web_address)
"""Marks a text that is an address."""

WebAddress = Annotated[str, WEB_ADDRESS, Field(max_length=2000)]
