"""Beginnings of the commands that mend items."""

from sbir_enrichment.deployment.sign_offs import PLACEHOLDER

PYTHON = ".venv/bin/python scripts"
EVIDENCE = "reports/deployment"
AUDIT = "target/audit/bin"
RUN = (
    "{build}make build",
    f"# of your own files: {PYTHON}/run_pipeline.py --vars '{{{{sbir_award_data: F, "
    "usaspending_recipient_lookup: F, usaspending_prime_awards: F}}'",
)
"""What builds and publishes."""


def signing(key: str) -> str:
    """Return the command by which a person signs."""
    return f"{PYTHON}/check_deployment.py --sign {key} --by '{PLACEHOLDER}'"
