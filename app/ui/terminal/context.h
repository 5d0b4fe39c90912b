// SPDX-License-Identifier: EUPL-1.2
/// What the drawings of the terminal's screens share: the frame they draw into, the words, what is
/// remembered between frames.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/keystroke.h"
#include "core/terminal/screen.h"
#include "text/words/catalogue.h"
#include "text/words/occupations.h"
#include "text/words/search_list.h"
#include "ui/kit/canvas.h"
#include "ui/kit/widgets.h"
#include "ui/terminal/terminal.h"

namespace lotse::ui {

enum class DatePart : std::uint8_t { Day, Month, Year, Hour, Minute };

/// How things are shown. Ends with the screen it belongs to.
struct Local {
    std::string screen_key;  ///< of the screen that the rest belongs to

    // Keyboard
    std::string field_key;  ///< of the field that the keyboard was opened for
    std::string layer;
    bool shift = false;
    std::vector<std::string> forms;  ///< offered instead of what was typed last
    std::size_t forms_caret = 0;

    struct DateEntry {
        FieldPath path;
        DatePart part = DatePart::Day;
        SecretText text;               ///< the digits that its box holds; none for a month
        bool untouched = true;         ///< nothing was typed or erased since it was opened
        std::optional<DatePart> from;  ///< went on from there by itself
    };
    std::optional<DateEntry> date;
    bool begun = false;  ///< what a page opens by itself was opened
    /// How a date is to be given, before anything was given: precision, calendar, "about".
    std::map<FieldPath, PartialDate> date_manner;
    std::set<FieldPath> calendars_open;  ///< fields whose calendars are unfolded
    std::set<FieldPath> specials_open;
    std::map<FieldPath, std::string> grid_row;  ///< unfolded row; empty: all folded
    /// Answers in words, by language and field: names of countries and dates are slow to make, and
    /// the review asks for all of them in every frame. They cannot change while the review is
    /// shown.
    std::map<std::string, SecretText> review_words;
    bool search_keyboard = false;
    std::string group;  ///< of occupations, the one that is shown; empty: all groups
    /// What was found last: a search is not made anew in every frame.
    struct Found {
        SecretText query;
        text::SearchList::Hits hits;
    };
    std::optional<Found> found;
    ChoiceHeights list_heights;  ///< of the rows of an open list
    int staff_taps = 0;
};

/// Made when they are first asked for: ICU takes milliseconds.
struct NameLists {
    std::optional<text::SearchList> countries, languages;
};
/// The same for all languages.
struct SharedNames {
    std::shared_ptr<const text::OtherNames> countries, languages;
};

struct Context {
    Canvas& canvas;
    const text::Catalogue& catalogue;
    const terminal::ScreenView& view;
    const Language& language;
    const Language* second;  ///< shown beside it for somebody who helps; null: none
    const Branding& branding;
    const std::vector<Keystroke>& typed;
    bool bar_folded;  ///< there is no room for it beside what is typed with
    Local& local;
    std::map<std::string, NameLists>& lists;  ///< by language tag
    SharedNames& names_in_all;
    text::OccupationWords& occupations;
    Typographies& fonts;  ///< by language tag
    /// What a questionnaire takes, by language and name.
    std::map<std::pair<std::string, std::string>, std::int64_t>& minutes;
    std::vector<terminal::Event>& events;

    const Theme& theme() const { return canvas.theme(); }
    text::Words say(const std::string& id, const text::Arguments& arguments = {}) const {
        return catalogue.words(language.tag, id, arguments);
    }
    /// A text that may name the institution.
    text::Words say_of_us(const std::string& id) const {
        return catalogue.words(language.tag, id, {{"institution", branding.institution}});
    }
    /// The same text in the second language; empty if there is none.
    text::Words say_second(const std::string& id, text::Arguments arguments = {}) const {
        if (!second) {
            return {};
        }
        arguments.emplace("institution", branding.institution);
        return catalogue.words(second->tag, id, arguments);
    }
    void report(terminal::Event event) const { events.push_back(std::move(event)); }
    /// All countries, all languages or all occupations.
    const text::SearchList& names(QuestionType type) const;
    /// Which of them a text finds.
    text::SearchList::Hits search(QuestionType type, std::string_view query) const;
    const text::Typography* typography_of(const std::string& tag) const;
};

std::string id_of(const FieldPath& path);

}  // namespace lotse::ui
