"""Claims of the month, by the persons themselves: submitted, asked for more, checked twice, refused, appealed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from duixian.authorities.models import Account
from duixian.casework import appeals, claims, drafts, rosters, steps, supplementing
from duixian.casework.content import BankAccount, Content
from duixian.casework.errors import NotGranted
from duixian.casework.evidence import attach
from duixian.casework.keys import written
from duixian.casework.models import Case
from duixian.casework.states import State
from duixian.decisions.store.models import Run
from duixian.language.rule import Measure
from duixian.site.seeding.choosing import Pair, busiest_unit, naming, unclaimed
from duixian.site.seeding.offering import account_number
from duixian.site.seeding.papers import page, picture
from duixian.site.seeding.scene import Scene
from duixian.site.seeding.subjects import account_of, name_of, unit_tables
from duixian.values.bilingual import DuixianError, Text

_MISSING = (Text("合同复印件看不清，请重新上传", "the copy of the contract cannot be read: upload it again"),)


def claim(scene: Scene, measure: Measure, key: str, claimant: Pair | None) -> Case | None:
    """A claimant files for a record (keys as kept); None where nobody may, or the matter is in hand already."""
    district, table = scene.staff.district, measure.table
    column = scene.vocabulary.tables[table].key
    if claimant is None or column is None:
        return None
    account = account_of(scene, claimant)
    draft = drafts.start(district, scene.version, measure.name, account)
    pay_to = BankAccount(name_of(scene, claimant), account_number(account.pk), "演示银行")
    content = Content({table: [{column: written(district, key)}]}, account=pay_to)
    drafts.save(draft, account, content)
    attach(draft, account, "材料.pdf", page(str(draft.pk)), "证明材料")
    attach(draft, account, "合同首页.png", picture(str(draft.pk)), "合同复印件")
    try:
        return claims.submit(draft, account, claimant)
    except DuixianError as error:
        if error.code in ("matter-alive", "not-the-claimants"):
            return None
        raise


def file_list(scene: Scene, run: Run, most: int) -> list[Case]:
    """An employer files for some of its people by a list of records that the registers know."""
    district, table = scene.staff.district, unit_tables(scene.vocabulary)[0]
    unit = busiest_unit(scene, run, table)
    if unit is None:
        return []
    mine = [one for one, key in naming(scene, unclaimed(run), table) if key == unit[1]]
    measures = Counter(one.measure for one in mine if is_claimed_by_record(scene, one.measure))
    if not measures:
        return []
    measure, account = measures.most_common(1)[0][0], account_of(scene, unit)
    keys = [one.key for one in mine if one.measure == measure][:most]
    roster = rosters.pick(district, scene.version, measure, account, unit, keys)
    pay_to = BankAccount(name_of(scene, unit), account_number(account.pk), "演示银行")
    return list(rosters.submit(roster, account, pay_to).cases)


def is_claimed_by_record(scene: Scene, measure: str) -> bool:
    """Whether its records have a key of their own."""
    table = scene.version.loaded().measures[measure].table
    return scene.vocabulary.tables[table].key is not None


def ask(scene: Scene, cases: Sequence[Case]) -> list[Case]:
    """The one list of what is missing."""
    return [supplementing.ask(case, scene.staff["intake"], _MISSING) for case in cases]


def supply(cases: Sequence[Case]) -> list[Case]:
    """The claimants hand it in."""
    return [supplementing.supply(case, filer(case), "已重新上传") for case in cases]


def filer(case: Case) -> Account:
    """Who filed a claim."""
    assert case.filed_by is not None
    return case.filed_by


def take_in(scene: Scene, cases: Sequence[Case]) -> list[Case]:
    """Accepted: what is claimed is registered."""
    return [steps.pass_(steps.take(case, scene.staff["intake"]), scene.staff["intake"]) for case in cases]


def check(scene: Scene, cases: Sequence[Case]) -> list[Case]:
    """The first check, by two officers in turn."""
    officers = scene.staff["first"], scene.staff["first2"]
    return [steps.pass_(case, officers[place % 2], "材料齐全，事实清楚") for place, case in enumerate(cases)]


def decide(scene: Scene, cases: Sequence[Case]) -> tuple[list[Case], list[Case]]:
    """The second check: what the policy grants is approved, what it does not is refused by its clauses; both lists."""
    approved, refused = [], []
    for case in cases:
        try:
            approved.append(steps.pass_(case, scene.staff["second"]))
        except NotGranted:
            refused.append(steps.refuse(case, scene.staff["second"], words="经复核不符合条件"))
    return [case for case in approved if case.state == State.APPROVED], refused


def appeal(case: Case) -> None:
    """The claimant contests a refusal."""
    appeals.open_appeal(case, filer(case), "本人认为参保月份计算有误，请复核")
