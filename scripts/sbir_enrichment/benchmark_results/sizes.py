"""Results of several sizes, measured by one command."""

from typing import Literal

from sbir_enrichment.benchmark_results.conditions import Part
from sbir_enrichment.benchmark_results.result import SCHEMA_VERSION, BenchmarkResult


class Sizes(Part):
    """One result for each size, the smallest first."""

    schema_version: Literal[1] = SCHEMA_VERSION
    results: tuple[BenchmarkResult, ...]
