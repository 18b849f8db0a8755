"""How a row of a register is kept: its texts, its key, what it points to and when it is true."""
