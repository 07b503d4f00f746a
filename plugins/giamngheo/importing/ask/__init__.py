"""The questions of an import, one after the other, each with what the table suggests."""
