"""Time to simulate viewers of the demo's films; asked: two thousand in at most 5 s."""

from __future__ import annotations

import time

from emde_core.data.simulate import simulate


def test_simulating_viewers(demo_model, measured):
    start = time.perf_counter()
    simulation = simulate(demo_model.catalogue, viewers=2000)
    seconds = time.perf_counter() - start
    measured(f"simulating {len(simulation.interactions.viewers)} viewers", f"{seconds:.1f} s")
