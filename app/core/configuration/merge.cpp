// SPDX-License-Identifier: EUPL-1.2
#include "core/configuration/merge.h"

#include <string_view>
#include <utility>

namespace lotse {
namespace {

constexpr std::string_view kTexts = "texts/";
constexpr std::string_view kMadeFrom = "made_from/";

class Merge {
public:
    /// `out` begins as the newer content. `only`: the parts that are made again; null: all.
    Merge(const Configuration& before, const Configuration& draft, Configuration& out,
          const std::set<std::string>* only = nullptr)
        : m_before(before), m_draft(draft), m_out(out), m_only(only) {}

    void run() {
        field("languages", &Configuration::languages);
        field("default_language", &Configuration::default_language);
        field("second_language", &Configuration::second_language);
        field("threshold", &Configuration::threshold);
        field("texts", &Configuration::texts);
        field("made_from", &Configuration::made_from);
        field("added_languages", &Configuration::added_languages);
        field("offered_questionnaires", &Configuration::offered_questionnaires);
        field("questionnaires", &Configuration::questionnaires);
        field("questions", &Configuration::questions);
        field("meanings", &Configuration::meanings);
        field("institution", &Configuration::institution);
        field("opening_hours", &Configuration::opening_hours);
        field("funding_line", &Configuration::funding_line);
        field("logos", &Configuration::logos);
        field("idle", &Configuration::idle);
        field("number_shown", &Configuration::number_shown);
        field("text_scale", &Configuration::text_scale);
        field("retention", &Configuration::retention);
    }
    std::set<std::string> take_both() { return std::move(m_both); }
    std::set<std::string> take_made() { return std::move(m_made); }

private:
    template <class T>
    void field(const std::string& part, T Configuration::*member) {
        one(part, m_before.*member, m_draft.*member, m_out.*member);
    }
    bool is_wanted(const std::string& part) const {
        return m_only == nullptr || m_only->contains(part);
    }
    void note(const std::string& part, bool both) {
        if (!part.starts_with(kMadeFrom)) {
            m_made.insert(part);
            if (both) {
                m_both.insert(part);
            }
        }
    }

    template <class T>
    void one(const std::string& part, const T& before, const T& draft, T& out) {
        if (draft != before && draft != out && is_wanted(part)) {
            note(part, out != before);
            out = draft;
        }
    }
    /// Each key is a thing of its own; one that is left out is one that was taken away.
    template <class K, class V>
    void one(const std::string& part, const std::map<K, V>& before, const std::map<K, V>& draft,
             std::map<K, V>& out) {
        std::set<K> keys;
        for (const auto* map : {&before, &draft}) {
            for (const auto& [key, value] : *map) {
                keys.insert(key);
            }
        }
        for (const K& key : keys) {
            const auto was = before.find(key), is = draft.find(key);
            if (was != before.end() && is != draft.end() && was->second == is->second) {
                continue;
            }
            const std::string of_key = part + "/" + key;
            if constexpr (requires(V value) { value.begin()->second; }) {
                V& inner = out[key];
                one(of_key, was == before.end() ? V{} : was->second,
                    is == draft.end() ? V{} : is->second, inner);
                if (inner.empty()) {
                    out.erase(key);
                }
            } else if (is_wanted(of_key)) {
                const auto newer = out.find(key);
                const bool same_as_newer = newer == out.end()
                                               ? is == draft.end()
                                               : is != draft.end() && newer->second == is->second;
                const bool newer_unchanged =
                    newer == out.end() ? was == before.end()
                                       : was != before.end() && newer->second == was->second;
                if (same_as_newer) {
                    continue;
                }
                note(of_key, !newer_unchanged);
                if (is == draft.end()) {
                    out.erase(key);
                } else {
                    out[key] = is->second;
                }
            }
        }
    }

    const Configuration &m_before, &m_draft;
    Configuration& m_out;
    const std::set<std::string>* m_only;
    std::set<std::string> m_both, m_made;
};

}  // namespace

MergedConfiguration merged(const Configuration& before, const Configuration& draft,
                           const Configuration& newer) {
    MergedConfiguration out{newer, {}};
    Merge merge(before, draft, out.configuration);
    merge.run();
    out.both = merge.take_both();
    return out;
}

Configuration with_parts(Configuration into, const Configuration& from,
                         const std::set<std::string>& parts) {
    const Configuration before = into;
    std::set<std::string> only = parts;
    for (const std::string& part : parts) {
        if (part.starts_with(kTexts)) {
            only.insert(std::string(kMadeFrom) + part.substr(kTexts.size()));
        }
    }
    Merge(before, from, into, &only).run();
    return into;
}

std::set<std::string> differing(const Configuration& one, const Configuration& other,
                                const std::set<std::string>& parts) {
    Configuration out = one;
    Merge merge(one, other, out, &parts);
    merge.run();
    return merge.take_made();
}

}  // namespace lotse
