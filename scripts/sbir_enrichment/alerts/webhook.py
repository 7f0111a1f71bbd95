"""Telling another service of the alerts."""

import urllib.error
import urllib.request

from sbir_enrichment.alerts.alert_report import AlertReport
from sbir_enrichment.settings.hidden import shown

SECONDS = 10


def post_report(report: AlertReport, address: str) -> str:
    """Post a report as JSON; return what went wrong, empty when nothing did.

    A service that does not answer is no reason for a run to fail.

    Args:
        report: What to post.
        address: Where to; http or https, which the setting is held to.
    """
    request = urllib.request.Request(  # noqa: S310 (the setting allows http and https alone)
        address,
        data=report.model_dump_json().encode(),
        headers={"Content-Type": "application/json"},
        method="POST",
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS):  # noqa: S310
            return ""
    except (urllib.error.URLError, OSError, ValueError) as error:
        return f"alert_webhook: {shown('alert_webhook', address)} did not take the alerts: {error}"
