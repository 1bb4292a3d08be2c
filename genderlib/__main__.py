"""`python -m genderlib` is the command `genderlib`."""

from genderlib.cli import main

if __name__ == "__main__":
    main()
