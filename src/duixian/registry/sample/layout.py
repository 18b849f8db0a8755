"""The columns of each table in the order in which this package writes their cells, and where rows go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from duixian.language.vocabulary import Vocabulary

Row = Sequence[str]
Put = Callable[[Row], object]
"""Takes one row of a table, every cell as the text an office would have typed."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "人员": "身份证号 姓名 性别 出生日期 户籍地 家庭 学历 毕业日期 死亡日期 联系电话 银行账号",
        "家庭": "家庭编号 户主姓名",
        "用人单位": "统一社会信用代码 名称 单位类型 单位规模 行业代码 成立日期 注销日期 总机构",
        "单位地址": "用人单位 注册地 纳税地 办公地 起始日期 终止日期",
        "单位负面名单": "用人单位 名单 列入日期 移出日期",
        "单位年度数据": "用人单位 年度 职工人数 高技能人数 营业收入 研发费用 纳税额 工资总额 裁员率",
        "单位认定": "用人单位 认定名称 级别 认定日期 失效日期",
        "机构": "机构代码 名称 机构类型 所在地",
        "录用": "合同编号 人员 用人单位 录用日 合同到期日 无固定期限 解除日 技能等级 用工方式 用工单位 职业编码 月工资",
        "参保": "人员 用人单位 参保地 起月 止月 养老 医疗 失业 工伤 补缴 单位缴费额 个人缴费额",
        "岗位": "人员 用人单位 岗位编码 起始日期 终止日期",
        "技能证书": "证书编号 人员 证书类别 职业编码 职业名称 技能等级 发证日期 发证机构 报考单位",
        "培训": "培训编号 人员 用人单位 机构 培训类别 职业编码 技能等级 开始日期 结束日期 课时 出勤天数 培训费用"
        " 已报销金额 付费方 发票号码 备案日期 技能证书 协议受益方 合格",
        "学徒": "学徒编号 人员 用人单位 机构 学徒类别 开始日期 结束日期 培训费用 结业日期 取得证书 已转付学徒",
        "荣誉": "荣誉编号 人员 荣誉名称 级别 授予日期 授予单位",
        "竞赛成绩": "成绩编号 竞赛名称 竞赛级别 赛项 赛别 参赛身份 人员 用人单位 团队名称 名次 奖牌 决赛日期",
        "竞赛成员": "竞赛成绩 人员 份额",
        "工作室": "工作室编号 名称 领办人 用人单位 撤销日期",
        "工作室认定": "认定编号 工作室 级别 认定日期",
        "工作室考核": "考核编号 工作室 考核周期 考核日期 考核结果",
        "人才认定": "认定编号 人员 级别 人才类别 认定日期 失效日期",
        "购房": "合同编号 人员 房屋所在地 签约日期 总价",
        "租房": "合同编号 人员 房屋所在地 起租日期 终止日期 月租金",
        "人员身份": "人员 身份 起始日期 终止日期",
        "人员收入": "人员 年度 应税收入",
        "评选结果": "评选编号 评选名称 轮次 评选类别 人员 用人单位 得分 结论 公布日期",
        "人才评审": "人员 认定日期 失效日期",
        "申报": "申报编号 项目 事项编号 申请日期 申请人",
        "已享受": "支付编号 政策 项目 事项 事项编号 资金层级 人员 用人单位 机构 职业编码 技能等级 金额 支付日期",
    }.items()
}


def headers(table: str, vocabulary: Vocabulary) -> list[str]:
    """The headers of a table's sheet, in the order of ``COLUMNS``."""
    columns = vocabulary.tables[table].columns
    return [columns[name].header for name in COLUMNS[table]]
