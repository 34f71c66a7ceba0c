"""A small soak: sessions at once, each with edits of its own, a restart in the middle, and every page checked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from emde_core import Recommender
from tests.trust.soak.campaign import person_at, stage
from tests.trust.soak.ledger import Ledger

SESSIONS, STEPS = 4, 6  # steps before the restart, and after it


@pytest.mark.slow
def test_each_session_sees_its_own_state_before_and_after_a_killed_server(small_model_path, tmp_path):
    ledger, model = Ledger(), Recommender.load(small_model_path)
    with stage(small_model_path, tmp_path / "log") as place, ThreadPoolExecutor(SESSIONS) as threads:

        def restart() -> None:
            place.kill()
            place.start()

        together = Barrier(SESSIONS, action=restart, timeout=120)

        def live(number: int) -> int:
            with person_at(place.address, f"small-{number}", model, ledger) as person:
                for _ in range(STEPS):
                    person.step()
                together.wait()
                for _ in range(STEPS):
                    person.step()
                person.client.drop()  # a connection is lost, and the server is still there
                person.step()
                return len(person.history)

        sizes = list(threads.map(live, range(SESSIONS)))
        trouble = place.trouble()
    assert (ledger.errors, trouble) == ([], [])
    assert ledger.checks == SESSIONS * (2 * STEPS + 1)
    assert [len(ledger.returns[is_new]) for is_new in (True, False)] == [SESSIONS, SESSIONS]
    assert min(sizes) > 0
