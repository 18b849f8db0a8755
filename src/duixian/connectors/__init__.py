"""Systems of others: banks, 亲清在线, insurance, certificates, businesses, identity; one shape each.

The story: an authority has a ``channel`` to each system it deals with. Behind it is an ``exchange``: a drop folder that
works now (``folders``) or the other side's server (``line``, with retries). What goes out is made by a system's
``outgoing`` and left by ``sending``; what comes in is taken by ``receiving`` and understood by its ``incoming``. How a
sheet looks is a layout in YAML (``sheets``), so that another bank is another file. The invariants: a file is taken once
by its contents, whole or not at all, and moved to ``done`` or to ``rejected`` with the reason; a name goes out once; what
was received or sent is written down and never changed.
"""
