"""onrecord reads news reports about conflict and politics into a record one can cite.

>>> import onrecord
>>> report = onrecord.read("a.html")  # doctest: +SKIP
>>> report.statements[0].speaker.name, report.statements[0].content[0].text  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["NotRead", "ReadReport", "__version__", "pipe", "read"]

if TYPE_CHECKING:
    from onrecord.api import NotRead, ReadReport, pipe, read


def __getattr__(name: str) -> Any:
    """The interface is imported when it is first asked for: `onrecord.model` alone needs no models."""
    if name in __all__:
        from onrecord import api

        return getattr(api, name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
