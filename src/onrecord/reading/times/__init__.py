"""Time expressions: their words, the grammar that finds them, and the calendar that reads them."""
