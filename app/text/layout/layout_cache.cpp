// SPDX-License-Identifier: EUPL-1.2
#include "text/layout/layout_cache.h"

#include <functional>

#include "text/limits.h"

namespace lotse::text {

std::size_t LayoutCache::Hash::operator()(const Key& key) const {
    std::size_t hash = std::hash<std::string_view>{}(key.text);
    const auto mix = [&](std::size_t value) { hash = (hash ^ value) * 0x9E3779B97F4A7C15ULL; };
    mix(key.typography);
    mix(std::hash<float>{}(key.style.size_px));
    mix(std::hash<float>{}(key.style.wrap_px));
    mix(static_cast<std::size_t>(key.style.weight) << 8U |
        static_cast<std::size_t>(key.style.align));
    mix(static_cast<std::size_t>(key.style.max_lines));
    return hash;
}

std::shared_ptr<const LayoutData> LayoutCache::find(const Key& key) {
    const auto found = m_by_key.find(key);
    if (found == m_by_key.end()) return nullptr;
    m_entries.splice(m_entries.begin(), m_entries, found->second);
    return found->second->layout;
}

void LayoutCache::keep(const Key& key, std::shared_ptr<const LayoutData> layout) {
    const std::size_t bytes = sizeof(Entry) + key.text.size() + layout->bytes();
    if (bytes > limits::kCachedLayoutBytes || m_by_key.contains(key)) return;
    m_entries.push_front({WipedString(key.text), key, std::move(layout), bytes});
    Entry& entry = m_entries.front();
    entry.key.text = entry.text;
    m_by_key.emplace(entry.key, m_entries.begin());
    m_bytes += bytes;
    while (m_entries.size() > limits::kCachedLayouts || m_bytes > limits::kCachedLayoutBytes)
        drop_oldest();
}

void LayoutCache::drop_oldest() {
    Entry& entry = m_entries.back();
    m_by_key.erase(entry.key);
    m_bytes -= entry.bytes;
    wipe(entry.text);
    m_entries.pop_back();
}

void LayoutCache::clear() {
    while (!m_entries.empty()) drop_oldest();
}

}  // namespace lotse::text
