// SPDX-License-Identifier: EUPL-1.2
/// Decides which entries of the queue staff find by a number or a name, and whose names have to be
/// read for that.
///
/// Pure. A number is known in clear and found at once, also without its zeros (a17, A017). A name
/// is inside the sealed intake: only when somebody looks for a name are envelopes opened, a few at
/// a time, so that a call gets through between; what is kept of each is the key of the name
/// (core/desk/name_match.h), never the name, and only while this member of staff is logged in and
/// the entry is listed. Keys tell much of a name: they wipe themselves like answers. Leaves alone:
/// making keys (text), reading (kiosk), how the list looks (ui).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/form/questionnaire.h"
#include "core/intake/intake_content.h"
#include "core/intake/queue.h"
#include "core/secret_text.h"

namespace lotse::desk {

struct Search {
    SecretText text;
    std::size_t caret = 0, anchor = 0;
    SecretText key;  ///< of the text
    std::map<IntakeId, SecretText>
        names;                 ///< keys; empty for an entry whose envelope cannot be opened
    bool reading = false;      ///< some are on their way
    bool interrupted = false;  ///< the last reading failed; typing tries again
};

/// Questionnaire → the questions whose answers are names, by their meanings (core/form/meanings.h).
using NameQuestions = std::map<std::string, std::vector<std::string>>;
/// Of one questionnaire, in the order of the meanings.
std::vector<std::string> name_questions(const Questionnaire& form);
/// What the names of an intake are, in the order of `questions`; none if its questionnaire is not
/// among them.
std::vector<std::string_view> names_in(const IntakeContent& content,
                                       const NameQuestions& questions);

/// Whether the entry is to be listed.
bool finds(const Search& search, const QueueEntry& entry);

/// The next entries whose names have to be read, none if no name is looked for or a reading is
/// under way. Closed entries are not read: nobody may open them any more.
std::vector<QueueEntry> names_to_read(const Search& search, const std::vector<QueueEntry>& entries);
/// Whether names are still missing for a complete answer.
bool names_missing(const Search& search, const std::vector<QueueEntry>& entries);
/// Forgets the keys of what is no longer listed.
void forget_gone(Search& search, const std::vector<QueueEntry>& entries);

}  // namespace lotse::desk
