"""The generated data of one size: made once, and used again only when that is proven right."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from sbir_enrichment import generation
from sbir_enrichment.generation.dataset import FILES, generate
from sbir_enrichment.generation.request import ImpossibleRequestError, Request
from sbir_enrichment.measuring.problems import MisuseError
from sbir_enrichment.measuring.whole_files import write_whole
from sbir_enrichment.scale_benchmark.options import Options

MANIFEST = "data_set.json"


@dataclass(frozen=True)
class DataSet:
    """Generated files, and what was asked for when they were written."""

    request: Request
    was_reused: bool

    def path(self, name: str) -> Path:
        """Return the file of that name: award_data, recipient_lookup, truth_awards, ..."""
        return self.request.folder / f"{name}.{self.request.file_format}"


def wanted_request(recipients: int, options: Options) -> Request:
    """Return what to ask of the generator for so many recipients, all else in proportion."""
    awards = round(recipients * options.awards_per_recipient)
    firms = round(recipients * options.firms_per_recipient)
    name = f"{recipients}_recipients_{awards}_awards_{firms}_firms_seed_{options.seed}"
    return Request(awards, firms, recipients, options.seed, options.data_folder / name)


def provide_data_set(request: Request) -> DataSet:
    """Return the data set asked for: found in the folder it is meant for or the one above, or made.

    It counts as found only if the manifest beside it tells of the same request, the same code of
    the generator, and the same content of every file. Looking at the content also brings the files
    into memory, so that the first to be measured has no cold start.

    Raises:
        MisuseError: the generator cannot make such data.
    """
    for folder in (request.folder.parent, request.folder):
        found = Request(request.awards, request.companies, request.recipients, request.seed, folder)
        if _read_manifest(folder) == _manifest_of(found):
            return DataSet(found, was_reused=True)
    manifest = request.folder / MANIFEST
    manifest.unlink(missing_ok=True)  # first: a kill while generating must leave no proof
    try:
        generate(request)
    except ImpossibleRequestError as impossible:
        raise MisuseError(f"{request.recipients} recipients: {impossible}") from impossible
    write_whole(manifest, json.dumps(_manifest_of(request), indent=2) + "\n")
    return DataSet(request, was_reused=False)


def _read_manifest(folder: Path) -> object:
    try:
        return json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _manifest_of(request: Request) -> dict[str, object]:
    """Return what the manifest of this request says if the files are as they should be."""
    return {
        "awards": request.awards,
        "companies": request.companies,
        "recipients": request.recipients,
        "seed": request.seed,
        "file_format": request.file_format,
        "generator_sha256": _hash_of_generator(),
        "files_sha256": {name: _hash_of(request.folder / f"{name}.csv") for name in FILES},
    }


def _hash_of(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _hash_of_generator() -> str:
    """Return a hash of the generator's code: another generator would write other data."""
    digest = hashlib.sha256()
    for path in sorted(Path(generation.__path__[0]).glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
