"""The files a benchmark builds from."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from sbir_enrichment.generation.request import Request
from sbir_enrichment.measured_builds.outcomes import Truth
from sbir_enrichment.scale_benchmark.data_sets import provide_data_set
from sbir_enrichment.scale_benchmark.options import AWARDS_PER_RECIPIENT, FIRMS_PER_RECIPIENT

Origin = Literal["sample", "given", "generated"]

BUNDLED = Path("seeds/samples")


@dataclass(frozen=True)
class InputSet:
    """Inputs of one build.

    Attributes:
        origin: The bundled sample, files of the user, or generated ones.
        award_data: Path or glob, absolute.
        recipient_lookup: The same.
        prime_awards: The same; empty for none.
        truth: Where it is known which recipient is right.
    """

    origin: Origin
    award_data: str
    recipient_lookup: str
    prime_awards: str
    truth: Truth | None = None

    @property
    def settings(self) -> dict[str, str]:
        """The settings that have dbt read these files."""
        return {
            "sbir_award_data": self.award_data,
            "usaspending_recipient_lookup": self.recipient_lookup,
            "usaspending_prime_awards": self.prime_awards,
        }

    def with_awards(self, award_data: str, truth: Truth | None) -> "InputSet":
        """Return the same recipients and prime awards with other awards."""
        return replace(self, award_data=award_data, truth=truth)


def bundled_inputs(project: Path) -> InputSet:
    """Return the sample that comes with a checkout."""
    return _generated(project / BUNDLED, "sample")


def bundled_awards(project: Path) -> int:
    """Return how many awards that sample has."""
    truth = project / BUNDLED / "truth_awards.csv"
    return truth.read_text(encoding="utf-8").count("\n") - 1


def given_inputs(award_data: str, recipient_lookup: str, prime_awards: str) -> InputSet:
    """Return files of the user; a relative path is relative to where the command is given."""
    return InputSet(
        origin="given",
        award_data=str(Path(award_data).absolute()),
        recipient_lookup=str(Path(recipient_lookup).absolute()),
        prime_awards=str(Path(prime_awards).absolute()) if prime_awards else "",
    )


def generated_inputs(awards: int, seed: int, folder: Path) -> InputSet:
    """Return generated data in the proportions of full size, made now unless it is there.

    Raises:
        MisuseError: the generator cannot make so few or many.
    """
    recipients = round(awards / AWARDS_PER_RECIPIENT)
    firms = max(1, round(recipients * FIRMS_PER_RECIPIENT))
    name = f"{awards}_awards_seed_{seed}"
    request = Request(awards, firms, recipients, seed, folder / name)
    return _generated(provide_data_set(request).request.folder, "generated")


def _generated(folder: Path, origin: Origin) -> InputSet:
    folder = folder.absolute()
    return InputSet(
        origin=origin,
        award_data=str(folder / "award_data.csv"),
        recipient_lookup=str(folder / "recipient_lookup.csv"),
        prime_awards=str(folder / "prime_awards.csv"),
        truth=Truth(folder / "truth_awards.csv", folder / "truth_recipients.csv"),
    )
