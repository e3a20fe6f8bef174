"""Every user-facing sentence below the window, one module per part of the program: code → template."""
