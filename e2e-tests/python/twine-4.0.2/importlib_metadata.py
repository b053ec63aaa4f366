"""Python's own in the place of the library: twine 4.0.2 asks for a header that may be missing,
which the library's later versions take for an error."""

from importlib.metadata import *  # noqa: F403
