"""The ledger: how money of a budget item reaches payees, in double entry, in whole fen.

It knows nothing of benefits: a payee, an amount, a purpose and an opaque reference are all it is told.

The story: a budget is **opened** for an item and a year, split over its funding sources. Money is
**reserved** for a reference before anybody is promised anything, **ordered** for a payee and an
instalment, put into a **batch** by a maker, **checked** by another person and **released** to the
bank. The bank's **return** makes each line paid or returned; a returned line is corrected and
**reissued**. Batches are **reconciled** to zero. Money may come back as a **refund** or through a
**recovery** with a plan, or be kept off a later payment of the same payee (**offset**); at the end of
the year what is unspent **lapses**. A payment that bounces after that is **carried** into the present
year and paid from there.

What always holds, because the database holds it:

- every entry balances, and its postings stay within one item;
- no account but the funding is ever below zero, so no budget is overdrawn;
- the sum over an item's accounts is its budget (the funding accounts are its other side);
- journal rows are never changed or deleted, and each entry's hash covers the one before;
- a reference and instalment has at most one live order;
- maker and checker of a batch are two people, and no batch leaves without its tax flag.

Every verb may be called again with the same words: it then answers with what it did the first time.
"""
