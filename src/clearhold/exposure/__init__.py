"""From matches to money: findings on a day, sums by group, and the coverage beside them."""

from clearhold.exposure.expose import Exposed, expose

__all__ = ["Exposed", "expose"]
