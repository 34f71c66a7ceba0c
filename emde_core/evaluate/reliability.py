"""Whether scores mean what they say: films said to be k times as likely as the average one, how likely were they?"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from emde_core.validation.splits import Split

Floats = NDArray[np.float64]
EDGES = (-np.inf, -1.25, -0.75, -0.25, 0.25, 0.75, 1.25, 1.75, 2.25, 2.75, np.inf)  # of scores, in nats
AVERAGE = 3  # the bin of films as likely as the average one


@dataclass
class Reliability:
    """Films that held-out viewers had not been shown, counted by their scores.

    Attributes:
        films: how many had a score in each bin; liked: how many of them were among the likes to be found.
        odds: the sum of exp(score) in each bin.
    """

    films: Floats = field(default_factory=lambda: np.zeros(len(EDGES) - 1))
    liked: Floats = field(default_factory=lambda: np.zeros(len(EDGES) - 1))
    odds: Floats = field(default_factory=lambda: np.zeros(len(EDGES) - 1))

    def take(self, scores: Floats, split: Split) -> None:
        """Count a split's viewers by their scores [viewers, films], in nats."""
        unseen = split.known.toarray() == 0
        relative = (scores - scores.mean(axis=1, keepdims=True))[unseen]
        bins = np.digitize(relative, EDGES[1:-1])
        wanted = (split.wanted.toarray() > 0)[unseen]
        self.films += np.bincount(bins, minlength=len(self.films))
        self.liked += np.bincount(bins, wanted, len(self.films))
        self.odds += np.bincount(bins, np.exp(relative), len(self.films))

    def records(self) -> list[dict[str, object]]:
        """Rows to keep: how many times as likely as the average film each bin's films were said to be, and were."""
        rows: list[dict[str, object]] = []
        usual = self.liked[AVERAGE] / max(self.films[AVERAGE], 1)
        for k, count in enumerate(self.films.tolist()):
            if count and usual:
                found = self.liked[k] / count
                half = 1.96 * np.sqrt(max(found * (1 - found), 1 / count**2) / count) / usual
                about: dict[str, object] = {"part": "reliability", "subject": f"bin {k}", "n": int(count)}
                said, times = self.odds[k] / count, found / usual
                rows.append(about | {"metric": "said", "mean": said, "low": said, "high": said})
                ends = {"low": max(0.0, times - half), "high": times + half}
                rows.append(about | {"metric": "found", "mean": times} | ends)
        return rows
