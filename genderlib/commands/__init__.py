"""Commands of the command line, one module each: they parse, call and print."""
