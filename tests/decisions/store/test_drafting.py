"""A policy is written as a branch: checked as it is written, compared, and set in force by another person."""

from __future__ import annotations

import pytest

from duixian.authorities import clock
from duixian.authorities.acting import acting_for
from duixian.authorities.models import Account, Authority, Role
from duixian.decisions.store import drafting, examining
from duixian.decisions.store.archive import texts_in
from duixian.decisions.store.errors import DraftRefused, PublicationRefused
from duixian.decisions.store.models import PolicyVersion, WorkingDraft
from duixian.decisions.store.states import VersionState, WorkState
from duixian.language.problems import PolicyError
from tests.service import Officer

pytestmark = pytest.mark.django_db
FILE = "policy.md"


@pytest.fixture
def author(officer: Officer) -> Account:
    return officer(Role.POLICY_AUTHOR)


@pytest.fixture
def draft(version: PolicyVersion, author: Account) -> WorkingDraft:
    return drafting.branch(version, author)


def text_of(draft: WorkingDraft) -> str:
    return texts_in(bytes(draft.archive))[FILE]


def written(draft: WorkingDraft, author: Account, old: str, new: str, times: int = -1) -> WorkingDraft:
    """The draft with words changed, the first so many times."""
    return drafting.save(draft, author, FILE, text_of(draft).replace(old, new, times), draft.revision)


def test_a_branch_is_the_version_it_began_with(draft: WorkingDraft, version: PolicyVersion) -> None:
    assert examining.looked_over(draft).passed
    assert examining.policy_of_draft(draft).version == version.version


def test_an_amount_changed_in_the_wording_alone_is_told_with_clause_and_line(
    draft: WorkingDraft, author: Account
) -> None:
    report = examining.looked_over(draft, {FILE: text_of(draft).replace("3000元", "3500元", 1)})
    assert not report.passed
    problem = report.errors[0]
    assert (problem.clause, problem.spot.file) == ("第一条", FILE)
    assert problem.spot.line > 1
    assert problem.remedy.zh


def test_what_is_looked_at_is_not_saved(draft: WorkingDraft) -> None:
    examining.looked_over(draft, {FILE: "什么都没有"})
    draft.refresh_from_db()
    assert examining.looked_over(draft).passed


def test_of_two_who_save_at_once_the_second_is_told(draft: WorkingDraft, author: Account) -> None:
    written(draft, author, "3000元", "3500元")
    with pytest.raises(DraftRefused) as error:
        drafting.save(draft, author, FILE, "anything", draft.revision)
    assert error.value.code == "draft-moved"


def test_a_draft_that_does_not_load_is_not_proposed(draft: WorkingDraft, author: Account) -> None:
    wrong = written(draft, author, "3000元", "3500元", 1)
    with pytest.raises(PolicyError):
        drafting.propose(wrong, author, "某区人社〔2023〕3号")
    assert WorkingDraft.objects.get().state == WorkState.WRITING


def test_two_persons_set_a_draft_in_force_under_its_number(
    draft: WorkingDraft, author: Account, officer: Officer
) -> None:
    proposed = drafting.propose(written(draft, author, "3000元", "3500元"), author, "某区人社〔2023〕3号")
    with pytest.raises(PublicationRefused):
        drafting.approve(proposed, author)
    published = drafting.approve(proposed, officer(Role.POLICY_AUTHOR))
    assert published.state == WorkState.PUBLISHED
    assert published.proposed is not None
    assert published.proposed.state == VersionState.IN_FORCE
    assert published.proposed.document_number == "某区人社〔2023〕3号"


def test_what_is_sent_back_is_written_and_proposed_again(
    draft: WorkingDraft, author: Account, officer: Officer
) -> None:
    changed = written(draft, author, "3000元", "3500元")
    back = drafting.send_back(drafting.propose(changed, author, "某号"), officer(Role.POLICY_AUTHOR))
    assert back.state == WorkState.WRITING
    again = drafting.propose(back, author, "某号")
    assert again.proposed is not None
    assert again.proposed.state == VersionState.PROPOSED


def test_an_answer_to_an_open_question_says_who_gave_it_and_why(draft: WorkingDraft, author: Account) -> None:
    chosen = drafting.choose(draft, author, "D1", "草案不兑付", draft.revision, reason="尚无文号")
    (question,) = [one for one in examining.questions_of(chosen) if one.record.id == "D1"]
    assert (question.option, question.decided_by) == ("草案不兑付", author.name)
    assert (question.decided_on, question.reason) == (clock.today().isoformat(), "尚无文号")


def test_no_answer_is_kept_without_a_reason(draft: WorkingDraft, author: Account) -> None:
    with pytest.raises(DraftRefused) as error:
        drafting.choose(draft, author, "D1", "草案不兑付", draft.revision, reason=" ")
    assert error.value.code == "draft-no-reason"


@pytest.mark.parametrize(("record", "option"), [("D1", "都可以"), ("D9", "已施行")])
def test_an_answer_that_nobody_asked_for_is_refused(
    draft: WorkingDraft, author: Account, record: str, option: str
) -> None:
    with pytest.raises(PolicyError):
        drafting.choose(draft, author, record, option, draft.revision, reason="试")


def test_an_answer_taken_back_leaves_what_the_file_says(draft: WorkingDraft, author: Account) -> None:
    back = drafting.take_back(draft, author, "D1", draft.revision)
    assert [one.option for one in examining.questions_of(back)] == ["草案不兑付"]


def test_the_effect_of_another_option_is_said(draft: WorkingDraft) -> None:
    (effect,) = examining.effects_of(draft, "D1")
    assert effect.option.zh == "草案不兑付"
    assert effect.changes is not None
    assert not effect.changes.nothing


def test_a_file_is_added_looked_over_and_deleted(draft: WorkingDraft, author: Account) -> None:
    more = drafting.add_file(draft, author, "facts.yaml", "表: {某目录: {列: 不对}}", draft.revision)
    assert list(texts_in(bytes(more.archive))) == [FILE, "facts.yaml", "interpretations.yaml"]
    assert not examining.looked_over(more).passed
    less = drafting.delete_file(more, author, "facts.yaml", more.revision)
    assert examining.looked_over(less).passed
    assert bytes(less.archive) == bytes(draft.archive)


@pytest.mark.parametrize("name", ["../x.yaml", "x/y.csv", "x.py", ".yaml", "FACTS.yaml.exe"])
def test_files_of_other_names_are_not_taken(draft: WorkingDraft, author: Account, name: str) -> None:
    with pytest.raises(DraftRefused) as error:
        drafting.add_file(draft, author, name, "", draft.revision)
    assert error.value.code == "draft-file-name"


def test_no_file_is_there_twice_and_the_policy_itself_stays(draft: WorkingDraft, author: Account) -> None:
    with pytest.raises(DraftRefused) as error:
        drafting.add_file(draft, author, "interpretations.yaml", "[]", draft.revision)
    assert error.value.code == "draft-file-there"
    with pytest.raises(DraftRefused) as error:
        drafting.delete_file(draft, author, FILE, draft.revision)
    assert error.value.code == "draft-policy-stays"


def test_answers_are_published_with_the_version(
    draft: WorkingDraft, author: Account, officer: Officer
) -> None:
    chosen = drafting.choose(draft, author, "D1", "已施行", draft.revision, reason="已经区政府同意")
    published = drafting.approve(drafting.propose(chosen, author, "某号"), officer(Role.POLICY_AUTHOR))
    assert published.proposed is not None
    assert published.proposed.choices["D1"]["reason"] == "已经区政府同意"


def test_only_policy_authors_write(draft: WorkingDraft, officer: Officer) -> None:
    with pytest.raises(Exception, match="政策编制"):
        written(draft, officer(Role.FIRST_CHECK), "3000元", "3500元")


def test_drafts_are_their_authoritys_alone(
    draft: WorkingDraft, authority: Authority, other_authority: Authority, officer: Officer
) -> None:
    with acting_for(officer(Role.POLICY_AUTHOR, at=other_authority)):
        assert not WorkingDraft.objects.exists()
    with acting_for(officer(Role.POLICY_AUTHOR)):
        assert WorkingDraft.objects.exists()
