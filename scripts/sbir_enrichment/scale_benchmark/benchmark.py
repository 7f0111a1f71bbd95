"""Measuring one size after the other."""

import shutil
from datetime import UTC, datetime

from sbir_enrichment.generation.request import Request
from sbir_enrichment.measuring.machine import describe_machine, describe_revision
from sbir_enrichment.measuring.problems import CouldNotMeasureError
from sbir_enrichment.measuring.stages import Stages
from sbir_enrichment.measuring.work_folders import empty_folder, sole_use
from sbir_enrichment.scale_benchmark.accuracy import judge
from sbir_enrichment.scale_benchmark.counts import Accuracy
from sbir_enrichment.scale_benchmark.data_sets import DataSet, provide_data_set, wanted_request
from sbir_enrichment.scale_benchmark.figures import Run, SizeFigures
from sbir_enrichment.scale_benchmark.gates import judge_limits
from sbir_enrichment.scale_benchmark.growth import fit_growth
from sbir_enrichment.scale_benchmark.options import Options
from sbir_enrichment.scale_benchmark.report import Report
from sbir_enrichment.scale_benchmark.steps import PROJECT, measure_build, measure_floor


def run_benchmark(options: Options) -> Report:
    """Measure every size and hold the largest against the limits.

    Raises:
        MisuseError: the generator cannot make data of such sizes.
        CouldNotMeasureError: something that was to be measured failed.
    """
    started_at = datetime.now(UTC).isoformat(timespec="seconds")
    requests = [wanted_request(recipients, options) for recipients in options.sizes]
    stages = Stages(total=len(requests) * (1 + 4 * options.runs))
    with sole_use(options.work_folder, "let it end, or give another --work-folder"):
        sizes = tuple(_measure_size(request, options, stages) for request in requests)
    growth = fit_growth(options.sizes, [size.wall_seconds for size in sizes])
    return Report(
        started_at=started_at,
        options=options,
        machine=describe_machine(),
        revision=describe_revision(PROJECT),
        sizes=sizes,
        growth=growth,
        gates=judge_limits(options.limits, sizes, growth),
    )


def _measure_size(request: Request, options: Options, stages: Stages) -> SizeFigures:
    named = f"{request.recipients:,} recipients"
    with stages.stage(f"{named}: data", shows_itself=True):
        data_set = provide_data_set(request)
    measured = [
        _measure_run(data_set, options, stages, f"{named}, run {number} of {options.runs}")
        for number in range(1, options.runs + 1)
    ]
    runs, accuracies = zip(*measured, strict=True)
    if len(set(accuracies)) > 1:
        raise CouldNotMeasureError(f"{named}: the runs, all of one input, decided differently")
    return SizeFigures(
        recipients=request.recipients,
        awards=request.awards,
        firms=request.companies,
        data_reused=data_set.was_reused,
        runs=runs,
        accuracy=accuracies[0],
    )


def _measure_run(
    data_set: DataSet, options: Options, stages: Stages, named: str
) -> tuple[Run, Accuracy]:
    folder = empty_folder(options.work_folder / "run")
    database = folder / "sbir.duckdb"
    with stages.stage(f"{named}: floor"):
        floor = measure_floor(data_set, folder / "floor.duckdb", options)
    (folder / "floor.duckdb").unlink()
    with stages.stage(f"{named}: build"):
        build = measure_build(data_set, database, options)
    with stages.stage(f"{named}: second build"):
        first = judge(database, data_set, options)
        second_build = measure_build(data_set, database, options)
    with stages.stage(f"{named}: truth"):
        accuracy = judge(database, data_set, options)
    if accuracy.fingerprint != first.fingerprint:
        raise CouldNotMeasureError(f"{named}: the second build decided otherwise than the first")
    shutil.rmtree(folder)
    return Run(floor, build, second_build), first
