"""The items of the list that are looked at before a deployment."""

from sbir_enrichment.deployment import code_probes, machine_probes, measured_probes
from sbir_enrichment.deployment.commands import EVIDENCE, PYTHON
from sbir_enrichment.deployment.items import Item
from sbir_enrichment.deployment.tests_evidence import all_tests_passed

UNTIL_DEPLOYMENT = (
    Item(
        "code-committed",
        "before",
        "The code is that of a commit",
        "Tests and measurements tell of a commit; of changed files they tell nothing.",
        code_probes.code_is_committed,
        ("git status --short", "# then commit, or undo, what it shows"),
    ),
    Item(
        "versions-locked",
        "before",
        "Python and every package have the locked version",
        "Only these versions were tested together.",
        code_probes.versions_are_locked,
        ("rm -f .venv/.installed && make setup",),
    ),
    Item(
        "settings-valid",
        "before",
        "Every setting is known and in range",
        "A misspelt setting would leave the default in force.",
        code_probes.settings_can_be_used,
        (f"{PYTHON}/show_settings.py",),
    ),
    Item(
        "no-secrets",
        "before",
        "No file that git follows holds a key, a token or a password",
        "What is committed once is known for good.",
        code_probes.no_secrets_in_the_tree,
        (
            "# take it out, have it revoked; a false alarm: put `pragma: allowlist secret` in a "
            "comment on the line",
        ),
    ),
    Item(
        "licence-read",
        "before",
        "The terms of the data were read",
        "Read the terms under which SBIR.gov, USAspending and SAM.gov give out their data, and "
        "whether what you publish keeps to them.",
        age_days=365,
    ),
    Item(
        "room",
        "infrastructure",
        "Disk and memory are free for a run",
        "A full disk stops a run; the marts stay those of the last one, and grow old.",
        machine_probes.there_is_room,
        ("df -h . && free -h", "# make room, or name another disk in SBIR_DUCKDB_PATH"),
    ),
    Item(
        "database-free",
        "infrastructure",
        "Nobody has the database open for writing",
        "DuckDB allows one writer; a run would wait, and then give up.",
        machine_probes.nobody_holds_the_database,
        ("# end the process that is named, or wait for it",),
    ),
    Item(
        "permissions",
        "infrastructure",
        "Not everybody may write to database, reports and code",
        "Whoever may write to them decides what is published, and what runs.",
        machine_probes.others_cannot_write,
        ("chmod -R o-w {database}* reports models macros seeds scripts profiles",),
    ),
    Item(
        "tests-green",
        "testing",
        "All tests passed on this very code",
        "A green run of another commit, or with changed files, says nothing of this one.",
        all_tests_passed,
        ("make test",),
        age_days=90,
    ),
    Item(
        "baseline",
        "testing",
        "There is a performance baseline, of a machine like this",
        "Without it nobody notices that builds become slower.",
        measured_probes.baseline_is_comparable,
        (f"{PYTHON}/benchmark_enrichment.py --save-as-baseline --reason 'the first of this site'",),
        age_days=365,
    ),
    Item(
        "no-regression",
        "testing",
        "This code is neither slower, hungrier nor worse than the baseline",
        "What slips in unseen is found months later, among many changes.",
        measured_probes.nothing_regressed,
        (f"{PYTHON}/detect_performance_regression.py --output-json {EVIDENCE}/regression.json",),
        age_days=90,
    ),
    Item(
        "full-size",
        "testing",
        "A build of full size came to its end on this machine",
        "Time and memory at a hundredth of the size do not tell what happens at full size.",
        measured_probes.full_size_was_built,
        (
            f"{PYTHON}/benchmark_scale.py --sizes {{full_size}} --runs 1 "
            f"--output-json {EVIDENCE}/scale.json",
        ),
        age_days=180,
    ),
    Item(
        "resume-drill",
        "testing",
        "Runs that were killed were resumed, and came out as undisturbed ones",
        "The first kill must not be the real one.",
        measured_probes.runs_can_be_resumed,
        (f"{PYTHON}/drill_recovery.py --output-json {EVIDENCE}/recovery_drill.json",),
        age_days=180,
    ),
    Item(
        "degradation-drill",
        "testing",
        "Runs with little memory came to their end, and came out alike",
        "Memory is short on the day when another program has it.",
        measured_probes.little_memory_is_enough,
        (f"{PYTHON}/drill_degradation.py --output-json {EVIDENCE}/degradation_drill.json",),
        age_days=180,
    ),
)
