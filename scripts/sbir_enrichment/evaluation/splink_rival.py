"""Splink on the same rows: a Fellegi-Sunter model with usual comparisons, trained by its own EM.

Splink is not needed for anything else and is only imported here; see `evaluation` among the
optional dependencies of pyproject.toml.
"""

import logging

import duckdb
import pyarrow as pa

from sbir_enrichment.evaluation.efforts import Effort, now, since
from sbir_enrichment.evaluation.name_rivals import plain_firms, plain_recipients

# A careful cut-off, and the point from which a pair is more likely right than wrong.
ACCEPTED_PROBABILITIES = (0.9, 0.5)

RECORDS = """
    create table {0} as
    select unique_id, name, split_part(name, ' ', 1) as first_word, upper(city) as city, state
    from {0}_given
"""

# Of equally probable recipients the first of the list, so that a run can be repeated.
BEST = """
    select
        unique_id_l,
        arg_max(recipients.recipient_id, (match_probability, -unique_id_r)),
        max(match_probability)
    from predictions
    inner join universe_given as recipients on predictions.unique_id_r = recipients.unique_id
    group by unique_id_l
"""


def best_by_splink(
    connection: duckdb.DuckDBPyConnection,
) -> tuple[dict[int, tuple[str, float]], Effort]:
    """Return each firm's most probable recipient with its probability, and what that took.

    Training and prediction count, reading the rows does not. The left side is the firms: Splink
    orders its sides by the names of the data sets.

    Args:
        connection: As `open_verdicts` returns it.
    """
    firms = connection.sql(f"select number as unique_id, * from ({plain_firms()})").to_arrow_table()
    recipients = connection.sql(plain_recipients()).to_arrow_table()
    numbers = pa.array(range(recipients.num_rows), pa.int64())
    recipients = recipients.append_column("unique_id", numbers)
    started = now()
    with duckdb.connect() as own:
        own.register("firms_given", firms)
        own.register("universe_given", recipients)
        own.execute(RECORDS.format("firms"))
        own.execute(RECORDS.format("universe"))
        own.register("predictions", _predict(own))
        chosen = {number: (best, sure) for number, best, sure in own.sql(BEST).fetchall()}
    return chosen, since(started)


def _predict(own: duckdb.DuckDBPyConnection) -> pa.Table:
    """Train on the tables `firms` and `universe`, and return the probable pairs as Arrow."""
    import splink.comparison_library as compare  # noqa: PLC0415 - an optional package
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415

    logging.getLogger("splink").setLevel(logging.ERROR)
    settings = SettingsCreator(
        link_type="link_only",
        # Without the zip: with it, EM takes sharing a zip, not a name, for what makes a match.
        comparisons=[
            compare.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.8]),
            compare.ExactMatch("city"),
            compare.ExactMatch("state"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("name"),
            block_on("first_word"),
            block_on("state", "substr(name, 1, 3)"),
            block_on("city", "state"),
        ],
    )
    api = DuckDBAPI(connection=own)
    sides = [api.register(name, dataset_display_name=name) for name in ("firms", "universe")]
    linker = Linker(sides, settings, log_level=logging.ERROR)
    train = linker.training
    train.estimate_probability_two_random_records_match([block_on("name")], recall=0.7)
    train.estimate_u_using_random_sampling(max_pairs=1e7, seed=1)
    for rule in (block_on("name"), block_on("city", "state")):
        train.estimate_parameters_using_expectation_maximisation(rule, record_sample_proportion=1.0)
    predicted = linker.inference.predict(threshold_match_probability=min(ACCEPTED_PROBABILITIES))
    return predicted.as_pyarrow_table()
