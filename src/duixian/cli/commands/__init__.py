"""One file per verb. Each makes its command once the language is chosen, for its help is in that language."""
