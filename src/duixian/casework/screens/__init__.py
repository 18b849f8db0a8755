"""Screens: what an audit would ask about a case, asked before and after the money goes.

The story: a screen is declared as data (``screens.yaml``, and a policy's own) and is one of four questions: does
something hold of the payee's facts (``当``, in the language of rules), is something the same for many (``同一``), is
the same account paid under many names (``账号``), was the same matter paid by another authority (``他处``). ``running``
asks them of cases and writes a flag for each answer, with the facts that gave it; ``reviewing`` settles a flag with a
reason. The invariants: a flag is no decision and stops nothing by itself except where casework asks ``open_flags``;
what is unknown is flagged as unknown, never passed; the same facts are not asked about twice.
"""
