"""How quickly what is written becomes what is read aloud.

`report` is for scripts/bench.py; all else runs in the environment of a build.
"""
