"""Finding secrets in files, by detect-secrets."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from detect_secrets import SecretsCollection
from detect_secrets.settings import transient_settings

# All of its detectors but those of random-looking text, which hashes are, and of addresses.
DETECTORS = (
    "ArtifactoryDetector",
    "AWSKeyDetector",
    "AzureStorageKeyDetector",
    "BasicAuthDetector",
    "CloudantDetector",
    "DiscordBotTokenDetector",
    "GitHubTokenDetector",
    "GitLabTokenDetector",
    "IbmCloudIamDetector",
    "IbmCosHmacDetector",
    "JwtTokenDetector",
    "KeywordDetector",
    "MailchimpDetector",
    "NpmDetector",
    "OpenAIDetector",
    "PrivateKeyDetector",
    "PypiTokenDetector",
    "SendGridDetector",
    "SlackDetector",
    "SoftlayerDetector",
    "SquareOAuthDetector",
    "StripeDetector",
    "TelegramBotTokenDetector",
    "TwilioKeyDetector",
)
ASKED = {
    "plugins_used": [{"name": name} for name in DETECTORS],
    "filters_used": [
        {"path": "detect_secrets.filters.allowlist.is_line_allowlisted"},
    ],
}


def find_secrets(files: Iterable[Path]) -> Iterator[tuple[Path, int, str]]:
    """Yield file, line and kind of what may be a secret, in the order of files and lines.

    A line that bears `pragma: allowlist secret` is passed over.
    """
    with transient_settings(ASKED):
        for path in files:
            found = SecretsCollection()
            found.scan_file(str(path))
            for secret in sorted(
                (secret for _, secret in found), key=lambda secret: secret.line_number
            ):
                yield path, secret.line_number, secret.type
