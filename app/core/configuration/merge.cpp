// SPDX-License-Identifier: EUPL-1.2
#include "core/configuration/merge.h"

#include <set>

namespace lotse {
namespace {

class Merge {
public:
    /// `out` begins as the newer content.
    Merge(const Configuration& before, const Configuration& draft, Configuration& out)
        : m_before(before), m_draft(draft), m_out(out) {}

    template <class T>
    void field(T Configuration::*member) {
        one(m_before.*member, m_draft.*member, m_out.*member);
    }
    int both() const { return m_both; }

private:
    template <class T>
    void one(const T& before, const T& draft, T& out) {
        if (draft != before && draft != out) {
            m_both += out != before ? 1 : 0;
            out = draft;
        }
    }
    /// Each key is a thing of its own; one that is left out is one that was taken away.
    template <class K, class V>
    void one(const std::map<K, V>& before, const std::map<K, V>& draft, std::map<K, V>& out) {
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
            if constexpr (requires(V value) { value.begin()->second; }) {
                V& inner = out[key];
                one(was == before.end() ? V{} : was->second, is == draft.end() ? V{} : is->second,
                    inner);
                if (inner.empty()) {
                    out.erase(key);
                }
            } else {
                const auto newer = out.find(key);
                const bool same_as_newer = newer == out.end()
                                               ? is == draft.end()
                                               : is != draft.end() && newer->second == is->second;
                const bool newer_unchanged =
                    newer == out.end() ? was == before.end()
                                       : was != before.end() && newer->second == was->second;
                m_both += same_as_newer || newer_unchanged ? 0 : 1;
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
    int m_both = 0;
};

}  // namespace

MergedConfiguration merged(const Configuration& before, const Configuration& draft,
                           const Configuration& newer) {
    MergedConfiguration out{newer, 0};
    Merge merge(before, draft, out.configuration);
    merge.field(&Configuration::languages);
    merge.field(&Configuration::default_language);
    merge.field(&Configuration::second_language);
    merge.field(&Configuration::threshold);
    merge.field(&Configuration::texts);
    merge.field(&Configuration::made_from);
    merge.field(&Configuration::added_languages);
    merge.field(&Configuration::offered_questionnaires);
    merge.field(&Configuration::questionnaires);
    merge.field(&Configuration::questions);
    merge.field(&Configuration::meanings);
    merge.field(&Configuration::institution);
    merge.field(&Configuration::opening_hours);
    merge.field(&Configuration::funding_line);
    merge.field(&Configuration::logos);
    merge.field(&Configuration::idle);
    merge.field(&Configuration::number_shown);
    merge.field(&Configuration::text_scale);
    merge.field(&Configuration::retention);
    out.both = merge.both();
    return out;
}

}  // namespace lotse
