"""Who looks at the pages and what they may do: accounts, roles, sessions, limits."""
