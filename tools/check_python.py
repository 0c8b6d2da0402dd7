"""Say clearly which Python is too old, before anything is installed with it."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - make calls this with whatever python3 is
    sys.exit(f"Sagsgang needs Python 3.11 or newer; this is {sys.version.split()[0]}. "
             "On Debian 12: apt-get install python3 python3-venv, then make PYTHON=/usr/bin/python3 …")
try:
    import ensurepip  # noqa: F401
except ImportError:
    sys.exit("Python's venv is missing. On Debian 12: apt-get install python3-venv")
