"""What the caller asks for: which files, and which columns are expected in them."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class InputRequest:
    """One input of the project, as the user set it."""

    source_name: str
    """The dbt source, such as 'sbir.award_data'."""
    setting: str
    """The dbt var that holds the location; messages name it."""
    location: str
    """A path or a glob, relative to the working directory or absolute; '' when none was given."""
    may_be_empty: bool
    """True where no file, or a file with a header and no rows, is fine."""


@dataclass(frozen=True)
class SourceColumn:
    """One accepted spelling of a column's header; a column may have several."""

    source_name: str
    column_name: str
    header: str
    is_required: bool


@dataclass(frozen=True)
class Expectation:
    """What the files of one request should hold, and where a mended copy of one may go."""

    source_name: str
    may_be_empty: bool
    columns: tuple[SourceColumn, ...]
    work_folder: Path
