// SPDX-License-Identifier: EUPL-1.2
#include "core/occupations.h"

#include <algorithm>
#include <utility>

#include "core/check.h"

namespace lotse {

std::string_view to_string(Regulation regulation) {
    switch (regulation) {
        case Regulation::Federal:
            return "federal";
        case Regulation::Land:
            return "land";
        case Regulation::Craft:
            return "craft";
        case Regulation::Title:
            return "title";
        case Regulation::None:
            return "no";
    }
    LOTSE_CHECK(false);
}

std::string_view to_string(RecognitionProcedure procedure) {
    switch (procedure) {
        case RecognitionProcedure::Licence:
            return "berufszulassung";
        case RecognitionProcedure::Equivalence:
            return "gleichwertigkeit";
        case RecognitionProcedure::Statement:
            return "zeugnisbewertung";
    }
    LOTSE_CHECK(false);
}

std::string_view to_string(Confidence confidence) {
    switch (confidence) {
        case Confidence::High:
            return "high";
        case Confidence::Medium:
            return "medium";
        case Confidence::Low:
            return "low";
    }
    LOTSE_CHECK(false);
}

const std::vector<std::string_view>& occupation_groups() {
    static const std::vector<std::string_view> kGroups = {
        "care",        "health",     "social",    "childcare",   "teaching", "engineering",
        "it",          "electrical", "vehicle",   "craft_metal", "building", "craft_wood",
        "transport",   "production", "food",      "hotel",       "trade",    "office",
        "finance",     "management", "law",       "hair_beauty", "textile",  "cleaning",
        "agriculture", "science",    "languages", "humanities",  "arts",     "media",
        "sport",       "security",   "military"};
    return kGroups;
}

Occupations::Occupations(std::vector<Occupation> rows) {
    for (Occupation& row : rows) {
        const auto [place, is_new] = m_places.emplace(row.id, m_rows.size());
        if (is_new) {
            m_rows.push_back(std::move(row));
        } else {
            m_rows[place->second] = std::move(row);
        }
    }
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [](const auto& a, const auto& b) { return a.rank < b.rank; });
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_places[m_rows[i].id] = i;
    }
}

const Occupation* Occupations::find(std::string_view id) const {
    const auto place = m_places.find(id);
    return place == m_places.end() ? nullptr : &m_rows[place->second];
}

}  // namespace lotse
