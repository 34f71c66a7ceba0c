"""Waits for clicks in two versions of the dashboard, in turn within the same minutes.

    python -m tests.benchmarks.waits_in_turn TREE MODEL OTHER_TREE ITS_MODEL

A tree is a checkout, and a model one that it has trained. What is printed are milliseconds, median and p95.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

from tests.serving import CHROMIUM_ARGUMENTS, answering, chromium_binary, free_port

from .clicks import edits, opened, selections, settle, start_from, wishes

ROUNDS = 4
CLICKS = {"select another film": (selections, 10), "edit the history": (edits, 6), "wish for more of it": (wishes, 4)}


def main(words: list[str]) -> None:
    """Measure both and print what each click took."""
    versions = [(Path(tree), Path(model)) for tree, model in zip(words[::2], words[1::2], strict=True)]
    waits: dict[tuple[str, Path], list[float]] = defaultdict(list)
    with ExitStack() as stack:
        engine = stack.enter_context(sync_playwright())
        browser = engine.chromium.launch(executable_path=chromium_binary(), args=CHROMIUM_ARGUMENTS)
        pages = {tree: _settled(stack, browser, tree, model) for tree, model in versions}
        for _ in range(ROUNDS):
            for tree, page in pages.items():
                page.bring_to_front()
                for name, (click, count) in CLICKS.items():
                    waits[name, tree] += click(page, count)
        browser.close()
    for (name, tree), milliseconds in sorted(waits.items()):
        middle, late = np.percentile(milliseconds, [50, 95])
        print(f"{name}, {tree}: median {middle:.0f} ms, p95 {late:.0f} ms, of {len(milliseconds)}")


def _settled(stack: ExitStack, browser: Browser, tree: Path, model: Path) -> Page:
    port = free_port()
    command = ("dashboard", "--server.port", port, "--", "--model", model.resolve())
    page = opened(browser, stack.enter_context(answering(port, *command, cwd=tree)).address)
    start_from(page)
    settle(page)
    return page


if __name__ == "__main__":
    main(sys.argv[1:])
