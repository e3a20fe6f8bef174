"""The trade's words: frozen types, units, errors. Plain Python; imports nothing of the program."""
