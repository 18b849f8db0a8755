"""The face for a terminal: commands that read policies and registers and tell people what follows.

The story: ``main`` chooses the language and builds the commands; ``commands`` holds one file per verb; ``results``
lays decisions out as tables and writes them whole or not at all; ``explaining`` shows one decision with every
reason; ``locale`` holds the catalogues of this face's own sentences. The invariants: every sentence is there in
Chinese and in English; a problem in the input ends with code 1 and wrong usage with 2, both with what, where and
what next, never with a traceback; results go to the standard output or to files, everything else to standard error.
"""
