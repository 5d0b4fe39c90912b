// SPDX-License-Identifier: EUPL-1.2
/// Decides which words a message id becomes in a language.
///
/// Leaves alone: how the words are set (layout.h), how dates and numbers look (calendar.h,
/// numbers.h), reading files (codec). Patterns are ICU MessageFormat 1 (plural, select, named
/// arguments) in the locale of the language they stand in. A text that a language lacks comes from
/// its fallback chain, then from English, then from German, and is counted; an id that no language
/// has becomes "[id]" and is counted: a hole is visible, never an empty label. Errors: `check`
/// lists patterns that do not parse and locales that ICU does not know; `words` itself never
/// fails. A text from a language of the other direction is isolated line by line. Lifetime: owns
/// the languages; references into them live as long as the catalogue. One thread only (patterns are
/// compiled when first needed). Source: ICU 72 MessageFormat; isolation after UAX #9, section 2.4.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "core/error.h"
#include "core/language.h"
#include "text/words/words.h"

namespace lotse::text {

using Argument = std::variant<std::string, std::int64_t>;
/// By name. A string is user data or a finished piece of text: it is isolated (FSI…PDI), so that
/// its direction does not leak into the sentence. A string called `number` is a queue number: left
/// to right always (LRI…PDI), Latin digits as given. An integer is written in the language's
/// digits, grouped ("1.234"); one whose name ends in `_latin` in plain Latin digits. A year is
/// therefore no integer argument: format it first (calendar.h).
using Arguments = std::map<std::string, Argument>;

class Catalogue {
public:
    /// Two languages with the same tag: the later one wins.
    explicit Catalogue(std::vector<Language> languages);
    ~Catalogue();
    Catalogue(Catalogue&&) noexcept;
    Catalogue& operator=(Catalogue&&) noexcept;

    /// The text of `id` for a reader of `tag`, with the language that answered. An unknown tag
    /// reads English, then German.
    Words words(const std::string& tag, const std::string& id,
                const Arguments& arguments = {}) const;
    /// The same without saying where it comes from.
    std::string message(const std::string& tag, const std::string& id,
                        const Arguments& arguments = {}) const;

    /// How many words these texts are to read, arguments aside; none counts as asked for.
    int words_in(const std::string& tag, const std::vector<std::string>& ids) const;

    /// Whether any language of the chain of `tag` has the id. For ids made at run time (flags,
    /// optional hints).
    bool has(const std::string& tag, const std::string& id) const;
    /// The tag of the language that answers for `tag`, empty if none has the id: its direction and
    /// voice are the text's.
    std::string source(const std::string& tag, const std::string& id) const;
    bool is_fallback(const std::string& tag, const std::string& id) const;

    /// Different (tag, id) pairs so far that were answered by another language, and that nobody
    /// could answer.
    std::size_t fallback_count() const;
    std::size_t missing_count() const;
    /// Share of the texts that a language must have (locale_status.h) which it has itself, 0…1.
    double completeness(const std::string& tag) const;

    /// Null if there is no such folder.
    const Language* language(const std::string& tag) const;
    /// Sorted by tag.
    const std::vector<Language>& languages() const;

    /// Another pattern for a text of a language that has a folder, until the catalogue ends: for
    /// previews of what somebody types. Nothing: the language has none of its own.
    void replace(const std::string& tag, const std::string& id,
                 const std::optional<std::string>& pattern);
    /// From now on every id that `words` and `message` are asked for is added to the set; null: no
    /// longer.
    void note_asked(std::set<std::string>* asked);

    /// Parses every pattern. Slow (some milliseconds per hundred patterns): for set-up, lint and
    /// tests.
    std::vector<Error> check() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace lotse::text
