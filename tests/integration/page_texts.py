"""What a page says, read without a browser: its cards, its tables, the data of its script."""

import json
import re
from html.parser import HTMLParser
from typing import Any


class _Reader(HTMLParser):
    """Gathers the tables of a page by caption, and its cards by label."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.cards: dict[str, str] = {}
        self._rows: list[list[str]] = []
        self._text: list[str] = []
        self._label = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._rows = []
        elif tag == "tr":
            self._rows.append([])
        if tag in ("caption", "th", "td", "span"):
            self._text = []
            self._class = dict(attributes).get("class") or ""

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        text = " ".join("".join(self._text).split())
        if tag == "caption":
            self.tables[text] = self._rows
        elif tag in ("th", "td"):
            self._rows[-1].append(text)
        elif tag == "span" and self._class == "label":
            self._label = text
        elif tag == "span" and self._class.startswith("value"):
            self.cards[self._label] = text


def read_page(page: str) -> tuple[dict[str, str], dict[str, list[list[str]]]]:
    """Return what the cards say by their label, and the rows of each table by its caption."""
    reader = _Reader()
    reader.feed(page)
    return reader.cards, reader.tables


def embedded(page: str, name: str) -> Any:
    """Return the data that a page holds for its script."""
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.S)
    assert found, f"there is no data called {name}"
    return json.loads(found[1])
