from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from scripts import messages as collector
from tests.tidy import messages, templates, tree

PO = 'msgid "paid"\nmsgstr "兑现"\n'


def compiled(po: str) -> bytes:
    target = BytesIO()
    write_mo(target, read_po(BytesIO(po.encode())))
    return target.getvalue()


def test_each_compiled_catalogue_says_what_its_source_says() -> None:
    for mo in tree.files(".mo"):
        stale = messages.differences(mo.with_suffix(".po").read_bytes(), mo.read_bytes())
        assert stale == [], f"{tree.named(mo)} is stale: run make messages"


def test_each_message_is_translated_for_sure() -> None:
    for po in tree.files(".po"):
        assert messages.untranslated(po.read_bytes()) == [], tree.named(po)


def test_a_stale_catalogue_is_found() -> None:
    assert messages.differences(PO.encode(), compiled(PO)) == []
    assert messages.differences(PO.replace("兑现", "支付").encode(), compiled(PO)) == ["paid"]
    assert messages.differences(b"", compiled(PO)) == ["paid"]


def test_a_guessed_or_missing_translation_is_found() -> None:
    assert messages.untranslated(PO.encode()) == []
    assert messages.untranslated(f"#, fuzzy\n{PO}".encode()) == ["paid"]
    assert messages.untranslated(PO.replace("兑现", "").encode()) == ["paid"]


MANY = 'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "一"\n'


def test_words_for_one_and_for_many_are_compared_too() -> None:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=1; plural=0;\\n"\n\n'
    assert messages.differences((head + MANY).encode(), compiled(head + MANY)) == []
    assert messages.differences((head + MANY.replace("一", "二")).encode(), compiled(head + MANY)) == [
        "one | many"
    ]
    assert messages.untranslated((head + MANY.replace("一", "")).encode()) == ["one | many"]


@pytest.mark.parametrize("app", collector.apps(), ids=tree.named)
def test_what_an_app_says_is_what_its_catalogue_holds(app: Path) -> None:
    said, kept = collector.collected(app), collector.kept(app)
    assert messages.named(said) == messages.named(kept), "run make messages"


def test_the_same_words_mean_the_same_in_every_app() -> None:
    assert messages.quarrels(collector.kept(app) for app in collector.apps()) == []


def test_two_meanings_of_one_message_are_found() -> None:
    one, other = Catalog(), Catalog()
    one.add("取消", "Cancel")
    other.add("取消", "cancelled")
    assert messages.quarrels([one, one]) == []
    assert messages.quarrels([one, other]) == ["取消: Cancel / cancelled"]


def test_no_template_speaks_chinese_past_the_catalogue() -> None:
    found = {
        tree.named(path): templates.untold(tree.text(path) or "")
        for path in tree.files(".html", under="src/")
    }
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "template",
    [
        '<p>{% translate "付款" %}</p>',
        "<p>{% blocktranslate %}共 {{ n }} 件{% endblocktranslate %}</p>",
        '{{ name|default:_("无") }}',
        '<button lang="zh-Hans">中文</button>',
        "{# 说明 #}",
    ],
)
def test_chinese_that_is_translated_or_is_meant_passes(template: str) -> None:
    assert templates.untold(template) == []


def test_chinese_beside_the_catalogue_is_found_with_its_line() -> None:
    assert templates.untold('<p>\n{% translate "付款" %}\n名单</p>') == ["3: 名单"]
