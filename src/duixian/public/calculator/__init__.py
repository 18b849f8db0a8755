"""The calculator without an account: a few questions, then every measure with all its reasons.

The story: ``answers`` is what somebody has said, kept in the address alone; ``scene`` makes facts of it, where
everything not said is unknown; ``judging`` lets the reference engine decide those facts and says what is still open;
``wholes`` finds facts that bear out a condition answered as a whole; ``asking`` chooses the next question, and
``mattering`` leaves out those whose answer can change nothing; ``results`` lays the measures out.
The invariants: nothing is stored; nothing is decided here but by the engine; a question is asked only while its answer
can change what comes out; an answer “不知道” is always taken.
"""
