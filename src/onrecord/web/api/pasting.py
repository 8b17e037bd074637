"""Reading a text for programs; nothing of it is kept."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request

from onrecord.web.api.answers import FAULTS
from onrecord.web.api.models import Paste
from onrecord.web.aside import NotTaken, Pasted
from onrecord.web.pages.paste import STATUS, read_for
from onrecord.web.people.safety import READER

router = APIRouter(dependencies=[Depends(READER)], responses=FAULTS, tags=["reading"])


@router.post("/read", response_model=dict[str, Any])
def read(request: Request, paste: Paste) -> Any:
    """The record of a text, as the contract has it."""
    raw = paste.text.replace("\r\n", "\n").encode("utf-8", "replace")
    try:
        return read_for(request, Pasted("pasted.txt", raw, paste.published, paste.publisher, paste.title))
    except NotTaken as error:
        raise HTTPException(STATUS.get(error.code, 422), f"This was not read: {error}.") from error
