"""What the user is told: what is wrong with which file, and how to mend it."""

from collections.abc import Mapping, Sequence

DELIMITER_NAMES = {";": "';'", "\t": "tabs", "|": "'|'", ",": "commas"}
# No more names than this in one message, and no more letters of each.
_MANY = 60


def not_set(setting: str) -> str:
    """The setting is blank although a file is needed."""
    return f"{setting} is blank: set it to the path of a CSV or Parquet file, or to a pattern."


def not_found(setting: str, location: str, folder: str, near: Sequence[str]) -> str:
    """Nothing is at that path, or matches that pattern."""
    message = f"{setting}: no file at or matching '{location}'."
    if near:
        return f"{message} The folder {folder} has {_listed(near)}: is one of these meant?"
    if folder:
        return f"{message} The folder {folder} exists but has no file of a similar name."
    return f"{message} Its folder does not exist either: check the path."


def cannot_look(setting: str, location: str, reason: str) -> str:
    """The system does not let us see what is at that path."""
    return f"{setting}: '{location}' cannot be looked up ({reason}); check the path."


def odd_name(path: str) -> str:
    """The file's name is not text."""
    return f"{path} has a name that is not UTF-8; rename the file."


def has_line_break(setting: str, path: str) -> str:
    """The name of the file, or of a folder above it, holds a line break."""
    return f"{setting}: {path!r} has a line break in its name; rename it."


def is_address(setting: str, location: str) -> str:
    """The location is a web or cloud address."""
    return f"{setting}: '{location}' is an address; download the file and give its path."


def is_folder(setting: str, location: str) -> str:
    """The location is a folder."""
    return (
        f"{setting}: '{location}' is a folder; name a file in it, or all with '{location}/*.csv'."
    )


def not_ordinary(path: str) -> str:
    """A device, a pipe or the like."""
    return f"{path} is not an ordinary file; save its content as a file first."


def cannot_read(path: str, reason: str) -> str:
    """The system refused to open or read the file."""
    return f"{path} cannot be read ({reason}); check that the file is whole and may be read."


def cannot_mend(path: str, copy: str, reason: str) -> str:
    """The mended copy could not be written."""
    return (
        f"{path} has to be mended before it can be read, but the mended copy {copy} "
        f"cannot be written ({reason}); free some space, or make its folder writable."
    )


def corrupt_gzip(path: str) -> str:
    """The file starts as gzip but does not unpack to its end."""
    return f"{path} is a damaged or cut short gzip file; download it again."


def corrupt_parquet(path: str, reason: str) -> str:
    """The file starts as Parquet but has no usable footer."""
    return f"{path} is a damaged or cut short Parquet file ({reason}); download it again."


def empty(path: str) -> str:
    """Not a single character that is not blank."""
    return f"{path} is empty; download it again."


def not_a_table(path: str, kind: str) -> str:
    """The content is something else altogether."""
    return f"{path} is not a table: it looks like {kind}. Give a CSV or Parquet file instead."


def no_rows(path: str) -> str:
    """A header and nothing below it."""
    return f"{path} has a header but no rows that can be read; download it again."


def broken_header(path: str) -> str:
    """The first line is not a header at all."""
    return (
        f"{path} does not begin with a readable header line: a quote is not closed in it, "
        "or it is far too long. Give a CSV file whose first line names the columns."
    )


def wrong_delimiter(path: str, delimiter: str) -> str:
    """The known headers appear when the header is cut at another character."""
    name = DELIMITER_NAMES[delimiter]
    return f"{path} uses {name} between columns; save it with commas between columns."


def missing_columns(
    path: str,
    missing: Mapping[str, Sequence[str]],
    near: Sequence[tuple[str, str]],
    headers: Sequence[str],
) -> str:
    """Required columns are not there; `missing` has their accepted headers."""
    noun = "column" if len(missing) == 1 else "columns"
    wanted = ", ".join(
        f"{name} (header {' or '.join(repr(header) for header in spellings)})"
        for name, spellings in missing.items()
    )
    hints = "".join(f" Is '{found}' meant as '{spelling}'?" for spelling, found in near)
    return f"{path} lacks the required {noun} {wanted}.{hints} It has {_listed(headers)}."


def same_column_twice(path: str, column: str, first: str, second: str) -> str:
    """Two headers are spellings of one column."""
    return (
        f"{path}: the headers '{first}' and '{second}' both mean {column}; "
        "rename or remove the one that is not meant."
    )


def other_statements(path: str, line: int) -> str:
    """A database dump with more than one COPY block."""
    return (
        f"{path} holds other statements of a database dump (line {line}); "
        "keep only the lines from 'COPY ...' to '\\.'."
    )


def unreadable_copy(path: str) -> str:
    """The COPY statement itself cannot be understood."""
    return (
        f"{path} begins with a COPY statement without a list of columns; "
        "give it as 'COPY table (column, ...) FROM stdin;'."
    )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"'{name[:_MANY]}'" for name in names[:_MANY])
    return f"{shown} and {len(names) - _MANY} more" if len(names) > _MANY else shown
