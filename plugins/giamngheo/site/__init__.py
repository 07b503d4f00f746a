"""The only room that imports MkDocs: each event of the host is one call into the rest of the house."""
