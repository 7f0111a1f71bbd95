"""Which pages of a site there are, and of which build each of them is."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from sbir_enrichment.measuring.whole_files import write_whole

NAME = "site.json"


class MadePage(BaseModel):
    """One page that was written.

    Attributes:
        made_at: When its content was made (UTC, ISO 8601).
        dbt_invocation_id: The build it shows; None where it does not show one.
        built_at: When that build was made.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    made_at: str
    dbt_invocation_id: str | None = None
    built_at: str | None = None


class MadePages(BaseModel):
    """The pages of a site by their address."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_version: Literal[1] = 1
    pages: dict[str, MadePage]


def read_made(folder: Path) -> dict[str, MadePage]:
    """Return the pages that stand in the folder; one nobody knows the making of is not among them.

    A damaged list counts as none: the pages are made again by the command that made them.
    """
    try:
        listed = MadePages.model_validate_json((folder / NAME).read_text(encoding="utf-8")).pages
    except (OSError, UnicodeDecodeError, ValidationError):
        return {}
    return {address: page for address, page in listed.items() if (folder / address).is_file()}


def write_made(folder: Path, pages: dict[str, MadePage]) -> None:
    """Write down what stands in the folder.

    Raises:
        OSError: The folder cannot be written.
    """
    text = MadePages(pages=dict(sorted(pages.items()))).model_dump_json(indent=2)
    write_whole(folder / NAME, f"{text}\n")
