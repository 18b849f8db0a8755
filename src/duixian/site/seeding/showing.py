"""The demo as it is seen: each piece of work with its time, and at the end what stands where."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db.models import Count

from duixian.authorities import clock
from duixian.authorities.models import Authority, Role
from duixian.casework.models.case import Case
from duixian.casework.states import State
from duixian.decisions.store.models import Difference, Run
from duixian.insight.paths import count_last
from duixian.ledger import queries
from duixian.ledger.models import Order
from duixian.policybook import load_policy
from duixian.registry.sample import write_sample
from duixian.registry.sample.profile_reading import load_profile
from duixian.site.seeding.introducing import Introduced, introduce
from duixian.site.seeding.month import tell_month
from duixian.site.seeding.scene import Scene, bring_in, set_scene
from duixian.site.seeding.script import SAMPLE, Script, find_script
from duixian.site.seeding.staff import engage
from duixian.values.bilingual import DuixianError, Text

Say = Callable[[str], object]
_SEED = 1


def run_demo(registry: Path, persons: int, say: Say) -> Scene:
    """Everything up to the last day of the month. Raises DuixianError (``demo-not-empty``)."""
    if Authority.objects.exists():
        raise DuixianError(
            "demo-not-empty",
            Text(
                "数据库里已有数据，演示不会改动它。",
                "The database holds data already; a demo leaves it alone.",
            ),
            remedy=Text("请给演示一个空的数据库。", "Give the demo an empty database."),
        )
    script = find_script()
    say(f"{load_policy(script.folder).policy.title.zh} · {script.opened} – {script.today}")
    with clock.at(script.hired):
        staff = engage(script)
    with clock.at(script.opened):
        with _timed(say, Text("政策施行、预算", "policy in force, budget")):
            scene = set_scene(script, staff)
        _load(scene, _registers(registry, script, persons), say)
    for title, work in tell_month(scene):
        with _timed(say, title):
            work()
    _report(scene, say)
    with _timed(say, Text("政策目标", "targets of the policy")):
        count_last(staff.district)
    with clock.at(script.today):
        _introduce(introduce(scene, _first_run(scene)), staff.password, say)
    return scene


def _first_run(scene: Scene) -> Run:
    """The run from which the month was told."""
    return Run.objects.filter(authority=scene.staff.district).earliest("pk")


def _registers(folder: Path, script: Script, persons: int) -> Path:
    """The folder if there are registers in it, else new ones below the data folder."""
    if folder.is_dir() and any(folder.glob("*.csv")):
        return folder
    made = Path(settings.DUIXIAN_DATA) / "registry"
    write_sample(made, persons, _SEED, "csv", profile=load_profile(script.folder / SAMPLE))
    return made


def _load(scene: Scene, registry: Path, say: Say) -> None:
    with _timed(say, Text("登记库导入", "registry imported")):
        first = bring_in(scene, registry)
    with _timed(say, Text("同一登记库再导入一次", "the same registry imported again")):
        again = bring_in(scene, registry)
    for report in (first, again):
        say(f"    +{report.inserted}  ~{report.corrected}  ={report.unchanged}  ×{report.rejected}")


@contextmanager
def _timed(say: Say, title: Text) -> Iterator[None]:
    started = time.monotonic()
    yield
    say(f"  {title.zh} / {title.en}: {round(time.monotonic() - started)} s")


def _report(scene: Scene, say: Say) -> None:
    district = scene.staff.district
    say("\n办件 / cases")
    for state, number in Case.objects.filter(authority=district).values_list("state").annotate(Count("pk")):
        say(f"  {state} {State(state).label}: {number}")
    say("付款单 / payment orders")
    for state, number in Order.objects.filter(authority=district).values_list("state").annotate(Count("pk")):
        say(f"  {state}: {number}")
    say("差异 / differences")
    for kind, fen in Difference.objects.filter(authority=district).values_list("kind", "fen"):
        say(f"  {kind}: {fen // 100:,}.{fen % 100:02d}")
    say("账 / ledger (元)")
    for kind, fen in queries.balance(scene.item).by_kind.items():
        say(f"  {kind}: {fen // 100:,}.{fen % 100:02d}")


def _introduce(accounts: Sequence[Introduced], password: str, say: Say) -> None:
    say(f"\n演示账户 / demo accounts — 密码 / password: {password}")
    for one in accounts:
        say(f"  {one.username}: {one.name} · {Role(one.role).label} — {one.see['zh']} / {one.see['en']}")
