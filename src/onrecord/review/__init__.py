"""What people decide about a record: the queue, the decisions, the record as reviewed, how far people agree."""
