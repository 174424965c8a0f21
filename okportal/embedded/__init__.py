"""The embedded default: database, broker and the portal's processes on a machine with nothing installed."""
