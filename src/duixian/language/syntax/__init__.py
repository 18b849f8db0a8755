"""From the text of an expression to its syntax tree: the grammar, its reserved words, its error messages."""
