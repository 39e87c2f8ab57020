"""The measuring bench: replay what is known, one report at a time, and see how sure one may be."""
