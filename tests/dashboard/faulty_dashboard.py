"""The dashboard with a panel, a callback, a file and a screen that fail. Its log is the first argument."""

import os
import sys

from dashboard.__main__ import main
from dashboard.browser import screens
from dashboard.panels.common import panel, share_and_save
from dashboard.state.state import State


def fail(*_: object, **__: object) -> None:
    raise ValueError("a fault that was put there")


if __name__ == "__main__":
    log = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_CREAT)
    os.dup2(log, sys.stderr.fileno())
    for screen in screens.SCREENS:
        screen.view()
    next(each for each in panel.PANELS if each.name == "The recommendations").draw = fail
    share_and_save.explanation_table = fail  # type: ignore[assignment]
    State.clear = fail  # type: ignore[assignment, method-assign]
    sys.modules[screens.EVIDENCE.module].show = fail
    main()
