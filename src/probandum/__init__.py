"""Who did it, how sure may we be, and is it enough? An evidence workbench for cyber attribution."""

__version__ = "0.1.0"
