"""For whom an account may act: a person for himself, a clerk for the employer or institution he is appointed for."""

from __future__ import annotations

from duixian.authorities import roles, sealing
from duixian.authorities.duties import CLAIMANTS
from duixian.authorities.models import Account, Authority
from duixian.casework import keys
from duixian.casework.errors import NotYours
from duixian.casework.models.case import Case
from duixian.casework.states import Origin
from duixian.language.vocabulary import Vocabulary
from duixian.registry.store.kinds import ID_NUMBER
from duixian.values.bilingual import Text


def stands_for(account: Account, authority: Authority, table: str, key: str, vocabulary: Vocabulary) -> bool:
    """Whether somebody acts for a subject; ``key`` as the registry keeps it."""
    if table == keys.person_table(vocabulary) and _is_person(account, authority, key):
        return account.is_active
    appointed = roles.held(account).filter(
        authority=authority, role__in=CLAIMANTS, subject_table=table, subject_key=key
    )
    return account.is_active and appointed.exists()


def _is_person(account: Account, authority: Authority, key: str) -> bool:
    own = account.person_index
    return own is not None and own == sealing.index(ID_NUMBER, keys.written(authority, key))


def require_standing(
    account: Account, authority: Authority, table: str, key: str, vocabulary: Vocabulary
) -> None:
    """Raises NotYours unless the account acts for the subject."""
    if not stands_for(account, authority, table, key, vocabulary):
        raise NotYours(
            "not-yours",
            Text(f"您不能代“{table}”这一对象办理。", "You do not stand for this subject."),
            table,
            Text(
                "请用本人账户，或由该单位任命的经办人办理。",
                "Use the subject's own account, or its appointed clerk's.",
            ),
        )


def stands_for_case(account: Account, case: Case) -> bool:
    """Whether somebody filed a case, acts for its claimant, or, where nobody filed it, for one of its payees."""
    if case.filed_by_id is not None and case.filed_by_id == account.pk:
        return True
    vocabulary = case.version.loaded().vocabulary
    claimant = case.claimant_table, case.claimant_key
    if case.claimant_table and stands_for(account, case.authority, *claimant, vocabulary):
        return True
    return case.origin == Origin.EXEMPT and stands_for_payee(account, case)


def stands_for_payee(account: Account, case: Case) -> bool:
    """Whether somebody acts for one of those whom a case pays."""
    vocabulary = case.version.loaded().vocabulary
    pairs = case.payees.values_list("table", "key")
    return any(stands_for(account, case.authority, table, key, vocabulary) for table, key in pairs)
