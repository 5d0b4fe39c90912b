// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/audit_chain.h"

#include <charconv>

#include "core/limits.h"
#include "core/partial_date.h"

namespace lotse {
namespace {

/// The text before the separator, which is taken off too; nothing: there is none.
std::optional<std::string_view> take_until(std::string_view& text, char separator) {
    const std::size_t end = text.find(separator);
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end + 1);
    return part;
}

bool seq_from(std::string_view digits, std::int64_t& seq) {
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), seq);
    return failed == std::errc{} && end == digits.data() + digits.size() && seq >= 0;
}

}  // namespace

Digest next_head(const Digest& before, const Digest& inner, const ChainHash& hash) {
    std::string form(before.begin(), before.end());
    form.append(inner.begin(), inner.end());
    return hash(form);
}

bool follow_chain(AuditHead& head, const AuditHeads& told, const ChainHash& hash,
                  const std::function<void(const AuditHead&)>& passed) {
    if (told.from != head) {
        return false;
    }
    for (const Digest& inner : told.inner) {
        head = {head.seq + 1, next_head(head.head, inner, hash)};
        if (passed) {
            passed(head);
        }
    }
    return told.to == head && told.last >= head.seq;
}

void keep_head(std::vector<KeptHead>& kept, const AuditHead& head, const std::string& day) {
    if (!kept.empty() && kept.back().day == day) {
        kept.back().head = head;
    } else {
        kept.push_back({head, day});
    }
    if (kept.size() > limits::kAuditHeadsKept) {
        kept.erase(kept.begin(), kept.end() - limits::kAuditHeadsKept);
    }
}

std::string heads_text(const std::vector<KeptHead>& kept) {
    std::string text;
    for (const KeptHead& one : kept) {
        text += one.day + " " + std::to_string(one.head.seq) + " " + to_hex(one.head.head) + "\n";
    }
    return text;
}

std::optional<std::vector<KeptHead>> heads_from(std::string_view text) {
    std::vector<KeptHead> kept;
    while (!text.empty()) {
        std::optional<std::string_view> line = take_until(text, '\n');
        if (!line || kept.size() == limits::kAuditHeadsKept) {
            return std::nullopt;
        }
        KeptHead one;
        CivilDate date;
        const auto day = take_until(*line, ' ');
        const auto seq = day ? take_until(*line, ' ') : std::nullopt;
        if (!seq || !from_iso(std::string(*day), date) || !seq_from(*seq, one.head.seq) ||
            !from_hex(*line, one.head.head) ||
            (!kept.empty() && one.head.seq < kept.back().head.seq)) {
            return std::nullopt;
        }
        one.day = *day;
        kept.push_back(one);
    }
    return kept;
}

}  // namespace lotse
