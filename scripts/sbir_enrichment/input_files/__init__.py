"""Look at raw input files before SQL reads them: what they are, what they hold, what is wrong.

DuckDB reads CSV fast and strictly. It does not say that a file is cp1252, that good rows
vanished behind one unclosed quote, or that the user gave a semicolon file. This package finds
that out first, in one pass per file, and where it can be mended writes a mended copy.
"""

from sbir_enrichment.input_files.inspection import inspect_inputs
from sbir_enrichment.input_files.requests import InputRequest, SourceColumn

__all__ = ["InputRequest", "SourceColumn", "inspect_inputs"]
