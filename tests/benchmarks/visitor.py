"""A session without a browser: speaks Streamlit's own messages over its socket, so that twenty fit on two cores."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.Button_pb2 import Button
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

LARGEST = 64 * 2**20  # bytes of a message


@dataclass
class Visitor:
    """One session.

    Attributes:
        buttons: on the page now, by label.
        components: on the page now, by name.
        errors: what the page complained of.
    """

    address: str
    buttons: dict[str, Button] = field(default_factory=dict)
    components: dict[str, BidiComponent] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    _known: dict[str, ForwardMsg] = field(default_factory=dict)  # large messages, sent once and then referred to
    _open: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Visitor:
        host = urlsplit(self.address).netloc
        stream = connect(f"ws://{host}/_stcore/stream", subprotocols=["streamlit"], max_size=LARGEST)
        self._socket: ClientConnection = self._open.enter_context(stream)
        self._run(BackMsg(rerun_script={}))
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._open.close()

    def press(self, label: str) -> float:
        """Click the button with this label; seconds until the page has been sent."""
        return self._trigger(WidgetState(id=self.buttons[label].id, trigger_value=True))

    def pick(self, place: int) -> float:
        """Choose a poster of the grid by its place; seconds until the page has been sent."""
        grid = self.components["emde.poster_grid"]
        film = json.loads(grid.mixed.json or grid.json)["tiles"][place]["id"]
        event = json.dumps([{"event": "pick", "value": film}])
        return self._trigger(WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{grid.id}__events", json_trigger_value=event))

    def _trigger(self, state: WidgetState) -> float:
        message = BackMsg()
        message.rerun_script.widget_states.widgets.append(state)
        return self._run(message)

    def _run(self, message: BackMsg) -> float:
        message.rerun_script.cached_message_hashes.extend(self._known)
        self.buttons, self.components = {}, {}
        start = time.perf_counter()
        self._socket.send(message.SerializeToString())
        while True:
            received = ForwardMsg.FromString(self._socket.recv())
            if received.ref_hash:
                received = self._known[received.ref_hash]
            elif received.metadata.cacheable:
                self._known[received.hash] = received
            kind = received.WhichOneof("type")
            if kind == "delta":
                self._keep(received)
            if kind == "script_finished":
                return time.perf_counter() - start

    def _keep(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "button":
            self.buttons[element.button.label] = element.button
        elif kind == "bidi_component":
            self.components[element.bidi_component.component_name] = element.bidi_component
        elif kind == "exception":
            self.errors.append(element.exception.message)
        elif kind == "html" and 'role="alert"' in element.html.body:
            self.errors.append(element.html.body)
