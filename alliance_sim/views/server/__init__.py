"""The server of the browser front end: what is ready before the first visitor comes.

In a folder of its own, for the folder of the file that is served is searched for modules first.
"""
