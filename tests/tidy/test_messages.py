from __future__ import annotations

from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.tidy import messages, tree

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
