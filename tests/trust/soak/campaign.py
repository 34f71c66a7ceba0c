"""The campaign: a server, people at it, faults in the middle, and what was written down of it all."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from threading import Event, Thread

from emde_core.recommender import Recommender
from tests.serving import Server, free_port, served
from tests.trust.soak.client import SocketClient
from tests.trust.soak.ledger import Ledger, figures
from tests.trust.soak.pages import browse
from tests.trust.soak.person import Person
from tests.visitor import Visitor

THINK = (5.0, 15.0)  # seconds between a page that is there and the next click, evenly spread
SLOW_EVERY, SLOW = 10, 200_000  # every tenth session reads so many bytes a second
DROP_EVERY, DROP_AFTER = 5, 15  # every fifth session loses its connection after so many clicks, again and again
DEAD = 3.0  # seconds between the server's end and its new start
SAMPLE = 5.0  # seconds between two looks at the server's memory
ARRIVAL = 20.0  # seconds in which sessions arrive
WARM = 120.0  # seconds after a start from which memory is to stay
FORGOTTEN = 150.0  # seconds after which Streamlit has let go of sessions that left; it keeps them for 120
TROUBLE = ("Traceback", "ERROR", "CRITICAL", "Exception")  # in a line of the server's log


@dataclass(frozen=True)
class Plan:
    """Sizes of a campaign.

    Attributes:
        sessions: over a socket, without a browser.
        pages: of a real browser, beside them.
        minutes: from the first session to the last click; the server is killed in the middle.
        seed: of every script.
    """

    sessions: int = 46
    pages: int = 4
    minutes: float = 10.0
    seed: int = 0


@dataclass
class Stage:
    """A server that can be killed and started again at its port, with one log."""

    model: Path
    log: Path
    port: int = field(default_factory=free_port)
    _open: ExitStack = field(default_factory=ExitStack)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> Server:
        """Start it, and wait until it answers."""
        output = self._open.enter_context(self.log.open("ab"))
        self.server = self._open.enter_context(served(self.model, self.port, output))
        return self.server

    def kill(self) -> None:
        """Kill it, as ``kill -9`` does."""
        self._open.close()

    def trouble(self) -> list[str]:
        """Return the lines of the log that tell of an error."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if any(word in line for word in TROUBLE)]


@contextmanager
def stage(model: Path, log: Path) -> Iterator[Stage]:
    """A server on a model, while the block runs."""
    place = Stage(model, log)
    place.start()
    try:
        yield place
    finally:
        place.kill()


@contextmanager
def person_at(
    address: str, name: str, model: Recommender, ledger: Ledger, speed: int | None = None
) -> Iterator[Person]:
    """Somebody at a socket whose page is there, while the block runs."""
    start = time.perf_counter()
    with Visitor(address, speed) as visitor:
        ledger.waited("open", time.perf_counter() - start)
        yield Person(name, SocketClient(visitor), model, ledger)


def soak(folder: Path, log: Path, plan: Plan, say: Callable[[str], None]) -> dict[str, object]:
    """Run a campaign on a model's folder; what was written down of it, as JSON can hold it."""
    model, ledger = Recommender.load(folder), Ledger()
    with stage(folder, log) as place:
        empty = _warm_up(place)
        ledger.start = time.perf_counter()
        with _sampling(place, ledger):
            killed, back = _run(place, model, ledger, plan, say)
            end = ledger.now()
        full = ledger.weigh(place.server.pid)
        say(f"sessions have left; {FORGOTTEN:.0f} s until Streamlit has let go of them")
        time.sleep(FORGOTTEN)
        with Visitor(place.address):
            pass  # it looks for sessions to let go of when another one leaves
        time.sleep(SAMPLE)
        left = ledger.weigh(place.server.pid)
        trouble = place.trouble()
    everybody = plan.sessions + plan.pages
    before = max(memory for at, memory in ledger.memory if at < killed)
    return {
        "sessions": plan.sessions,
        "pages": plan.pages,
        "minutes": plan.minutes,
        "think_seconds": THINK,
        "checks": ledger.checks,
        "errors": ledger.errors,
        "log_trouble": trouble,
        "seconds": ledger.latencies(),
        "returns": {
            "new server": figures(ledger.returns[True]),
            "same server": figures(ledger.returns[False]),
        },
        "memory": {
            "empty": empty,
            "most before the kill": before,
            "at the end": full,
            "after they left": left,
            "each": (before - empty) / everybody,
            "drift before the kill": drift(ledger.memory, WARM, killed),
            "drift after the kill": drift(ledger.memory, back + WARM, end),
            "samples": ledger.memory,
        },
    }


def _run(
    place: Stage, model: Recommender, ledger: Ledger, plan: Plan, say: Callable[[str], None]
) -> tuple[float, float]:
    """Have everybody click, and kill the server in the middle: when it was killed, and when it answered again."""
    middle, end = time.monotonic() + 30 * plan.minutes, time.monotonic() + 60 * plan.minutes
    with ThreadPoolExecutor(plan.sessions + 1) as threads:
        lives = [threads.submit(_live, k, place, model, ledger, plan, end) for k in range(plan.sessions)]
        if plan.pages:
            names = [f"{plan.seed}-page-{k}" for k in range(plan.pages)]
            lives.append(threads.submit(browse, names, place.address, model, ledger, end=end, think=THINK))
        time.sleep(middle - time.monotonic())
        say("the server is killed")
        killed = ledger.now()
        place.kill()
        time.sleep(DEAD)
        place.start()
        back = ledger.now()
        for life in lives:
            life.result()
    return killed, back


@contextmanager
def _sampling(place: Stage, ledger: Ledger) -> Iterator[None]:
    """Write the server's memory down again and again, while the block runs."""
    over = Event()

    def sample() -> None:
        while not over.wait(SAMPLE):
            with suppress(OSError, StopIteration):  # it is dead just now
                ledger.weigh(place.server.pid)

    thread = Thread(target=sample, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def drift(samples: list[tuple[float, float]], start: float, end: float) -> float | None:
    """Return the largest change of memory from its first value in a stretch of time, as a share of it."""
    values = [memory for at, memory in samples if start <= at <= end]
    return max(abs(value - values[0]) for value in values) / values[0] if values else None


def _warm_up(place: Stage) -> float:
    """Have what all sessions share loaded, the language model and small posters too; the server's memory then, MB."""
    with Visitor(place.address) as first:
        first.pick(1)
        for path in [path for path in first.screens if path]:
            first.turn_to(path)
    time.sleep(WARM / 4)
    return Ledger().weigh(place.server.pid)


def _live(number: int, place: Stage, model: Recommender, ledger: Ledger, plan: Plan, end: float) -> None:
    """Click through the dashboard until the end; what can't be borne is an error of this session."""
    name = f"{plan.seed}-{number}"
    pace = random.Random(f"pace {name}")  # noqa: S311 - no secret
    time.sleep(pace.uniform(0, ARRIVAL))
    slow = SLOW if number % SLOW_EVERY == SLOW_EVERY - 1 else None
    try:
        with person_at(place.address, name, model, ledger, slow) as person:
            for click in count(1):
                time.sleep(pace.uniform(*THINK))
                if time.monotonic() > end:
                    return
                if number % DROP_EVERY == 0 and click % DROP_AFTER == 0:
                    person.client.drop()
                person.step()
    except Exception as error:  # noqa: BLE001 - whatever it is, the campaign goes on and tells of it
        ledger.fail(name, f"ended by {type(error).__name__}: {error}")
