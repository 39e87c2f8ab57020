"""``python -m probandum.cli``."""

from probandum.cli import main

main()
