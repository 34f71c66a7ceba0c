"""Histories that differ from the one there is: one film left out, or the smallest edit that moves a film."""

from emde_core.explain.counterfactual.edits import Edit
from emde_core.explain.counterfactual.leave_one_out import LeaveOneOut, LeftOut, leave_one_out
from emde_core.explain.counterfactual.search import Counterfactual, Goal, smallest_edit

__all__ = ["Counterfactual", "Edit", "Goal", "LeaveOneOut", "LeftOut", "leave_one_out", "smallest_edit"]
