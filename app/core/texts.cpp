// SPDX-License-Identifier: EUPL-1.2
#include "core/texts.h"

#include <algorithm>

namespace lotse {

Texts::Texts(std::initializer_list<std::pair<std::string_view, std::string_view>> texts) {
    for (const auto& [id, text] : texts) {
        insert_or_assign(id, text);
    }
}

Texts::Texts(const std::map<std::string, std::string>& texts) {
    Builder builder;
    for (const auto& [id, text] : texts) {
        builder.add(id, text);
    }
    *this = *std::move(builder).finish();
}

std::vector<Texts::Entry>::const_iterator Texts::lower_bound(std::string_view id) const {
    return std::lower_bound(
        m_entries.begin(), m_entries.end(), id,
        [](const Entry& entry, std::string_view wanted) { return entry.id() < wanted; });
}

Texts::const_iterator Texts::find(std::string_view id) const {
    const auto at = lower_bound(id);
    return at != m_entries.end() && at->id() == id ? begin() + (at - m_entries.begin()) : end();
}

std::optional<std::string_view> Texts::view(std::string_view id) const {
    const auto at = lower_bound(id);
    return at != m_entries.end() && at->id() == id ? std::optional(at->text()) : std::nullopt;
}

void Texts::insert_or_assign(std::string_view id, std::string_view text) {
    auto block = std::make_shared<const std::string>(std::string(id).append(text));
    const Entry entry{block->data(), static_cast<std::uint32_t>(id.size()),
                      static_cast<std::uint32_t>(text.size())};
    const auto at = lower_bound(id);
    if (at == m_entries.end() || at->id() != id) {
        m_entries.insert(at, entry);
        m_blocks.push_back(std::move(block));
        return;
    }
    const char* const before = at->bytes;
    m_entries[static_cast<std::size_t>(at - m_entries.begin())] = entry;
    // A block of its own goes with its text; one that others stand in stays.
    const auto alone = std::find_if(m_blocks.begin(), m_blocks.end(), [&](const auto& one) {
        return one->data() == before && m_blocks.front() != one;
    });
    if (alone != m_blocks.end()) {
        *alone = std::move(block);
    } else {
        m_blocks.push_back(std::move(block));
    }
}

void Texts::erase(std::string_view id) {
    const auto at = lower_bound(id);
    if (at != m_entries.end() && at->id() == id) {
        m_entries.erase(at);
    }
}

bool Texts::operator==(const Texts& other) const {
    return std::equal(
        m_entries.begin(), m_entries.end(), other.m_entries.begin(), other.m_entries.end(),
        [](const Entry& a, const Entry& b) { return a.id() == b.id() && a.text() == b.text(); });
}

void Texts::Builder::expect(std::size_t bytes) {
    m_bytes.reserve(m_bytes.size() + bytes);
}

void Texts::Builder::add(std::string_view id, std::string_view text) {
    m_spans.push_back({m_bytes.size(), static_cast<std::uint32_t>(id.size()),
                       static_cast<std::uint32_t>(text.size())});
    m_bytes.append(id).append(text);
}

std::optional<Texts> Texts::Builder::finish() && {
    Texts out;
    const auto block = std::make_shared<const std::string>(m_bytes);
    out.m_blocks.push_back(block);
    out.m_entries.reserve(m_spans.size());
    for (const Span& span : m_spans) {
        out.m_entries.push_back({block->data() + span.at, span.id_size, span.text_size});
    }
    std::sort(out.m_entries.begin(), out.m_entries.end(),
              [](const Entry& a, const Entry& b) { return a.id() < b.id(); });
    const auto same =
        std::adjacent_find(out.m_entries.begin(), out.m_entries.end(),
                           [](const Entry& a, const Entry& b) { return a.id() == b.id(); });
    if (same != out.m_entries.end()) {
        return std::nullopt;
    }
    return out;
}

}  // namespace lotse
