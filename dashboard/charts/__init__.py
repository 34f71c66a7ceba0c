"""Figures from plain data: use them in a notebook as well.

>>> from dashboard.charts import history_bars, waterfall  # doctest: +SKIP
>>> waterfall(model.explain(history, "Brazil")).show()  # doctest: +SKIP
"""

from dashboard.charts.explanation import (
    OTHERS,
    TITLE_LENGTH,
    FilmBar,
    Step,
    film_bars,
    history_bars,
    history_takeaway,
    steps,
    waterfall,
    waterfall_takeaway,
)

__all__ = [
    "OTHERS",
    "TITLE_LENGTH",
    "FilmBar",
    "Step",
    "film_bars",
    "history_bars",
    "history_takeaway",
    "steps",
    "waterfall",
    "waterfall_takeaway",
]
