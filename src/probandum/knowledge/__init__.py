"""What the field already knows, as packs: built from installed data or an official bundle, looked up, cut down."""
