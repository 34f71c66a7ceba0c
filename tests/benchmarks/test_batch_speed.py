"""How many recommendations a second ``emde explain --histories`` explains; asked: at least 2,000 on two cores."""

from __future__ import annotations

import time

from emde_core.batch import explain_histories
from emde_core.progress import silent

TOP = 10


def test_every_viewer_of_the_demo(demo_model, demo_interactions, tmp_path, measured):
    ratings, out = tmp_path / "ratings.csv", tmp_path / "explanations.parquet"
    demo_interactions.table.to_csv(ratings, index=False)
    start, started = time.perf_counter(), time.process_time()
    count = explain_histories(demo_model, ratings, TOP, out, silent)
    seconds, processor = time.perf_counter() - start, time.process_time() - started
    viewers = demo_interactions.table["viewer"].nunique()
    size = out.stat().st_size / 1e6
    measured(
        f"explaining the {TOP} best films of {viewers} viewers",
        f"{seconds:.1f} s ({processor:.1f} s of processor time), {count / seconds:,.0f} recommendations a second, "
        f"{size:.0f} MB",
    )
