// SPDX-License-Identifier: EUPL-1.2
/// Decides which page of the questionnaire follows, and what a touch on a page does. A part of
/// `update` (core/terminal/session.h), for a client who answers or reviews.
///
/// Walks the pages of `Session::pages_on`: those that all are asked, or those of the topic that is
/// asked now. What was asked with the choice of the questionnaire is passed over, and there to be
/// corrected. Events that have no meaning at the present step change nothing. Lives for one call.
#pragma once

#include <optional>
#include <string>

#include "core/terminal/session.h"

namespace lotse::terminal {

class Paging {
public:
    Paging(Session& session, const CivilDate& today) : m_session(session), m_today(today) {}

    /// To the first page that asks something new, or to the review.
    void begin();
    /// An answer, or midnight, may make the page on the screen irrelevant: then the first page
    /// follows.
    void settle();
    /// Keyboard and list.
    void close_inputs();
    /// "Back" puts away what was opened over the page first. False: nothing was.
    bool close_input();
    /// From a page or the review. False: there is no page before this one.
    bool back();
    void review();
    /// A correction may have made a question relevant that nobody has seen, or wrong what was
    /// right: to the first page with a problem. False: there is none.
    bool ask_for_problems();

    void on(const ChoiceTapped& event);
    void on(const GridTapped& event);
    void on(const SpecialTapped& event);
    void on(const DateEntered& event);
    void on(const TimeEntered& event);
    void on(const FieldTapped& event);
    void on(const TextEdited& event);
    void on(const KeyboardClosed&);
    void on(const ListOpened& event);
    void on(const ListClosed&);
    void on(const ListWritten&);
    void on(const EntryAdded& event);
    void on(const EntryOpened& event);
    void on(const RemovalAsked& event);
    void on(const RemovalConfirmed&);
    void on(const RemovalCancelled&);
    void on(const NextPressed&);
    void on(const CorrectionAsked& event);

private:
    FoundPages::Pages pages_of() const;
    /// Asked with the choice of the questionnaire; its page is there to be corrected.
    bool was_opening(const FormPage& page) const;
    /// The question of a field that stands on the present page; nothing for events of a page
    /// already left.
    const Question* question_on_page(const FieldPath& path) const;
    /// The page on the screen; nothing if there is none, or if an answer took it away.
    std::optional<FormPage> page_here() const;
    /// Its keyboard was open from the start: "back" leaves the page.
    bool types_only() const;
    void go_to_page(const FormPage& page);
    bool offers(const FieldPath& path, Special special) const;
    void open_editor(const FieldPath& path, std::size_t caret, std::size_t anchor);
    /// Of a page that one tap answers.
    void go_on_if_answered();
    void set_answer(const FieldPath& path, std::optional<Answer> answer);
    /// Of an entry's page; nothing for a repeat whose number is calculated.
    std::optional<FormPage> hub_before(const FormPage& page) const;
    void open_entry(const std::string& repeat, int instance);
    /// Later entries move up: what was replaced in them is no longer known by its place.
    void drop_entry(const std::string& repeat, int instance);
    void go_on();
    bool back_from_page();
    /// Coming back from behind a repeat, its entries are shown, not the last page of the last one.
    void go_to_page_or_hub(const FormPage& page);

    Session& m_session;
    const CivilDate& m_today;
};

}  // namespace lotse::terminal
