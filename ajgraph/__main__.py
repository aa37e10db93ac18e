"""``python -m ajgraph``: the same as the command ``ajgraph``."""

from ajgraph.cli import main

if __name__ == "__main__":
    main()
