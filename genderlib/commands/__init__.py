"""Commands of the command line, each a thin call of the room that does the work."""
