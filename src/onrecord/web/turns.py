"""Pages in turn: a few are made at a time, those that were asked for first before the others.

All at once would share the processor evenly, and each be ready only when nearly all are.
"""

from __future__ import annotations

from asyncio import Semaphore

from starlette.types import ASGIApp, Message, Receive, Scope, Send

AT_A_TIME = 3  # one that computes, and one or two that wait for the record file
LOOKING = ("GET", "HEAD")  # who does something may have to wait for a writer, and keeps nobody from looking


class InTurn:
    """Lets requests for pages begin one after the other; who fetches an answer slowly keeps nobody waiting."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.turns = Semaphore(AT_A_TIME)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in LOOKING:
            await self.app(scope, receive, send)
            return
        await self.turns.acquire()
        waiting = [self.turns]

        def made() -> None:
            """The turn is over as soon as there is an answer."""
            while waiting:
                waiting.pop().release()

        async def send_on(message: Message) -> None:
            made()
            await send(message)

        try:
            await self.app(scope, receive, send_on)
        finally:
            made()
