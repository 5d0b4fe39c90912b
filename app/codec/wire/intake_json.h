// SPDX-License-Identifier: EUPL-1.2
/// The payload inside the envelope: an intake as JSON, readable years later without this program.
///
///     {"format":1, "questionnaire":{"name","version","hash"}, "language",
///      "started_at", "finished_at",
///      "consent":{"text_id","text_hash","language","given_at","mode"}, "repeats":{"job":2},
///      "answers":[{"question":"family_name","text":"…","language":"uk"},
///                 {"question":"job_hours","instance":1,"number":"38.5"},
///                 {"question":"goal","choices":["own_occupation"]},
///                 {"question":"funding_need","special":"dont_know"},
///                 {"question":"date_of_birth","date":{"calendar","precision","about",
///                  "first_january","year","month","day",
///                  "first":"YYYY-MM-DD","last":"YYYY-MM-DD"}},
///                 {"question":"call_me_at","time":"14:30"},   (of a day and a time: in the date)
///                 {"question":"documents","grid":{"row":{"column":"choice"}}}]}
///
/// `write_intake` makes no other copy of the answers than the returned text, which the caller
/// wipes. Reading back gives the same value; broken UTF-8 was replaced by U+FFFD. Errors never hold
/// an answer.
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"
#include "core/intake/intake_content.h"

namespace lotse::codec {

std::string write_intake(const IntakeContent& content);
/// Total: Corrupt if it is damaged, Refused if a newer format is needed. Copies made while reading
/// are wiped.
Result<IntakeContent> read_intake(std::string_view payload);

}  // namespace lotse::codec
