"""Columns that the engine itself reads in the tables of claims and of payments already made (``Purpose``)."""

from typing import Final

CLAIM_NUMBER: Final = "申报编号"
BENEFIT: Final = "项目"
MATTER_NUMBER: Final = "事项编号"
CLAIMED_ON: Final = "申请日期"
POLICY: Final = "政策"
AMOUNT: Final = "金额"
PAID_ON: Final = "支付日期"
