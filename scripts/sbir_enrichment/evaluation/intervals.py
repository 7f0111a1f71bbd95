"""How far the true share may lie from a counted one."""

from math import sqrt

# The two-sided 95 % quantile of the normal distribution.
Z_95 = 1.959963984540054


def wilson_interval(right: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share by E. B. Wilson's score method (1927).

    Unlike the textbook interval it stays within 0 and 1 and has a width also where all or none
    are right, which is where good matching lives.

    Args:
        right: How many were right, 0 to `of`.
        of: How many were counted, at least 1.

    Raises:
        ValueError: The counts cannot be: none counted, or more right than counted.
    """
    if not 0 <= right <= of or of == 0:
        raise ValueError(f"no share of {right} right among {of}")
    share = right / of
    spread = Z_95 * Z_95 / of
    centre = (share + spread / 2) / (1 + spread)
    margin = Z_95 * sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    # A last binary digit must not push the ends past what is possible, or past the share.
    return max(0.0, min(share, centre - margin)), min(1.0, max(share, centre + margin))
