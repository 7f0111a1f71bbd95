"""The inputs of every size that was asked for."""

from pathlib import Path

from sbir_enrichment.benchmarking.input_sets import (
    InputSet,
    bundled_awards,
    bundled_inputs,
    generated_inputs,
)
from sbir_enrichment.benchmarking.options import Options
from sbir_enrichment.benchmarking.project_settings import build_variables
from sbir_enrichment.benchmarking.samples import MODELS, draw_sample
from sbir_enrichment.measured_builds.builds import Build, run_plain_build
from sbir_enrichment.measuring.stages import Stages
from sbir_enrichment.measuring.work_folders import empty_folder

GENERATED_AWARDS = 1_000
"""As many are generated where no size is named."""


class SizedInputs:
    """Provides the inputs of one size after the other, all drawn from the same.

    Args:
        options: What is asked for.
        stages: Told what takes time.

    Raises:
        MisuseError: data of such a size cannot be generated.
    """

    def __init__(self, options: Options, stages: Stages) -> None:
        self._options = options
        self._stages = stages
        self._whole, self._awards = self._whole_inputs()
        self._firms: Path | None = None

    def of_size(self, awards: int | None) -> InputSet:
        """Return inputs with so many awards; None is all of them.

        Raises:
            MisuseError: there are not so many.
            CouldNotMeasureError: they cannot be drawn.
        """
        if awards is None or awards == self._awards:
            return self._whole
        if self._firms is None:
            self._stages.expect(1)
            with self._stages.stage("firms, to draw from"):
                self._firms = self._build_firms()
        folder = self._options.work_folder / "sample"
        return draw_sample(self._whole, self._firms, awards, self._options.seed, folder)

    def _whole_inputs(self) -> tuple[InputSet, int | None]:
        """Return what to draw from, and how many awards that has, where it is known."""
        options = self._options
        if options.given:
            return options.given, None
        present = bundled_awards(options.project)
        largest = options.sizes[-1]
        if not options.is_generated and (largest is None or largest <= present):
            return bundled_inputs(options.project), present
        awards = largest or GENERATED_AWARDS
        self._stages.expect(1)
        with self._stages.stage(f"data of {awards:,} awards", shows_itself=True):
            return generated_inputs(awards, options.seed, options.work_folder / "data"), awards

    def _build_firms(self) -> Path:
        options = self._options
        build = Build(
            project=options.project,
            folder=empty_folder(options.work_folder / "firms"),
            variables=build_variables(options.project, self._whole),
            threads=options.threads,
            memory_limit=options.memory_limit,
            temp_limit=options.temp_limit,
            select=MODELS,
        )
        run_plain_build(build)
        return build.database
