"""An export from Vigo, the county's register, is held against the office's contracts, and what differs is mended."""
