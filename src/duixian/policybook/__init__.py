"""From a policy's folder to a checked policy, with every problem found and where it stands.

``load_policy`` is the entrance, ``check.check_policy`` the check of everything a load cannot fail on alone. The folder is
read once into a ``Book`` (document, front matter, vocabulary, interpretation records, blocks as written); for each
choice of options the blocks are built on a ``Workbench`` and put together by ``assemble``. Checks that no single
block shows are in ``checks`` and ``numbers``. Invariants: nothing loads with a problem that is no warning; the same
folder and choices give the same policy and version; no word of any one policy is known here.
"""

from duixian.policybook.choices import Choice
from duixian.policybook.load import LoadedPolicy, load_policy
from duixian.policybook.shelf import all_policies, find_policy
from duixian.policybook.vocabulary import catalogue_records

__all__ = [
    "Choice",
    "LoadedPolicy",
    "all_policies",
    "catalogue_records",
    "find_policy",
    "load_policy",
]
