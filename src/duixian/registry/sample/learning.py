"""Rows of learning: certificates, the training before them and after, apprentices and interns."""

from __future__ import annotations

from dataclasses import dataclass

from duixian.language.vocabulary.writings import NONE_WORD
from duixian.registry.sample.calendar import DAY_TEXT, day_of, day_text, months_later
from duixian.registry.sample.careers import RECORDS_BEGIN, SENIOR, Career, Certificate, rank
from duixian.registry.sample.dice import Dice
from duixian.registry.sample.employers import Employers
from duixian.registry.sample.layout import Sheets
from duixian.registry.sample.payments import Event, Money
from duixian.registry.sample.profile import Profile

_LEVEL_DIGITS = {"初级工": 5, "中级工": 4, "高级工": 3, "技师": 2, "高级技师": 1, "特级技师": 1}
_LEVEL_CERTIFICATES = day_of(2020, 1, 1)  # from about then enterprises and institutions assess levels
_YES, _NO = "是", "否"


PREPARING, CONTINUING = "取证培训", "继续教育"
"""The kinds of training by which claims are made."""


@dataclass(slots=True)
class _Course:
    """A training of one person: ``fee`` in yuan, ``filed`` the ordinal of the filing, ``payee`` by agreement."""

    number: int
    end: int
    kind: str
    occupation: str
    level: str
    fee: int
    payer: str = ""
    payee: str = ""
    filed: int | None = None
    certificate: str = ""


class Learning:
    """Writes a career's rows in 技能证书, 培训 and 学徒."""

    def __init__(self, profile: Profile, employers: Employers, sheets: Sheets, money: Money) -> None:
        self._rates = profile.rates
        self._city = profile.city.name
        self._employers = employers
        self._sheets = sheets
        self._money = money
        self._as_of = profile.as_of.toordinal()
        self._years = range(profile.window.first.year, profile.window.last.year + 1)

    def put(self, career: Career) -> None:
        """All rows of what a person learned."""
        trainings = 0
        for number, certificate in enumerate(career.certificates, start=1):
            text = self._certificate(career, certificate, number)
            if certificate.issued < RECORDS_BEGIN or not certificate.level:
                continue
            if career.throw.wins(self._rates.trained_before.threshold):
                trainings += 1
                self._training_before(career, certificate, text, trainings)
            if career.throw.wins(self._rates.apprenticed.threshold):
                self._apprenticeship(career, certificate, number)
        self._yearly(career, trainings)

    def intern(self, career: Career) -> None:
        """The row of a person without certificate who is an intern, of those young enough."""
        throw = career.throw
        job = career.jobs[0] if career.jobs else None
        if job is None or not throw.wins(self._rates.intern.threshold):
            return
        months = throw.pick((6, 12, 12, 24))
        start = day_of(throw.between(2021, 2023), throw.pick((3, 7, 9)), 1)
        done = months_later(start, months)
        outcome = _YES if throw.below(3) else _NO
        self._apprentice_row(career, job.employer.code, ("实习学徒", start, done, 0, outcome), 9)

    def _certificate(self, career: Career, certificate: Certificate, number: int) -> str:
        throw, issued = career.throw, certificate.issued
        new = issued >= _LEVEL_CERTIFICATES and throw.below(5) > 0
        kind = certificate.kind or ("职业技能等级证书" if new else "职业资格证书")
        text = _certificate_number(certificate, career.index, number, new)
        job = career.job_on(issued)
        employer = job.employer.code if job is not None and throw.below(4) else ""
        in_house = new and job is not None and throw.below(3) == 0
        issuer = "本单位自主评价" if in_house else f"{self._city}市职业技能鉴定指导中心"
        code = certificate.occupation.code
        name = "" if throw.wins(self._rates.missing.threshold) else certificate.occupation.name
        self._sheets["技能证书"](
            (
                text,
                career.person.id_number,
                kind,
                code,
                name,
                certificate.level or NONE_WORD,
                DAY_TEXT[issued],
                issuer,
                employer,
            )
        )
        if certificate.level:
            school = throw.pick(self._employers.institutions).code
            owner = (career.person.id_number, employer, school, code)
            self._money.arise(throw, Event("技能证书", text, issued, kind, certificate.level, *owner))
        return text

    def _training_before(self, career: Career, certificate: Certificate, text: str, number: int) -> None:
        throw = career.throw
        end = certificate.issued - throw.between(10, 70)
        fee = 100 * throw.between(8, 36) + 10 * throw.below(10)
        late = throw.wins(self._rates.filed_late.threshold)
        course = _Course(number, end, "技能提升培训", certificate.occupation.code, certificate.level, fee)
        course.filed = end + 5 if late else end - throw.between(40, 120)
        course.payer = "用人单位" if throw.below(3) else "机构"
        course.payee = "机构" if throw.wins(self._rates.institution_paid.threshold) else "用人单位"
        course.certificate = text
        self._training(career, course)

    def _yearly(self, career: Career, trainings: int) -> None:
        """Continuing education of high-skilled persons, in the years of the policy's window."""
        throw = career.throw
        for year in self._years:
            if not throw.wins(self._rates.yearly_training.threshold):
                continue
            end = day_of(year, throw.between(1, 12), throw.between(1, 28))
            level = career.level_on(end)
            if rank(level) < rank(SENIOR):
                continue
            trainings += 1
            fee = 50 * throw.between(6, 40) + throw.below(3)
            kind = throw.pick(("技能提升培训", "继续教育"))
            course = _Course(trainings, end, kind, career.occupation.code, level, fee)
            course.payer = "个人" if throw.wins(self._rates.self_paid.threshold) else "用人单位"
            course.payee = course.payer
            self._training(career, course)

    def _training(self, career: Career, course: _Course) -> None:
        throw, end = career.throw, course.end
        days = throw.between(3, 20)
        job = career.job_on(end)
        employer = job.employer.code if job is not None else ""
        school = throw.pick(self._employers.institutions).code
        text = f"PX{career.index:06d}{course.number:02d}"
        learner = (text, career.person.id_number, employer, school)
        content = (course.kind, course.occupation, course.level)
        hours = "" if throw.wins(self._rates.missing.threshold) else str(days * 8)
        times = (DAY_TEXT[end - days - throw.below(10)], DAY_TEXT[end], hours, str(days - throw.below(3)))
        self._sheets["培训"](
            (*learner, *content, *times, *self._cost(career, course), *_outcome(throw, course))
        )
        kind = PREPARING if course.certificate else CONTINUING
        self._money.arise(
            throw,
            Event("培训", text, end, kind, course.level, *learner[1:], course.occupation),
        )

    def _cost(self, career: Career, course: _Course) -> tuple[str, ...]:
        """培训费用, 已报销金额, 付费方, 发票号码."""
        throw, fee = career.throw, course.fee
        back = fee * throw.between(1, 5) // 10 if throw.wins(self._rates.reimbursed.threshold) else 0
        invoice = f"{throw.getrandbits(26):08d}" if throw.below(20) else ""
        return f"{fee}.00", f"{back}.00", course.payer, invoice

    def _apprenticeship(self, career: Career, certificate: Certificate, number: int) -> None:
        throw = career.throw
        done = certificate.issued + throw.between(1, 40)
        job = career.job_on(certificate.issued)
        if job is None or not job.local or done > self._as_of:
            return
        months = 12 if throw.below(3) else 24
        start = months_later(done, -months)
        fee = 100 * throw.between(40, 120)
        self._apprentice_row(career, job.employer.code, ("职工学徒", start, done, fee, _YES), number)

    def _apprentice_row(
        self, career: Career, employer: str, made: tuple[str, int, int, int, str], number: int
    ) -> None:
        throw = career.throw
        kind, start, done, fee, certified = made
        text = f"XT{career.index:06d}{number:02d}"
        school = throw.pick(self._employers.institutions).code
        passed_on = _YES if kind == "职工学徒" or throw.below(12) else _NO
        completed = DAY_TEXT[done] if throw.below(12) else ""
        days = (DAY_TEXT[start], DAY_TEXT[done], f"{fee}.00", completed, certified, passed_on)
        self._sheets["学徒"]((text, career.person.id_number, employer, school, kind, *days))
        self._money.arise(
            throw, Event("学徒", text, done, kind, "", career.person.id_number, employer, school)
        )


def _outcome(throw: Dice, course: _Course) -> tuple[str, ...]:
    """备案日期, 技能证书, 协议受益方, 合格."""
    passed = _YES if course.certificate or throw.below(15) else _NO
    return day_text(course.filed), course.certificate, course.payee, passed


def _certificate_number(certificate: Certificate, index: int, number: int, new: bool) -> str:
    """22 characters for a level certificate, 16 digits for a qualification, both of the usual shape."""
    year = int(DAY_TEXT[certificate.issued][2:4])
    level = _LEVEL_DIGITS.get(certificate.level, 0)
    serial = index * 10 + number
    if certificate.kind:
        return f"T{year:02d}3301{serial:08d}"
    if new:
        return f"Y0033{year:02d}{serial // 10**6:06d}00{level}{serial % 10**6:06d}"
    return f"{year:02d}1133{serial // 10**5:04d}{level}{serial % 10**5:05d}"
