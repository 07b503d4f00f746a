"""The only room that imports MkDocs: each event of the host is one call into the rest of the house."""

import gc

# What is loaded stays, and so does everything read until the build ends: looking through it for rubbish took a fifth
# of the start and a sixth of the build.
gc.set_threshold(500_000, 50, 1_000)
