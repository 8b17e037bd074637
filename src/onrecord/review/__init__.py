"""What people decide about a record: confirmed, corrected, rejected, added; never overwritten by a program."""
