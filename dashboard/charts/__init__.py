"""Figures from plain data: use them in a notebook as well.

>>> from dashboard.charts import history_bars, waterfall  # doctest: +SKIP
>>> waterfall(model.explain(history, "Brazil")).show()  # doctest: +SKIP
"""

from dashboard.charts.explanation import (
    WaterfallStep,
    entry_bars,
    history_bars,
    history_takeaway,
    waterfall,
    waterfall_steps,
    waterfall_takeaway,
)

__all__ = [
    "WaterfallStep",
    "entry_bars",
    "history_bars",
    "history_takeaway",
    "waterfall",
    "waterfall_steps",
    "waterfall_takeaway",
]
