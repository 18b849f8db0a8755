"""The officer's side: work list, case, lists, notices, money, audit, policies."""
