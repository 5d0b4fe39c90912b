// SPDX-License-Identifier: EUPL-1.2
// Cells as texts of the program and back.
#include <algorithm>
#include <iterator>

#include "codec/xlsform/words.h"
#include "core/clean_text.h"
#include "core/markup.h"

namespace lotse::codec::xlsform {
namespace {

/// Runs of spaces as one, none beside a line break; pyxform reads texts so, too.
std::string tidy(std::string_view text) {
    return clean_text(text).text;
}

constexpr std::string_view kPatternMark = "icu:";

bool takes_end(std::string& text, std::string_view end) {
    if (!text.ends_with(end)) {
        return false;
    }
    text.resize(text.size() - end.size());
    return true;
}
/// Signs that only make sense after words, in the scripts that forms are written in.
constexpr std::string_view kStops[] = {",",      ";",      ":",      ".",      "!",
                                       "?",      "\u060C", "\u061B", "\u061F", "\u1363",
                                       "\u1361", "\u1362", "\u0964"};
/// Those of them that join what follows; nothing follows any more.
constexpr std::string_view kJoints[] = {",", ";", ":", "\u060C", "\u061B", "\u1363"};

std::size_t stop_at(std::string_view text) {
    for (const std::string_view stop : kStops) {
        if (text.starts_with(stop)) {
            return stop.size();
        }
    }
    return 0;
}

/// Takes the brackets or quotes off that would be left empty; `at` is where the text goes on.
void take_around(std::string& before, std::string_view text, std::size_t& at) {
    static constexpr std::pair<std::string_view, std::string_view> kAround[] = {
        {"(", ")"}, {"[", "]"}, {"\"", "\""}, {"'", "'"}, {"„", "“"}, {"„", "”"},
        {"“", "”"}, {"‚", "‘"}, {"‘", "’"},   {"«", "»"}, {"»", "«"}};
    for (const auto& [open, close] : kAround) {
        if (before.ends_with(open) && text.substr(at).starts_with(close)) {
            takes_end(before, open);
            at += close.size();
            return;
        }
    }
}

std::string without_references(const std::string& text, const std::set<std::string>& known,
                               std::vector<std::string>& cut) {
    std::string out;
    bool cut_here = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto reference = reference_at(text, at);
        if (!reference || known.contains(reference->name)) {
            const std::size_t end = reference ? reference->end : at + 1;
            out += reference ? "${" + reference->name + "}" : text.substr(at, 1);
            at = end;
            continue;
        }
        cut.push_back(reference->name);
        cut_here = true;
        at = reference->end;
        take_around(out, text, at);
        const std::string_view rest = std::string_view(text).substr(at);
        const bool nothing_before = out.empty() || out.back() == '\n';
        if (nothing_before) {
            // "${name}, how old are you?"
            at += stop_at(rest);
        } else if (rest.empty() || rest.front() == '\n' || stop_at(rest) > 0) {
            takes_end(out, " ");
            for (const std::string_view joint : kJoints) {
                if (takes_end(out, joint)) {
                    takes_end(out, " ");
                    break;
                }
            }
        }
    }
    // Two spaces where there was one on either side.
    return cut_here ? tidy(out) : out;
}

}  // namespace

std::string pattern_of(const std::string& cell, const std::set<std::string>& known,
                       std::vector<std::string>& cut) {
    const std::string clean = tidy(cell);
    if (clean.starts_with(kPatternMark)) {
        return tidy(clean.substr(kPatternMark.size()));
    }
    const std::string text = without_references(clean_text(without_markup(clean)).text, known, cut);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (const auto reference = reference_at(text, at)) {
            out += "{" + reference->name + "}";
            at = reference->end;
            continue;
        }
        const char c = text[at++];
        // An apostrophe would quote; the typographic one is what the language wants anyway.
        out += c == '\''  ? std::string("\u2019")
               : c == '{' ? "'{'"
               : c == '}' ? "'}'"
                          : std::string(1, c);
    }
    return out;
}

std::string pattern_of(const std::string& cell, const std::set<std::string>& known) {
    std::vector<std::string> cut;
    return pattern_of(cell, known, cut);
}

std::string cell_of(const std::string& pattern, const std::set<std::string>& known) {
    std::string out;
    for (std::size_t at = 0; at < pattern.size();) {
        if (pattern.compare(at, 3, "'{'") == 0 || pattern.compare(at, 3, "'}'") == 0) {
            out += pattern[at + 1];
            at += 3;
            continue;
        }
        const auto end = pattern[at] == '{' ? pattern.find('}', at) : std::string::npos;
        const auto reference = end == std::string::npos
                                   ? std::nullopt
                                   : reference_at("$" + pattern.substr(at, end + 1 - at), 0);
        if (reference) {
            out += "${" + reference->name + "}";
            at = end + 1;
        } else {
            out += pattern[at++];
        }
    }
    return pattern_of(out, known) == pattern ? out : std::string(kPatternMark) + " " + pattern;
}

std::set<std::string> program_arguments(const std::string& word,
                                        const std::set<std::string>& questions) {
    if (word == "lotse_add" || word == "lotse_entry") {
        return {"number"};
    }
    return questions.contains("institution") ? std::set<std::string>{}
                                             : std::set<std::string>{"institution"};
}

bool has_markup(const std::string& cell) {
    const std::string clean = clean_text(cell).text;
    return !clean.starts_with(kPatternMark) && without_markup(clean) != clean;
}

bool loses_spaces(const std::string& cell) {
    std::string clean;
    std::copy_if(cell.begin(), cell.end(), std::back_inserter(clean),
                 [](char c) { return c != '\r'; });
    const auto first = clean.find_first_not_of(" \t\n");
    if (first == std::string::npos) {
        return false;
    }
    const auto inner =
        std::string_view(clean).substr(first, clean.find_last_not_of(" \t\n") - first + 1);
    static constexpr std::string_view kLost[] = {"  ", "\t", " \n", "\n "};
    return std::any_of(std::begin(kLost), std::end(kLost), [&](std::string_view run) {
        return inner.find(run) != std::string_view::npos;
    });
}

}  // namespace lotse::codec::xlsform
