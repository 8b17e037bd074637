"""The record as pages and as an HTTP API; no rule of the record lives here."""
