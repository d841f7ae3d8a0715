"""The verbs of the command line, one file each.

A verb imports what it needs when it is called: `--help` must not wait for the model.
"""
