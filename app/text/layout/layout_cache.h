// SPDX-License-Identifier: EUPL-1.2
/// Keeps layouts by (text, typography, style); the least recently used leave when a bound of
/// limits.h is reached.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "text/layout/layout_data.h"
#include "text/wiped.h"

namespace lotse::text {

class LayoutCache {
public:
    struct Key {
        std::string_view text;
        std::size_t typography = 0;  ///< a number the engine gives
        Style style;
        bool operator==(const Key&) const = default;
    };

    /// Null if it is not there; otherwise it becomes the most recently used.
    std::shared_ptr<const LayoutData> find(const Key& key);
    void keep(const Key& key, std::shared_ptr<const LayoutData> layout);

    std::size_t size() const { return m_entries.size(); }
    std::size_t bytes() const { return m_bytes; }
    /// Forgets all and overwrites the texts. Layouts that somebody still holds live on until they
    /// are let go.
    void clear();

private:
    struct Entry {
        WipedString text;
        Key key;  ///< its view is of `text`
        std::shared_ptr<const LayoutData> layout;
        std::size_t bytes = 0;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const;
    };

    void drop_oldest();

    std::list<Entry> m_entries;  ///< most recently used first
    std::unordered_map<Key, std::list<Entry>::iterator, Hash> m_by_key;
    std::size_t m_bytes = 0;
};

}  // namespace lotse::text
