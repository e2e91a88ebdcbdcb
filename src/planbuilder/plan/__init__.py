"""A client, a library and a selection into a plan record: suggest, tailor, accommodate, schedule, check."""
