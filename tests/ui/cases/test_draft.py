"""The case being edited: one draft for all pages, saved soon, safe against changes elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.care.case import Case
from app.clock import FixedClock
from app.services.cases import find_case, get_identity, save_case, save_identity
from app.services.changes import ChangeSet
from app.services.history import case_versions
from app.ui.autosave import SaveStep
from app.ui.cases.draft import CaseDraft, draft_of
from app.ui.context import UiContext


@pytest.fixture
def draft(context: UiContext) -> CaseDraft:
    return draft_of(context, find_case(context.store, 105).uuid)


def stored(context: UiContext) -> Case:
    return find_case(context.store, 105)


def test_both_pages_of_a_case_get_the_same_draft(context: UiContext, draft: CaseDraft) -> None:
    assert draft_of(context, draft.case.uuid) is draft
    assert draft_of(context, find_case(context.store, 106).uuid) is not draft


def test_an_edit_is_saved_by_itself_and_announced(
    context: UiContext, draft: CaseDraft, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(context.hub.announced) as announced:
        draft.edit(replace(draft.case, desired_life="囲碁を打ちたい"), "desired_life")

    changes: ChangeSet = announced.args[0]
    assert changes.ids == {draft.case.uuid}
    assert stored(context).desired_life == "囲碁を打ちたい"
    assert draft.saver.step is SaveStep.SAVED


def test_a_draft_reopened_has_what_was_saved(context: UiContext, draft: CaseDraft) -> None:
    draft.edit(replace(draft.case, staff="包括北"))
    assert draft.flush()

    again = CaseDraft(context, stored(context))

    assert again.case.staff == "包括北"
    assert again.case.row_version == draft.case.row_version


def test_typing_in_one_field_is_one_step_and_saving_between_does_not_matter(
    draft: CaseDraft, fixed_clock: FixedClock
) -> None:
    before = draft.case
    for text in ("囲", "囲碁", "囲碁を"):
        draft.edit(replace(draft.case, desired_life=text), "desired_life")
    draft.flush()
    fixed_clock.advance(5)
    draft.edit(replace(draft.case, staff="包括北"), "staff")

    assert draft.undo()
    assert draft.case.desired_life == "囲碁を"
    assert draft.undo()
    assert draft.case.desired_life == before.desired_life
    assert not draft.undo()
    assert draft.redo()
    assert draft.flush()


def test_what_undo_brings_back_is_saved_too(context: UiContext, draft: CaseDraft) -> None:
    wish = draft.case.desired_life
    draft.edit(replace(draft.case, desired_life="別の望み"))
    assert draft.flush()

    draft.undo()

    assert draft.flush()
    assert stored(context).desired_life == wish


def test_case_and_identity_are_undone_in_the_order_they_were_typed(
    context: UiContext, draft: CaseDraft
) -> None:
    name, wish = draft.identity.name, draft.case.desired_life
    heard: list[object] = []
    draft.identity_changed.connect(heard.append)
    draft.edit(replace(draft.case, desired_life="囲碁"), "desired_life")
    draft.edit_identity(replace(draft.identity, name="仮 太郎"), "identity_name")
    draft.edit(replace(draft.case, desired_life="囲碁と将棋"), "desired_life")
    assert draft.flush()

    assert draft.undo()
    assert (draft.case.desired_life, draft.identity.name) == ("囲碁", "仮 太郎")
    assert draft.undo()
    assert (draft.case.desired_life, draft.identity.name) == ("囲碁", name)
    assert draft.undo()
    assert draft.case.desired_life == wish
    assert not draft.undo()
    assert len(heard) == 2
    assert draft.flush()
    assert get_identity(context.store, draft.case.uuid).name == name


def test_a_case_that_cannot_be_saved_does_not_keep_back_the_identity(
    context: UiContext, draft: CaseDraft
) -> None:
    draft.edit(replace(draft.case, case_no=106, desired_life="打ちかけ"))  # another case has it
    draft.edit_identity(replace(draft.identity, name="仮 太郎"))

    assert not draft.flush()

    assert draft.saver.dirty
    assert draft.case.desired_life == "打ちかけ"
    assert get_identity(context.store, draft.case.uuid).name == "仮 太郎"


def test_an_identity_changed_elsewhere_is_taken_over(context: UiContext, draft: CaseDraft) -> None:
    save_identity(context.store, replace(draft.identity, name="別 花子"))

    draft.reload()

    assert draft.identity.name == "別 花子"
    draft.edit_identity(replace(draft.identity, kana="べつ はなこ"))
    assert draft.flush()


def test_a_change_elsewhere_is_taken_over_while_nothing_is_unsaved(
    context: UiContext, draft: CaseDraft
) -> None:
    save_case(context.store, replace(stored(context), staff="包括南"))

    draft.reload()

    assert draft.case.staff == "包括南"
    draft.edit(replace(draft.case, desired_life="続き"))
    assert draft.flush()


def test_a_change_elsewhere_and_what_is_unsaved_come_together(
    context: UiContext, draft: CaseDraft
) -> None:
    save_case(context.store, replace(stored(context), staff="包括南"))
    draft.edit(replace(draft.case, desired_life="打ちかけ"))

    draft.reload()

    assert (draft.case.staff, draft.case.desired_life) == ("包括南", "打ちかけ")
    assert draft.saver.dirty
    assert draft.flush()
    assert (stored(context).staff, stored(context).desired_life) == ("包括南", "打ちかけ")


def test_of_two_texts_of_one_field_the_one_being_typed_stays(
    context: UiContext, draft: CaseDraft
) -> None:
    save_case(context.store, replace(stored(context), desired_life="よそで直した"))
    draft.edit(replace(draft.case, desired_life="打ちかけ"))

    assert draft.flush()

    assert stored(context).desired_life == "打ちかけ"
    texts = [v.value.desired_life for v in case_versions(context.store, draft.case.uuid)]
    assert "よそで直した" in texts


def test_old_drafts_are_let_go_but_not_what_is_unsaved(context: UiContext, qtbot: QtBot) -> None:
    first = draft_of(context, find_case(context.store, 101).uuid)
    first.edit(replace(first.case, staff="未保存"))
    second = draft_of(context, find_case(context.store, 102).uuid)

    for number in range(103, 111):
        draft_of(context, find_case(context.store, number).uuid)
    with qtbot.waitSignal(second.destroyed):
        pass

    kept = [each.case.case_no for each in context.hub.findChildren(CaseDraft)]
    assert 101 in kept
    assert len(kept) <= 7
    assert first.flush()
