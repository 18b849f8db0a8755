"""What there is to see with each account of the demo, in words for whoever tries it."""

from __future__ import annotations

from collections.abc import Mapping

from duixian.authorities.models import Role
from duixian.values.bilingual import Text

SIGHTS: Mapping[str, tuple[str, Text]] = {
    "worker_due": (
        "worker1",
        Text(
            "有一笔没有申请过的补贴，几步就能申报", "Something is due and unclaimed: file it in a few steps"
        ),
    ),
    "worker_offer": (
        "worker2",
        Text("免申即享：等本人确认收款账户", "An offer without application waits for the account"),
    ),
    "worker_supplement": (
        "worker3",
        Text("申请需要补正，有一张清单", "A claim lacks something: one list of what"),
    ),
    "worker_paid": ("worker4", Text("已收到款项，可看明细和回单", "Paid: the schedule and the receipt")),
    "worker_refused": (
        "worker5",
        Text("申请未通过，引用了条款，可以申请复核", "Refused by a clause of the policy; may appeal"),
    ),
    "hr": ("hr1", Text("单位的人、名单导入、批量申报", "The unit's people, a roster, batch claims")),
    "institution": ("school1", Text("机构的学员和申报", "An institution, its trainees and claims")),
}
"""User name and what is seen, by kind of matter."""

STAFF_SEES: Mapping[Role, Text] = {
    Role.INTAKE: Text("受理：新申请、补正", "Intake: new claims, what is missing"),
    Role.FIRST_CHECK: Text("初审：按时限排列的办件", "First check: cases by their clocks"),
    Role.SECOND_CHECK: Text("复核、公示", "Second check, public notice"),
    Role.JOINT_CHECK: Text("联审意见", "Opinions of other departments"),
    Role.FINANCE_MAKER: Text("付款单与批次制单", "Orders, and batches to be made"),
    Role.FINANCE_CHECKER: Text("批次复核、回盘、对账", "Batches to be checked, returns, reconciliation"),
    Role.REVIEWER: Text("评选打分", "Scoring of a selection round"),
    Role.AUDITOR: Text("审计：检索、重放、链校验", "Audit: find, replay, check the chain"),
    Role.POLICY_AUTHOR: Text("政策台：改一条，看影响，两人发布", "Policy desk: edit, check, publish by two"),
    Role.ADMIN: Text("登记库、账户与合并", "Registry, accounts, merging"),
}
"""What the officers of a role find on their desks."""
