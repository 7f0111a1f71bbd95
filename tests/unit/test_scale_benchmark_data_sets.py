"""Generated data is used again only when its manifest and its content prove it right."""

import json
from pathlib import Path

import pytest

from sbir_enrichment.generation.request import Request
from sbir_enrichment.scale_benchmark import data_sets
from sbir_enrichment.scale_benchmark.data_sets import MANIFEST, provide_data_set


@pytest.fixture
def request_of_few(tmp_path: Path) -> Request:
    return Request(awards=40, companies=8, recipients=300, seed=3, folder=tmp_path / "few")


def test_what_was_asked_for_before_is_used_again(request_of_few: Request) -> None:
    made = provide_data_set(request_of_few)
    before = made.path("award_data").stat().st_mtime_ns
    found = provide_data_set(request_of_few)
    assert (made.was_reused, found.was_reused) == (False, True)
    assert found.path("award_data").stat().st_mtime_ns == before


def test_the_data_folder_itself_may_be_the_data_set(request_of_few: Request) -> None:
    provide_data_set(request_of_few)
    below = Request(40, 8, 300, 3, request_of_few.folder / "below")
    assert provide_data_set(below).request.folder == request_of_few.folder


def test_data_without_a_manifest_is_generated_anew(request_of_few: Request) -> None:
    provide_data_set(request_of_few)
    (request_of_few.folder / MANIFEST).unlink()
    assert not provide_data_set(request_of_few).was_reused


@pytest.mark.parametrize("name", ["award_data.csv", "truth_recipients.csv"])
def test_a_file_of_the_same_length_but_other_content_is_not_used(
    request_of_few: Request, name: str
) -> None:
    provide_data_set(request_of_few)
    path = request_of_few.folder / name
    right = path.read_bytes()
    path.write_bytes(right[:-2] + b"?\n")
    assert not provide_data_set(request_of_few).was_reused
    assert path.read_bytes() == right


def test_a_missing_file_is_not_overlooked(request_of_few: Request) -> None:
    provide_data_set(request_of_few)
    (request_of_few.folder / "prime_awards.csv").unlink()
    assert not provide_data_set(request_of_few).was_reused


@pytest.mark.parametrize(
    ("entry", "value"), [("seed", 4), ("recipients", 301), ("generator_sha256", "another")]
)
def test_data_of_another_request_or_generator_is_not_used(
    request_of_few: Request, entry: str, value: object
) -> None:
    provide_data_set(request_of_few)
    manifest = request_of_few.folder / MANIFEST
    content = json.loads(manifest.read_text()) | {entry: value}
    manifest.write_text(json.dumps(content))
    assert not provide_data_set(request_of_few).was_reused


def test_a_broken_manifest_proves_nothing(request_of_few: Request) -> None:
    provide_data_set(request_of_few)
    (request_of_few.folder / MANIFEST).write_text('{"awards": 4')
    assert not provide_data_set(request_of_few).was_reused


def test_a_kill_while_generating_leaves_no_proof(request_of_few: Request, monkeypatch) -> None:
    provide_data_set(request_of_few)
    (request_of_few.folder / "award_data.csv").unlink()

    def killed(_: Request) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(data_sets, "generate", killed)
        with pytest.raises(KeyboardInterrupt):
            provide_data_set(request_of_few)
    assert not (request_of_few.folder / MANIFEST).exists()
