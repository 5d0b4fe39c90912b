// SPDX-License-Identifier: EUPL-1.2
/// Decides what stands on a client's ticket.
///
/// The number, whose centre it is, what happens next and what to bring, in the client's language
/// with German beneath, for whoever helps and for staff; when it was given; a code that staff scan.
/// No name, and no answer but which papers are still missing: a ticket lies on tables and gets
/// lost.
///
/// A pure value: how it is set is slip_page.h's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/form/what_to_bring.h"
#include "core/intake/expected_wait.h"
#include "text/words/catalogue.h"

namespace lotse::print {

/// What stands beneath every other language.
inline constexpr const char* kGerman = "de";

/// `german` is empty where the first is German already, or has it in brackets.
struct SlipText {
    text::Words client, german;
};

struct Slip {
    std::string number;
    std::string centre;  ///< its name
    std::string issued;  ///< day and time, as German papers write it
    std::string code;    ///< what the QR code says: `lotse:CENTRE/DAY/NUMBER`
    SlipText title, next;
    SlipText wait;  ///< how long, probably; empty: not known
    std::vector<SlipText> advice;
    SlipText bring;  ///< above the papers
    std::vector<SlipText> papers;
};

struct SlipFacts {
    std::string number;
    std::string centre_name;
    std::string centre;    ///< short, as in headers of intakes
    std::string language;  ///< tag
    std::string issued;    ///< local civil time, YYYY-MM-DDThh:mm:ss
    ToBring bring = {};
    std::optional<WaitRange> wait = {};
};

Slip make_slip(const text::Catalogue& catalogue, const SlipFacts& facts);

}  // namespace lotse::print
