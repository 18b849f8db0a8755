"""Who a person is: a valid ID number of their own, and what stands in the register of persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duixian.registry.notes import RegistryError
from duixian.registry.sample.calendar import DAY_TEXT, YEAR, day_of, day_text
from duixian.registry.sample.dice import Dice, Weighted
from duixian.registry.sample.layout import Sheets
from duixian.registry.sample.names import person_name
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.regions import Regions
from duixian.values.bilingual import Text
from duixian.values.id_number import make_id_number

# A sequence number of its own within a block of 499 persons, and birthdays that differ between blocks. The next
# so many persons begin again, with ID numbers of other counties (``regions``).
_SEQUENCES, _BLOCKS = 499, 1009
PERSONS_OF_A_TURN = _SEQUENCES * _BLOCKS
_EARLIEST_BIRTH = day_of(1967)
_EDUCATION: Weighted[str] = Weighted(
    {"初中及以下": 6, "高中": 14, "中专": 16, "技工": 20, "大专": 30, "本科": 13, "硕士": 1}
)


@dataclass(slots=True)
class Person:
    """``birth`` and ``died`` are ordinals; ``household`` is its number or empty."""

    id_number: str
    name: str
    sex: str
    birth: int
    household: str
    died: int | None = None


class People:
    """Makes persons by index and writes their rows."""

    def __init__(self, profile: Profile) -> None:
        self._district = profile.district.code
        self._regions = Regions(profile.id_regions)
        self._household = profile.rates.household.threshold
        self._missing = profile.rates.missing.threshold

    def person(self, dice: Dice, index: int, born_about: int, couple: Dice) -> Person:
        """The person with an index, born within 505 days of a day. ``couple``: dice shared with the partner."""
        sex = "男" if dice.below(100) < 62 else "女"
        birth = _birth(index, max(born_about, _EARLIEST_BIRTH))
        sequence = 2 * (index % _SEQUENCES) + (1 if sex == "男" else 2)
        region = self._regions.code(dice.draw(self._regions.weighted), index // PERSONS_OF_A_TURN)
        id_number = make_id_number(region, date.fromordinal(birth), sequence)
        household = f"JT{min(index, partner_of(index)):07d}" if couple.wins(self._household) else ""
        return Person(id_number, person_name(dice, sex), sex, birth, household)

    def put(self, sheets: Sheets, dice: Dice, person: Person) -> None:
        """The person's row, with some cells left empty."""
        hukou = self._district if dice.below(3) == 0 else person.id_number[:6]
        sheets["人员"](
            (
                person.id_number,
                person.name,
                person.sex,
                "" if dice.wins(self._missing) else DAY_TEXT[person.birth],
                "" if dice.wins(self._missing) else hukou,
                person.household,
                "" if dice.wins(self._missing) else dice.draw(_EDUCATION),
                day_text(person.birth + dice.between(18, 22) * YEAR + 180),
                day_text(person.died),
                f"1{dice.between(3_000_000_000, 9_999_999_999)}",
                _account(dice),
            )
        )


def partner_of(index: int) -> int:
    """The other person of the household: not a neighbour, for neighbours never have the same part in the
    headcounts, which are spread evenly."""
    return index ^ 64


def check_number(persons: int, profile: Profile) -> None:
    """Refuse more persons than there are ID numbers to give. Raises RegistryError (``sample-persons``)."""
    most = Regions(profile.id_regions).turns * PERSONS_OF_A_TURN
    if not 1 <= persons <= most:
        raise RegistryError(
            "sample-persons",
            Text(f"不能生成 {persons} 人的样本。", f"A sample of {persons} persons cannot be made."),
            remedy=Text(
                f"人数（含另加的人员）应为 1 至 {most}。", f"Ask for 1 to {most} in all."
            ),
        )


def _birth(index: int, about: int) -> int:
    earlier = about - (about - index // _SEQUENCES) % _BLOCKS
    later = earlier + _BLOCKS
    near = earlier if about - earlier <= later - about else later
    return near if near >= _EARLIEST_BIRTH else near + _BLOCKS


def _account(dice: Dice) -> str:
    """Nineteen digits whose last one is the check digit of bank cards."""
    body = f"622848{dice.getrandbits(39):012d}"
    total = 0
    for place, digit in enumerate(map(int, reversed(body))):
        total += digit if place % 2 else (2 * digit if digit < 5 else 2 * digit - 9)
    return f"{body}{-total % 10}"
