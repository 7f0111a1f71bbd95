"""The items of the list that are looked at from the deployment on."""

from sbir_enrichment.deployment import build_probes, measured_probes
from sbir_enrichment.deployment.commands import AUDIT, EVIDENCE, PYTHON, RUN
from sbir_enrichment.deployment.items import Item

FROM_DEPLOYMENT = (
    Item(
        "run-published",
        "deployment",
        "The last run came to its end and published its marts",
        "Otherwise the marts are those of an earlier run, and nobody may have noticed.",
        build_probes.last_run_published,
        RUN,
        age_days=45,
    ),
    Item(
        "gates-hold",
        "deployment",
        "Every gate holds in the build that is published",
        "A gate that fails means that the marts are not what was promised.",
        build_probes.gates_hold,
        (*RUN, f"# where a gate fails, read why: {PYTHON}/validate_enrichment_quality.py"),
        age_days=45,
    ),
    Item(
        "inputs-fresh",
        "deployment",
        "The files that were read are not too old",
        "The limit is that of a failure in `alert_limits.input_age_days`.",
        build_probes.inputs_are_fresh,
        ("# put newer files in the place of the old ones, then:", *RUN),
    ),
    Item(
        "own-files",
        "deployment",
        "What is published is of your own files",
        "The bundled sample is made up; it shows that the machinery works, no more.",
        build_probes.inputs_are_your_own,
        RUN[1:],
        is_critical=False,
    ),
    Item(
        "docs-built",
        "deployment",
        "Every page of the docs site is of the build that is published",
        "People read the site and believe that it tells of the tables.",
        build_probes.docs_are_of_this_build,
        ("{build}make docs",),
    ),
    Item(
        "backup",
        "deployment",
        "There is a whole backup of the build that is published",
        "The history of published builds is in the database alone.",
        measured_probes.backup_is_of_this_build,
        (
            f"{PYTHON}/back_up_database.py --database {{database}} --to backups/ "
            f"--output-json {EVIDENCE}/backup.json",
        ),
        age_days=45,
    ),
    Item(
        "no-alarm",
        "after",
        "The last run raised no alarm",
        "Its figures are beyond what `alert_limits` calls a failure.",
        build_probes.no_alarm_was_raised,
        ("cat $(ls reports/alerts/*.md | tail -1)", "# mend what it names, then:", *RUN),
        age_days=45,
    ),
    Item(
        "figures-looked-at",
        "after",
        "A person looked at the figures of this build",
        "Open the page Match quality of the docs site. Ask of each figure that moved why it did.",
        age_days=45,
        since_build=True,
    ),
    Item(
        "on-call-named",
        "maintenance",
        "Somebody is on call, and knows the runbooks",
        "Name who is told when a run fails, and let them read docs/operations.md.",
        age_days=180,
    ),
    Item(
        "packages-audited",
        "maintenance",
        "No package is known to be unsafe",
        "Needs a network that reaches the database of known holes.",
        measured_probes.no_package_is_known_to_be_unsafe,
        (
            "python3.11 -m venv target/audit",
            f"{AUDIT}/pip install pip-audit==2.10.1",
            f"mkdir -p {EVIDENCE}",
            f"{AUDIT}/pip-audit --requirement requirements.lock --no-deps --disable-pip "
            f"--format json --output {EVIDENCE}/audit.json",
        ),
        is_critical=False,
        age_days=45,
    ),
    Item(
        "restore-drill",
        "rollback",
        "A backup was put back, and every row was there",
        "A backup that was never put back is a hope.",
        measured_probes.backups_can_be_put_back,
        (
            f"{PYTHON}/back_up_database.py --database {{database}} --drill "
            f"--output-json {EVIDENCE}/restore_drill.json",
        ),
        age_days=90,
    ),
    Item(
        "rollback-rehearsed",
        "rollback",
        "A person has gone through the runbook Rollback",
        "Follow Rollback in docs/operations.md on a copy, from its first line to its last.",
        age_days=180,
    ),
)
