"""A session without a browser: speaks Streamlit's own messages over its socket, so that fifty fit on two cores.

Like a browser, it has an address, which the server writes into and every question holds; it goes on at that address,
with the name of its session, where its connection is lost.
"""

from __future__ import annotations

import json
import socket
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from secrets import token_hex
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

LARGEST = 64 * 2**20  # bytes of a message
PATIENCE = 120.0  # seconds until an answer that does not come is an error
FIRST_SCREEN = "Explore"  # has no path of its own
NO_TOKEN = "PLACEHOLDER_AUTH_TOKEN"  # noqa: S105 - what Streamlit's page sends where nobody logs in
XSRF = "_streamlit_xsrf"
SMALL_BUFFER = 8192  # bytes that wait unread at a slow visitor's


@dataclass
class Element:
    """Something on the page, with the fragment that it is drawn in; "" for the page itself."""

    content: Any
    fragment: str = ""


@dataclass
class Visitor:
    """One session.

    Attributes:
        address: of the server.
        bytes_a_second: how fast it reads; None for as fast as it can.
        query: the address's parameters.
        screen: Streamlit's name of the screen.
        screens: the same by path.
        buttons, popovers, downloads, uploaders: on the page now, by label.
        components: on the page now, by name.
        html: on the page now.
        session: name of the session, by which the server knows it.
        errors: what the page complained of.
    """

    address: str
    bytes_a_second: float | None = None
    query: str = ""
    screen: str = ""
    screens: dict[str, str] = field(default_factory=dict)
    buttons: dict[str, Element] = field(default_factory=dict)
    popovers: dict[str, Element] = field(default_factory=dict)
    downloads: dict[str, Element] = field(default_factory=dict)
    uploaders: dict[str, Element] = field(default_factory=dict)
    components: dict[str, Element] = field(default_factory=dict)
    html: list[str] = field(default_factory=list)
    session: str = ""
    errors: list[str] = field(default_factory=list)
    _known: dict[str, ForwardMsg] = field(default_factory=dict)  # large messages, sent once and then referred to
    _open: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Visitor:
        self.connect()
        self.run()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._open.close()

    def connect(self) -> None:
        """Open the socket; a session that the server still knows goes on.

        Raises:
            OSError, websockets.exceptions.WebSocketException: there is no server, or it refuses.
        """
        self._open.close()
        url = urlsplit(self.address)
        end = socket.create_connection((str(url.hostname), url.port or 80), timeout=PATIENCE)
        if self.bytes_a_second:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
        names = ["streamlit", NO_TOKEN, *([self.session] if self.session else [])]
        stream = connect(
            f"ws://{url.netloc}/_stcore/stream", sock=end, subprotocols=names, max_size=LARGEST, ping_interval=None
        )
        self._socket: ClientConnection = self._open.enter_context(stream)
        if self.session:
            self._catch_up()

    def _catch_up(self) -> None:
        """Read what was meant for the lost connection: nothing of it answers what is asked next.

        Messages come in their order, so that the answer to a small question is the last of them; but the beginning of a
        run throws away answers that have not been sent.
        """
        question = self._ask_for_places()
        while not self._answers(question, received := self._receive()):
            self._take(received)
            if received.WhichOneof("type") == "new_session":
                question = self._ask_for_places()

    def _ask_for_places(self, *names: str) -> str:
        """Ask where to put files; the question's name."""
        message = BackMsg()
        asked = message.file_urls_request
        asked.request_id, asked.session_id = token_hex(8), self.session
        asked.file_names.extend(names)
        self._socket.send(message.SerializeToString())
        return asked.request_id

    def _answers(self, question: str, received: ForwardMsg) -> bool:
        answer = received.file_urls_response
        return received.WhichOneof("type") == "file_urls_response" and answer.response_id == question

    def drop(self) -> None:
        """Lose the connection without a word of goodbye; one that is lost already stays so."""
        with suppress(OSError):
            self._socket.socket.shutdown(socket.SHUT_RDWR)

    @property
    def parameters(self) -> dict[str, str]:
        """The address's parameters by name."""
        return {name: values[-1] for name, values in parse_qs(self.query).items()}

    def data(self, component: str) -> Any:
        """Return what a component on the page was drawn with."""
        drawn = self.components[f"emde.{component}"].content
        return json.loads(drawn.mixed.json or drawn.json)

    def press(self, label: str) -> float:
        """Click the button with this label; seconds until the page has been sent."""
        button = self.buttons[label]
        return self.run(WidgetState(id=button.content.id, trigger_value=True), button.fragment)

    def pick(self, place: int) -> float:
        """Choose a poster of the grid by its place; seconds until the page has been sent."""
        return self.send("poster_grid", "pick", self.data("poster_grid")["tiles"][place]["id"])

    def send(self, component: str, event: str, value: object) -> float:
        """Have a component send an event; seconds until the page has been sent."""
        drawn = self.components[f"emde.{component}"]
        events = json.dumps([{"event": event, "value": value}])
        name = f"$$STREAMLIT_INTERNAL_KEY_{drawn.content.id}__events"
        return self.run(WidgetState(id=name, json_trigger_value=events), drawn.fragment)

    def open(self, label: str) -> float:
        """Open what is folded away behind a button; seconds until it has been sent."""
        popover = self.popovers[label]
        return self.run(WidgetState(id=popover.content.id, bool_value=True), popover.fragment)

    def turn_to(self, path: str) -> float:
        """Go to a screen, as its link in the navigation does; seconds until it has been sent."""
        return self.send("navigation", "go", path.replace("-", " ").capitalize() or FIRST_SCREEN)

    def download(self, label: str) -> bytes:
        """Have a file made by a download button, and fetch it."""
        message = BackMsg()
        asked = message.backend_operation_request
        asked.request_id, asked.session_id = "download", self.session
        asked.deferred_file.file_id = self.downloads[label].content.deferred_file_id
        self._socket.send(message.SerializeToString())
        while (received := self._receive()).WhichOneof("type") != "backend_operation_response":
            pass
        answer = received.backend_operation_response
        if answer.error_msg:
            raise RuntimeError(answer.error_msg)
        got = requests.get(urljoin(self.address, answer.deferred_file.url), timeout=PATIENCE)
        got.raise_for_status()
        return got.content

    def upload(self, label: str, name: str, content: bytes) -> float:
        """Give a file to the page; seconds until the page has been sent, the upload included."""
        start = time.perf_counter()
        question = self._ask_for_places(name)
        while not self._answers(question, received := self._receive()):
            pass
        place = received.file_urls_response.file_urls[0]
        with requests.Session() as http:
            http.get(urljoin(self.address, "_stcore/health"), timeout=PATIENCE)
            token = {"X-Xsrftoken": http.cookies.get(XSRF, "")}
            url = urljoin(self.address, place.upload_url)
            http.put(url, files={"file": (name, content)}, headers=token, timeout=PATIENCE).raise_for_status()
        state = WidgetState(id=self.uploaders[label].content.id)
        file = state.file_uploader_state_value.uploaded_file_info.add()
        file.name, file.size, file.file_id = name, len(content), place.file_id
        file.file_urls.CopyFrom(place)
        self.run(state)
        return time.perf_counter() - start

    def run(self, state: WidgetState | None = None, fragment: str = "") -> float:
        """Have the page drawn, after a change of a widget if there is one; seconds until it has been sent."""
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.fragment_id = self.query, fragment
        asked.page_script_hash = self.screen
        if state is not None:
            asked.widget_states.widgets.append(state)
        asked.cached_message_hashes.extend(self._known)
        if not fragment:
            self._clear()
        start = time.perf_counter()
        self._socket.send(message.SerializeToString())
        has_begun = False  # else it is the end of a run before this one
        while True:
            received = self._receive()
            self._take(received)
            has_begun = has_begun or received.WhichOneof("type") == "new_session"
            if has_begun and received.WhichOneof("type") == "script_finished" and self._is_last(received):
                return time.perf_counter() - start

    def _is_last(self, received: ForwardMsg) -> bool:
        """Return False where the script ends only to begin again, as for another screen."""
        return received.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN

    def _receive(self) -> ForwardMsg:
        content = self._socket.recv(timeout=PATIENCE)
        if self.bytes_a_second:
            time.sleep(len(content) / self.bytes_a_second)
        received = ForwardMsg.FromString(content)
        if received.ref_hash:
            return self._known[received.ref_hash]
        if received.metadata.cacheable:
            self._known[received.hash] = received
        return received

    def _clear(self) -> None:
        for elements in (self.buttons, self.popovers, self.downloads, self.uploaders, self.components):
            elements.clear()
        self.html.clear()

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._draw(message)
        elif kind == "new_session":
            self.session = message.new_session.initialize.session_id or self.session
            if not message.metadata.run.fragment_ids:
                self._clear()  # a run that begins again draws the page from its top
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "navigation":
            self.screen = message.navigation.page_script_hash
            self.screens = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}

    def _draw(self, message: ForwardMsg) -> None:
        fragment, element = message.delta.fragment_id, message.delta.new_element
        if message.delta.add_block.HasField("popover"):
            popover = message.delta.add_block.popover
            self.popovers[popover.label] = Element(popover, fragment)
        kind = element.WhichOneof("type")
        if kind == "button":
            self.buttons[element.button.label] = Element(element.button, fragment)
        elif kind == "download_button":
            self.downloads[element.download_button.label] = Element(element.download_button, fragment)
        elif kind == "file_uploader":
            self.uploaders[element.file_uploader.label] = Element(element.file_uploader, fragment)
        elif kind == "bidi_component":
            self.components[element.bidi_component.component_name] = Element(element.bidi_component, fragment)
        elif kind == "exception":
            self.errors.append(element.exception.message)
        elif kind == "html":
            self.html.append(element.html.body)
            if 'role="alert"' in element.html.body:
                self.errors.append(element.html.body)
