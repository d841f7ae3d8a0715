"""Visitors without a browser: each an open page over a websocket of its own."""

import asyncio
import contextlib
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

LARGEST = 50_000_000
PATIENCE = 300.0


@dataclass
class Widget:
    """A control on the page: its id, and what it is set to."""

    id: str
    kind: str


@dataclass
class Visitor:
    """One open page.

    Attributes:
        words: Everything that the page says, in order.
        widgets: Its sliders and buttons by label.
        timers: Parts of the page that ask to be drawn again, by their id, and how often.
    """

    socket: Any
    query: str = ""
    words: list[str] = field(default_factory=list)
    widgets: dict[str, Widget] = field(default_factory=dict)
    timers: dict[str, float] = field(default_factory=dict)
    set_to: dict[str, Any] = field(default_factory=dict)
    received: int = 0

    async def open(self, **query: object) -> float:
        """Draw the page for the first time; returns the seconds that it took."""
        self.query = urlencode(query)
        return await self.rerun()

    async def move(self, slider: str, value: int) -> float:
        """Move a slider; returns the seconds until the page was drawn again."""
        self.set_to[self.widgets[slider].id] = ("double_array_value", [float(value)])
        return await self.rerun()

    async def press(self, button: str) -> float:
        """Press a button; returns the seconds until the page was drawn again."""
        return await self.rerun(trigger=self.widgets[button].id)

    async def rerun(self, *, trigger: str = "", fragment: str = "") -> float:
        """Have the page, or a part of it, drawn again."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.fragment_id = fragment
        state.is_auto_rerun = bool(fragment)
        for key, (kind, value) in self.set_to.items():
            widget = state.widget_states.widgets.add(id=key)
            getattr(widget, kind).data.extend(value)
        if trigger:
            state.widget_states.widgets.add(id=trigger, trigger_value=True)
        start = time.perf_counter()
        if not fragment:
            self.words.clear()
            self.timers.clear()
        await self.socket.send(message.SerializeToString())
        await self._until_drawn()
        return time.perf_counter() - start

    async def stay(self, seconds: float) -> None:
        """Look at the page for a while; its parts are drawn again as they ask, as in a browser."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            fragment, every = next(iter(self.timers.items()), ("", left))
            await asyncio.sleep(min(every, left))
            if fragment and every < left:
                await self.rerun(fragment=fragment)

    async def wait_for(self, words: str, seconds: float = PATIENCE) -> bool:
        """Let the page draw its parts again, as a browser does, until it says something."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if any(words in said for said in self.words):
                return True
            if not self.timers:
                await asyncio.sleep(0.5)
                await self.rerun()
                continue
            fragment, every = next(iter(self.timers.items()))
            await asyncio.sleep(every)
            await self.rerun(fragment=fragment)
        return False

    def says(self, pattern: str) -> list[str]:
        """All that the page says which matches a pattern."""
        return [found for said in self.words for found in re.findall(pattern, said)]

    async def _until_drawn(self) -> None:
        """Read what the server sends until it has drawn the page, and once more if it goes on."""
        while True:
            message = ForwardMsg()
            raw = await asyncio.wait_for(self.socket.recv(), PATIENCE)
            self.received += len(raw)
            message.ParseFromString(raw)
            kind = message.WhichOneof("type")
            if kind == "delta":
                self._take(message.delta)
            elif kind == "auto_rerun":
                self.timers[message.auto_rerun.fragment_id] = message.auto_rerun.interval
            elif kind == "script_finished":
                status = ForwardMsg.ScriptFinishedStatus.Name(message.script_finished)
                if status != "FINISHED_EARLY_FOR_RERUN":
                    return
                # The whole page is drawn again, whatever was asked for.
                self.words.clear()
                self.timers.clear()

    def _take(self, delta: Any) -> None:
        if delta.WhichOneof("type") != "new_element":
            return
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "markdown":
            self.words.append(element.markdown.body)
        elif kind == "progress":
            self.words.append(element.progress.text)
        elif kind == "alert":
            self.words.append(element.alert.body)
        elif kind in ("slider", "button"):
            one = getattr(element, kind)
            self.widgets[one.label] = Widget(one.id, kind)


@contextlib.asynccontextmanager
async def visitor(server: str) -> AsyncIterator[Visitor]:
    """Somebody who comes, and leaves when this ends.

    Args:
        server: its address, such as `http://localhost:8501`.
    """
    address = server.replace("http", "ws", 1) + "/_stcore/stream"
    async with websockets.connect(
        address, subprotocols=["streamlit"], max_size=LARGEST, origin=server, ping_interval=None
    ) as socket:
        yield Visitor(socket)
