"""Who says so: grades of sources, copied passages, and how many origins stand behind the reports."""
