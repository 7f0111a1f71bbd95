"""Hearing dbt: what is done goes to the ledger, what people should know to the terminal."""

from typing import Any

from sbir_enrichment.pipeline.ledger import FinishedNode, LedgerWriter
from sbir_enrichment.pipeline.progress import RunProgress
from sbir_enrichment.scoring.chunked_scoring import HALVED

GOOD = {"success", "pass", "warn", "no-op"}
SAID_BY_US = "JinjaLogInfo"


class Follower:
    """The listener of a run.

    Args:
        ledger: Takes what is done.
        progress: Shows it.
    """

    def __init__(self, ledger: LedgerWriter, progress: RunProgress) -> None:
        self._ledger = ledger
        self._progress = progress
        self._command = ""
        self.degraded: list[str] = []

    def __call__(self, event: Any) -> None:  # noqa: ANN401 (a dbt EventMsg)
        """Take in one event."""
        name = event.info.name
        if event.info.invocation_id != self._command:
            self._command = event.info.invocation_id
            self._ledger.begin(self._command)
        if name == SAID_BY_US or event.info.level in ("warn", "error"):
            self._progress.say(event.info.msg)
            if HALVED in event.info.msg and name == SAID_BY_US:
                self.degraded.append(event.info.msg)
        elif name == "NodeFinished":
            self._finish(event)

    def _finish(self, event: Any) -> None:  # noqa: ANN401 (a dbt EventMsg)
        node, result = event.data.node_info, event.data.run_result
        if str(node.node_status).lower() in GOOD:
            self._ledger.finish(FinishedNode(node.unique_id, result.execution_time))
        self._progress.finished(node)
