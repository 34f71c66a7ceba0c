"""Many histories explained at once, for researchers."""

from emde_core.batch.histories import read_histories
from emde_core.batch.table import COLUMNS, explain_histories

__all__ = ["COLUMNS", "explain_histories", "read_histories"]
