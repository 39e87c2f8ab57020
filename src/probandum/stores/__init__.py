"""Where bytes, ledger and derived files are kept."""
