// SPDX-License-Identifier: EUPL-1.2
#include "text/words/occupations.h"

#include <algorithm>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

namespace lotse::text {
namespace {

/// So many stand as tiles beside the question, each of another group: a picture stands once.
constexpr std::size_t kFrequent = 4;

/// In which other languages people who read the first one name their work: what they were schooled
/// in, or the language of the state that they come from.
constexpr std::pair<std::string_view, std::string_view> kBeside[] = {
    {"uk", "ru"}, {"ku", "tr"},    {"ku", "ar"}, {"ckb", "ar"},   {"ckb", "fa"},
    {"ti", "am"}, {"fa-AF", "fa"}, {"ps", "fa"}, {"ps", "fa-AF"}, {"de-x-leicht", "en"}};

}  // namespace

OccupationWords::OccupationWords(const Occupations& known, Reader read)
    : m_known(&known), m_read(std::move(read)) {}

const NamesOfOccupations& OccupationWords::names(const std::string& tag) {
    const auto known = m_names.find(tag);
    return known != m_names.end() ? known->second : m_names.emplace(tag, m_read(tag)).first->second;
}

std::string OccupationWords::name(const std::string& id, const std::string& tag) {
    const Occupation* occupation = m_known == nullptr ? nullptr : m_known->find(id);
    if (occupation == nullptr) {
        return id;
    }
    if (tag != "de") {
        const NamesOfOccupations& own = names(tag);
        if (const auto named = own.find(id); named != own.end()) {
            return named->second.name;
        }
    }
    return occupation->label;
}

std::string OccupationWords::icon_of_group(std::string_view group) {
    return "occ_" + std::string(group);
}

std::string OccupationWords::icon(const std::string& id) const {
    const Occupation* occupation = m_known == nullptr ? nullptr : m_known->find(id);
    return occupation == nullptr ? std::string() : icon_of_group(occupation->group);
}

std::vector<std::string> OccupationWords::groups() const {
    std::vector<std::string> groups;
    for (const std::string_view group : occupation_groups()) {
        if (m_known != nullptr &&
            std::ranges::any_of(m_known->by_rank(),
                                [&](const Occupation& one) { return one.group == group; })) {
            groups.emplace_back(group);
        }
    }
    return groups;
}

std::vector<std::string> OccupationWords::of_group(std::string_view group) const {
    std::vector<std::string> ids;
    for (const Occupation& one :
         m_known == nullptr ? std::vector<Occupation>() : m_known->by_rank()) {
        if (one.group == group) {
            ids.push_back(one.id);
        }
    }
    return ids;
}

const SearchList& OccupationWords::list(const std::string& tag) {
    if (const auto made = m_lists.find(tag); made != m_lists.end()) {
        return made->second;
    }
    std::vector<NamedCode> items;
    std::set<std::string> pictured;  // groups of the frequent ones
    auto others = std::make_shared<OtherNames>();
    const auto add_names_of = [&](const std::string& language, const std::string& id) {
        const NamesOfOccupations& known = names(language);
        if (const auto named = known.find(id); named != known.end()) {
            others->add(id, named->second.name, true);
            for (const std::string& also : named->second.also) {
                others->add(id, also, true);
            }
        }
    };
    for (const Occupation& one :
         m_known == nullptr ? std::vector<Occupation>() : m_known->by_rank()) {
        const bool frequent = pictured.size() < kFrequent && pictured.insert(one.group).second;
        items.push_back({one.id, name(one.id, tag), frequent});
        others->add(one.id, one.name, true);
        others->add(one.id, one.label, true);
        for (const std::string& synonym : one.synonyms) {
            others->add(one.id, synonym, true);
        }
        others->add(one.id, one.english, true);
        if (tag != "de") {
            add_names_of(tag, one.id);
        }
        for (const auto& [language, beside] : kBeside) {
            if (language == tag) {
                add_names_of(std::string(beside), one.id);
            }
        }
    }
    return m_lists.emplace(tag, SearchList(std::move(items), tag, std::move(others))).first->second;
}

SearchList::Hits OccupationWords::search(const std::string& tag, std::string_view query,
                                         const std::vector<Language>& languages) {
    SearchList::Hits own = list(tag).search(query);
    if (own.spelled == SearchList::Spelled::So || m_known == nullptr) {
        return own;
    }
    if (!m_everywhere) {
        std::vector<NamedCode> items;
        for (const Occupation& one : m_known->by_rank()) {
            items.push_back({one.id, one.label});
        }
        auto others = std::make_shared<OtherNames>();
        for (const Language& language : languages) {
            for (const auto& [id, named] : m_read(language.tag)) {
                others->add(id, named.name, false);
                for (const std::string& also : named.also) {
                    others->add(id, also, false);
                }
            }
        }
        m_everywhere.emplace(std::move(items), "", std::move(others));
    }
    SearchList::Hits anywhere = m_everywhere->search(query);
    return anywhere.spelled == SearchList::Spelled::So ? anywhere : own;
}

}  // namespace lotse::text
