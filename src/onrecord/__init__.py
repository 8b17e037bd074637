"""onrecord reads news reports about conflict and politics into a record one can cite."""

__version__ = "0.1.0"
