// SPDX-License-Identifier: EUPL-1.2
/// Decides which entries of the queue staff find by a number or a name, and whose names have to be
/// read for that.
///
/// Pure. A number is known in clear and found at once, also without its zeros (a17, A017). A name
/// is inside the sealed intake: only when somebody looks for a name are envelopes opened, a few at
/// a time, so that a call gets through between. What is kept of each are its names with their keys
/// (core/desk/name_match.h) and the date of birth, and nothing else, only while this member of
/// staff is logged in, the desk is not locked and the entry is listed; they wipe themselves like
/// answers. Shown is a name only where it was looked for, and only the one that was found; beside
/// it the date of birth, where a name found several, since people share names. Leaves alone: making
/// keys (text), reading (kiosk), how the list looks (ui).
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/form/questionnaire.h"
#include "core/intake/intake_content.h"
#include "core/intake/queue.h"
#include "core/partial_date.h"
#include "core/secret_text.h"

namespace lotse::desk {

/// A word of a name, and what it is compared by.
struct NamePart {
    std::size_t begin = 0, size = 0;  ///< bytes of the name
    SecretText key;
};
/// A name as it was written.
struct NameText {
    SecretText text;
    std::string language;
    std::vector<NamePart> parts;
};

/// Who an intake is about, as it was written.
struct Client {
    std::vector<NameText> names;
    std::optional<PartialDate> born;
};

struct Search {
    SecretText text;
    std::size_t caret = 0, anchor = 0;
    SecretText key;  ///< of the text
    std::map<IntakeId, SecretText>
        names;  ///< keys; empty for an entry whose envelope cannot be opened
    std::map<IntakeId, Client> clients;  ///< the names themselves
    bool reading = false;                ///< some are on their way
    bool interrupted = false;            ///< the last reading failed; typing tries again
};

/// The questions of a questionnaire that say who a client is, by their meanings
/// (core/form/meanings.h).
struct WhoIsAsked {
    std::vector<std::string> names;  ///< in the order of the meanings
    std::string born;                ///< empty: it is not asked
};
/// By questionnaire.
using NameQuestions = std::map<std::string, WhoIsAsked>;
WhoIsAsked name_questions(const Questionnaire& form);
/// What the names of an intake are, in the order of `questions`; none if its questionnaire is not
/// among them.
std::vector<std::string_view> names_in(const IntakeContent& content,
                                       const NameQuestions& questions);
/// The same as they were answered; they refer into the content.
std::vector<const TextAnswer*> name_answers(const IntakeContent& content,
                                            const NameQuestions& questions);
/// A whole date; that somebody does not know it tells nobody apart.
std::optional<PartialDate> birth_date(const IntakeContent& content, const NameQuestions& questions);

/// The number of the intake that a request (is_request) is about, as it was typed; empty: none.
SecretText requested_number(const IntakeContent& content);

/// Whether the entry is to be listed.
bool finds(const Search& search, const QueueEntry& entry);

/// A name that was found, and which of its words were looked for.
struct FoundName {
    std::reference_wrapper<const NameText> name;
    std::vector<bool> looked_for;  ///< of each part
};
/// What the entry was found by: names that hold what was looked for, in the script it was typed in
/// if there is one; none if it was found by its number. They refer into the search.
std::vector<FoundName> found_names(const Search& search, const QueueEntry& entry);

/// The next entries whose names have to be read, none if no name is looked for or a reading is
/// under way. Closed entries are not read: nobody may open them any more.
std::vector<QueueEntry> names_to_read(const Search& search, const std::vector<QueueEntry>& entries);
/// Whether names are still missing for a complete answer.
bool names_missing(const Search& search, const std::vector<QueueEntry>& entries);
/// Forgets the keys of what is no longer listed.
void forget_gone(Search& search, const std::vector<QueueEntry>& entries);

}  // namespace lotse::desk
