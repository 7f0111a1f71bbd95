"""The settings of the pipeline, which are dbt's vars: the values stand in dbt_project.yml."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from sbir_enrichment.settings.kinds import AlertLimits, Day, SharesOfMethods, SharesOfSlices
from sbir_enrichment.settings.web_addresses import WebAddress

Share = Annotated[float, Field(ge=0, le=1)]
Score = Annotated[float, Field(ge=0, le=100)]
Path = Annotated[str, Field(max_length=4096)]
Percent = Annotated[float, Field(ge=0, le=10_000)]
Points = Annotated[float, Field(ge=0, le=100)]


class Variables(BaseModel):
    """One field for each setting, in the order in which they are shown.

    The kinds are strict: `"0.7"` is no number, and `true` is no whole number.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)

    sbir_award_data: Annotated[Path, Field(min_length=1)] = Field(
        description="Awards: a path or a glob of CSV, CSV.gz or Parquet files."
    )
    usaspending_recipient_lookup: Annotated[Path, Field(min_length=1)] = Field(
        description="Recipients: the same, or the PostgreSQL COPY text of the database dump."
    )
    usaspending_prime_awards: Path = Field(
        description="Prime awards: the same, or empty, which costs the evidence by award number."
    )

    min_match_rate: Share = Field(
        description="`match_rate_gate` fails when a smaller share of awards is accepted."
    )
    min_match_rate_by: SharesOfSlices = Field(
        description="`match_rate_by_slice_gate`: the least rate of every value of a dimension of "
        "`fct_match_quality`, `{agency: 0.5}`, or of some, `{era: {before 2008: 0.2}}`. Off: `{}`."
    )
    min_awards_per_slice: int = Field(
        ge=1,
        le=1_000_000,
        description="`match_rate_by_slice_gate` leaves out values with fewer awards, unless named.",
    )
    min_match_precision: SharesOfMethods = Field(
        description="`match_precision_gate`: the least lower bound of the precision of a method, "
        "such as `{name_fuzzy: 0.95}`, or of `all methods`. Off: `{}`."
    )
    min_completeness: Share = Field(
        description="`match_completeness_gate` fails when fewer awards have their required fields."
    )
    min_leading_zero_share: Share = Field(
        description="A warning when a smaller share of DUNS begins with 0: some tool kept numbers."
    )

    max_match_rate_fall: Share = Field(
        description="`match_rate_regression_gate` fails when the rate falls further below that of "
        "the last published build."
    )
    max_lost_share: Share = Field(
        description="... when a larger share of the awards accepted then has lost its recipient."
    )
    max_repointed_share: Share = Field(
        description="... when a larger share of them has got another recipient."
    )
    max_name_share_rise: Share = Field(
        description="... when the share of accepted awards that rest on names rises further."
    )
    accept_changes_since: Annotated[str, Field(max_length=100)] = Field(
        description="The `dbt_invocation_id` of the build that a refused one was compared with: "
        "accepts all that changed since. Empty: none."
    )
    history_builds_kept: int = Field(
        ge=2, le=1000, description="How many published builds are kept to compare with."
    )

    retry_attempts: int = Field(
        ge=0,
        le=100,
        description="How often `run_pipeline.py` tries again when another process or a full disk "
        "stood in the way.",
    )
    retry_wait_seconds: float = Field(
        ge=0, le=3600, description="... how long it waits the first time; then twice as long each."
    )

    alert_limits: AlertLimits = Field(
        description="Of each figure of a run where a warning begins, and where a failure: "
        "`{match_rate: [0.72, 0.7]}`. A figure left out is never alarming."
    )
    alert_webhook: WebAddress = Field(
        description="An http or https address that alerts are posted to as JSON. Empty: none."
    )

    stray_identifier_share: float = Field(
        ge=0,
        le=0.5,
        description="An identifier on a smaller share of a firm's awards is a slip of the pen.",
    )
    max_names_per_identifier: int = Field(
        ge=1, le=100_000, description="An identifier under more different names is nobody's."
    )
    max_rows_per_recipient: int = Field(
        ge=1, le=100_000, description="A warning when more rows are united into one recipient."
    )

    heed_decisions: bool = Field(
        description="Whether `match_overrides.csv` and `reviewed_matches.csv` count."
    )
    decisions_as_of: Day = Field(
        description="Decisions must not have expired on this day; empty: the day of the run."
    )

    award_number_min_length: int = Field(
        ge=4, le=30, description="A shorter award number is no evidence."
    )
    award_number_min_name_score: Score = Field(
        description="An award number leads to a match when the names are at least so alike."
    )

    name_accept_score: float = Field(
        ge=50,
        le=100,
        description="A match by name is accepted when it is right with at least this probability.",
    )
    name_review_score: float = Field(
        ge=50, le=100, description="... and is left to a person from this probability on."
    )
    name_ambiguity_odds: float = Field(
        ge=1,
        le=1000,
        description="A rival at most so many times less likely makes a match too close to call.",
    )
    name_postings_budget: int = Field(
        ge=1,
        le=1_000_000,
        description="How many recipient names to look up for one name of a firm.",
    )
    name_candidates_kept: int = Field(
        ge=1, le=1000, description="How many candidates of one name to compare closely."
    )
    name_misspelt_word_names: int = Field(
        ge=0,
        le=1_000_000,
        description="A word that more recipient names hold is taken to be spelt right.",
    )
    name_candidate_score: Score = Field(
        description="Names less alike are no candidates, whatever the place."
    )
    name_disagrees_below: Score = Field(
        description="An exact identifier between names less alike is flagged `name_disagrees`."
    )
    name_twin_score: Score = Field(
        description="Two recipient rows that an identifier leads to are one entity when both names "
        "are at least so like the firm's."
    )
    name_chunks: int = Field(
        ge=1, le=1024, description="Chunks in which names are scored; they change no figure."
    )
    name_chunk_memory_mb: int = Field(
        ge=1, le=1_000_000, description="A chunk that would need more memory is halved."
    )

    regression_time_warning_percent: Percent = Field(
        description="A benchmark in which the build or a model is so much slower warns."
    )
    regression_time_failure_percent: Percent = Field(description="... or fails.")
    regression_time_floor_seconds: float = Field(
        ge=0, le=86_400, description="... while a smaller change of time is none."
    )
    regression_memory_warning_percent: Percent = Field(
        description="A benchmark in which the build or a model takes so much more memory warns."
    )
    regression_memory_failure_percent: Percent = Field(description="... or fails.")
    regression_memory_floor_mb: float = Field(
        ge=0, le=1_000_000, description="... while a smaller change of memory is none."
    )
    regression_work_warning_percent: Percent = Field(
        description="More rows scanned or passed on by a model than so many percent warn."
    )
    regression_work_failure_percent: Percent = Field(description="... or fail.")
    regression_work_floor_rows: int = Field(
        ge=0, le=1_000_000_000, description="... while fewer rows warn at most."
    )
    regression_match_rate_warning_points: Points = Field(
        description="A benchmark whose match rate or precision is so many points lower warns."
    )
    regression_match_rate_failure_points: Points = Field(description="... or fails.")
    regression_busy_percent: Points = Field(
        description="Times are not judged where other work had a larger share of the processors."
    )
    regression_recent_results: int = Field(
        ge=1, le=1000, description="Of how many latest results the median is compared with too."
    )
    benchmark_results: Path = Field(
        description="The folder whose benchmarks `obs_runs` and `obs_model_runs` take in, or empty."
    )
