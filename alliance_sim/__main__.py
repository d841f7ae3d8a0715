"""Run the command line as `python -m alliance_sim`."""

from alliance_sim.views.cli import main

if __name__ == "__main__":
    main()
