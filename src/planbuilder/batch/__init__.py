"""Many clients: read as a stream, made by worker processes or any executor, written in order, resumed after a kill."""
