"""Building one size after the other."""

from sbir_enrichment.benchmark_results.result import BenchmarkResult
from sbir_enrichment.benchmarking.measured_series import MeasuredSeries
from sbir_enrichment.benchmarking.options import Options
from sbir_enrichment.benchmarking.sized_inputs import SizedInputs
from sbir_enrichment.measuring.stages import Stages
from sbir_enrichment.measuring.work_folders import sole_use


def run_benchmark(options: Options) -> tuple[BenchmarkResult, ...]:
    """Measure every size, the smallest first.

    Raises:
        MisuseError: there are not so many awards, or another benchmark is at work.
        CouldNotMeasureError: a build failed, or decided otherwise than the one before.
    """
    stages = Stages(total=len(options.sizes) * (1 + options.runs))
    with sole_use(options.work_folder, "let it end"):
        inputs = SizedInputs(options, stages)
        results = []
        for size in options.sizes:
            named = "all awards" if size is None else f"{size:,} awards"
            of_size = inputs.of_size(size)
            series = MeasuredSeries(options, of_size, size, options.work_folder / "build")
            with stages.stage(f"{named}: warm-up, in which DuckDB counts its work"):
                series.warm_up()
            for number in range(1, options.runs + 1):
                with stages.stage(f"{named}: build {number} of {options.runs}"):
                    if options.measures_overhead:
                        series.run_beside_a_plain_build()
                    else:
                        series.run()
            results.append(series.result())
    return tuple(results)
