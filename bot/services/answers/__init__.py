"""One reply to one round, from the first tap until it is sent."""
