// SPDX-License-Identifier: EUPL-1.2
/// The texts of a language by id, in the order of the ids, in little memory: 15,000 of them are
/// read before the first picture and stay as long as the program.
///
/// Reads like a map of strings. All bytes stand one behind the other in blocks that never change: a
/// copy of this shares them, a text that is set later gets a block of its own. Going through all of
/// them makes strings, for those who check languages; whoever shows one text takes its view.
/// Lifetime: a view lives until its text is set anew, or all objects that share it end.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lotse {

class Texts {
    struct Entry {
        const char* bytes;  ///< the id, then the text
        std::uint32_t id_size, text_size;

        std::string_view id() const { return {bytes, id_size}; }
        std::string_view text() const { return {bytes + id_size, text_size}; }
    };

public:
    using value_type = std::pair<const std::string, std::string>;

    class const_iterator {
    public:
        using iterator_concept = std::random_access_iterator_tag;
        using iterator_category = std::input_iterator_tag;  // its entries are values, no references
        using value_type = Texts::value_type;
        using difference_type = std::ptrdiff_t;
        using reference = value_type;
        class pointer {
        public:
            explicit pointer(value_type value) : m_value(std::move(value)) {}
            const value_type* operator->() const { return &m_value; }

        private:
            value_type m_value;
        };

        const_iterator() = default;
        value_type operator*() const {
            return {std::string(m_at->id()), std::string(m_at->text())};
        }
        pointer operator->() const { return pointer(**this); }
        value_type operator[](difference_type by) const { return *(*this + by); }
        const_iterator& operator+=(difference_type by) {
            m_at += by;
            return *this;
        }
        const_iterator& operator-=(difference_type by) {
            m_at -= by;
            return *this;
        }
        const_iterator& operator++() { return *this += 1; }
        const_iterator& operator--() { return *this -= 1; }
        const_iterator operator++(int) {
            const_iterator was = *this;
            ++*this;
            return was;
        }
        const_iterator operator--(int) {
            const_iterator was = *this;
            --*this;
            return was;
        }
        friend const_iterator operator+(const_iterator it, difference_type by) { return it += by; }
        friend const_iterator operator+(difference_type by, const_iterator it) { return it += by; }
        friend const_iterator operator-(const_iterator it, difference_type by) { return it -= by; }
        friend difference_type operator-(const const_iterator& a, const const_iterator& b) {
            return a.m_at - b.m_at;
        }
        auto operator<=>(const const_iterator&) const = default;

    private:
        friend class Texts;
        explicit const_iterator(const Entry* at) : m_at(at) {}
        const Entry* m_at = nullptr;
    };
    using iterator = const_iterator;

    Texts() = default;
    Texts(std::initializer_list<std::pair<std::string_view, std::string_view>> texts);
    Texts(const std::map<std::string, std::string>& texts);  // NOLINT: whoever has a map has texts

    bool empty() const { return m_entries.empty(); }
    std::size_t size() const { return m_entries.size(); }
    const_iterator begin() const { return const_iterator(m_entries.data()); }
    const_iterator end() const { return const_iterator(m_entries.data() + m_entries.size()); }
    const_iterator find(std::string_view id) const;
    /// Of an id that is there, as std::map::at.
    std::string at(std::string_view id) const { return std::string(view(id).value()); }
    bool contains(std::string_view id) const { return view(id).has_value(); }
    std::optional<std::string_view> view(std::string_view id) const;

    void insert_or_assign(std::string_view id, std::string_view text);
    void erase(std::string_view id);

    /// What `texts[id] = "…"` needs.
    class Slot {
    public:
        Slot& operator=(std::string_view text) && {
            m_texts.insert_or_assign(m_id, text);
            return *this;
        }

    private:
        friend class Texts;
        Slot(Texts& texts, std::string_view id) : m_texts(texts), m_id(id) {}
        Texts& m_texts;
        std::string m_id;
    };
    Slot operator[](std::string_view id) { return {*this, id}; }

    bool operator==(const Texts& other) const;

    /// Collects texts in any order; cheaper than setting one after the other.
    class Builder {
    public:
        /// Room for so many bytes of ids and texts that are still to come.
        void expect(std::size_t bytes);
        void add(std::string_view id, std::string_view text);
        /// Nothing if an id was added twice.
        std::optional<Texts> finish() &&;

    private:
        struct Span {
            std::size_t at;
            std::uint32_t id_size, text_size;
        };
        std::string m_bytes;
        std::vector<Span> m_spans;
    };

private:
    std::vector<Entry>::const_iterator lower_bound(std::string_view id) const;

    std::vector<Entry> m_entries;
    std::vector<std::shared_ptr<const std::string>> m_blocks;
};

}  // namespace lotse
