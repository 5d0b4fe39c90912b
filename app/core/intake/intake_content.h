// SPDX-License-Identifier: EUPL-1.2
/// What is inside the envelope: the answers of one client, and what makes them readable years
/// later.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/form/answers.h"

namespace lotse {

/// How the client filled in the questionnaire.
enum class FillMode : unsigned char { Read, ReadAloud, WithHelper };

/// Proof of the consent to store (Art. 7(1) DSGVO): which text, in which language, when.
struct ConsentRecord {
    std::string text_id;           ///< message id of the consent text
    std::string text_hash;         ///< hex digest of the text as shown
    std::string language;          ///< tag of the language it was shown in
    std::string given_at;          ///< local civil time, YYYY-MM-DDThh:mm:ss
    std::optional<FillMode> mode;  ///< nothing: the client did not say
    bool operator==(const ConsentRecord&) const = default;
};

struct IntakeContent {
    std::string questionnaire;  ///< name; empty: a number without data
    int questionnaire_version = 0;
    std::string questionnaire_hash;       ///< hex digest of the definition
    std::string language;                 ///< of the client, at the end
    std::string started_at, finished_at;  ///< local civil time
    ConsentRecord consent;
    Answers answers;  ///< relevant ones only
    bool operator==(const IntakeContent&) const = default;
};

}  // namespace lotse
