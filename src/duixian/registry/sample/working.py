"""Rows of working life: contracts, insurance spells with gaps and back-payments, posts, incomes."""

from __future__ import annotations

from duixian.language.vocabulary.writings import NONE_WORD
from duixian.registry.sample.calendar import (
    DAY_TEXT,
    MONTH_OF,
    MONTH_TEXT,
    day_of,
    day_text,
    month_start,
    month_text,
    months_later,
)
from duixian.registry.sample.careers import RECORDS_BEGIN, Career, Job, rank
from duixian.registry.sample.dice import Weighted
from duixian.registry.sample.employers import Employers
from duixian.registry.sample.layout import Sheets
from duixian.registry.sample.payments import Event, Money
from duixian.registry.sample.profile import Profile

_TERMS: Weighted[int] = Weighted({12: 10, 24: 12, 36: 52, 48: 6, 60: 20})
_YES, _NO = "是", "否"
FIRST, RENEWED = "首签", "续签"
"""Before the level: the kinds of contract by which claims are made."""


class Working:
    """Writes a career's rows in 录用, 参保, 岗位 and 人员收入."""

    def __init__(self, profile: Profile, employers: Employers, sheets: Sheets, money: Money) -> None:
        self._rates = profile.rates
        self._employers = employers
        self._sheets = sheets
        self._money = money
        self._as_of = profile.as_of.toordinal()
        self._gaps_end = profile.targets.year * 12 + 9
        self._occupations = [o.code for o in profile.occupations]

    def put(self, career: Career) -> None:
        """All rows of a career's jobs."""
        number = 0
        for job in career.jobs:
            wage = self._wage(career, job)
            number = self._contracts(career, job, wage, number)
            self._insurance(career, job, wage)
            self._post(career, job)
        if career.jobs and career.throw.wins(self._rates.income.threshold):
            self._incomes(career)

    def _wage(self, career: Career, job: Job) -> int:
        day = max(job.start, RECORDS_BEGIN)
        return 4200 + 900 * rank(career.level_on(day)) + 100 * career.throw.below(30)

    def _contracts(self, career: Career, job: Job, wage: int, number: int) -> int:
        """One contract after the other until the job ends; returns how many the career has now."""
        throw = career.throw
        agency = throw.wins(self._rates.agency.threshold)
        user = self._employers.steady_for(throw, career.occupation.industries).code if agency else ""
        start, end = job.start, self._as_of if job.end is None else job.end
        while start <= end:
            number += 1
            open_ended = throw.wins(self._rates.open_ended.threshold)
            until = None if open_ended else months_later(start, throw.draw(_TERMS)) - 1
            over = end if until is None else min(until, end)
            lasts = job.end is None and over == end and until != end
            if over >= RECORDS_BEGIN:
                form = "劳务派遣" if agency else "直接用工"
                cells = (day_text(until), open_ended, None if lasts else over, form, user, wage)
                self._contract(career, job, number, start, cells)
            start = over + 1
        return number

    def _contract(
        self,
        career: Career,
        job: Job,
        number: int,
        start: int,
        rest: tuple[str, bool, int | None, str, str, int],
    ) -> None:
        throw, person = career.throw, career.person.id_number
        until, open_ended, ended, form, user, wage = rest
        level = career.level_on(start)
        contract = f"HT{career.index:06d}{number:02d}"
        missing = self._rates.missing.threshold
        self._sheets["录用"](
            (
                contract,
                person,
                job.employer.code,
                DAY_TEXT[start],
                until,
                _YES if open_ended else _NO,
                day_text(ended),
                "" if throw.wins(missing) else level or NONE_WORD,
                form,
                user,
                "" if throw.wins(missing) else career.occupation.code,
                f"{wage}.00",
            )
        )
        code = career.occupation.code
        self._money.arise(
            throw, Event("录用", contract, start, "", level, person, job.employer.code, "", code)
        )

    def _insurance(self, career: Career, job: Job, wage: int) -> None:
        throw = career.throw
        first = MONTH_OF[job.start] + throw.wins(self._rates.late_start.threshold)
        last = None if job.end is None else MONTH_OF[job.end]
        injury = _NO if throw.below(70) == 0 else _YES
        base = f"{wage * 26 // 100}.{throw.below(100):02d}", f"{wage * 105 // 1000}.{throw.below(100):02d}"
        for start, end, back in self._spells(career, first, last):
            self._sheets["参保"](
                (
                    career.person.id_number,
                    job.employer.code,
                    job.employer.place_on(month_start(start)),
                    MONTH_TEXT[start],
                    month_text(end),
                    _YES,
                    _YES,
                    _YES,
                    injury,
                    "" if throw.wins(self._rates.missing.threshold) else (_YES if back else _NO),
                    *base,
                )
            )

    def _spells(self, career: Career, first: int, last: int | None) -> list[tuple[int, int | None, bool]]:
        """Months insured: first the months paid later, then a gap, which never spans the end of a year."""
        throw, rates = career.throw, self._rates
        if last is not None and last < first:
            return []
        known_last = MONTH_OF[self._as_of] - 1 if last is None else last
        spells: list[tuple[int, int | None, bool]] = []
        if throw.wins(rates.back_paid.threshold):
            paid_later = first + throw.between(0, 4)
            if paid_later < known_last:
                spells.append((first, paid_later, True))
                first = paid_later + 1
        if throw.wins(rates.gap.threshold):
            gap = first + throw.between(3, 40)
            # The gap lies in months 2 to 11 of its year, so that the counts of year ends stay as planned.
            gap += max(0, 1 - gap % 12) + (5 if gap % 12 > 7 else 0)
            length = throw.between(1, 3)
            if gap % 12 <= 8 and gap + length <= min(known_last, self._gaps_end):
                spells.append((first, gap - 1, False))
                first = gap + length
        spells.append((first, last, False))
        return spells

    def _post(self, career: Career, job: Job) -> None:
        throw, rates = career.throw, self._rates
        same, related, other = rates.post_same, rates.post_related, rates.post_other
        position = throw.below(1 << 32)
        code = ""
        if position < same.threshold:
            code = career.occupation.code
        elif position < same.threshold + related.threshold:
            code = throw.pick(career.occupation.related or (career.occupation.code,))
        elif position < same.threshold + related.threshold + other.threshold:
            code = throw.pick(self._occupations)
        cells = (code, DAY_TEXT[job.start], day_text(job.end))
        self._sheets["岗位"]((career.person.id_number, job.employer.code, *cells))

    def _incomes(self, career: Career) -> None:
        wage = self._wage(career, career.jobs[-1])
        for year in (2021, 2022):
            if career.job_on(day_of(year, 12)):
                income = wage * career.throw.between(10, 15)
                self._sheets["人员收入"]((career.person.id_number, str(year), f"{income}.00"))
