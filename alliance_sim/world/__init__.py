"""One run's people, firms and money."""

from importlib import import_module
from threading import Thread

# Mesa, while it is imported, looks up the source of every call that led there. Below the imports of
# a page these are a hundred, and take five seconds; a thread of its own begins with none.
_alone = Thread(target=import_module, args=("mesa",))
_alone.start()
_alone.join()
