// SPDX-License-Identifier: EUPL-1.2
#include "codec/translation/translation_xliff.h"

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <sstream>
#include <utility>

#include "codec/spreadsheet/package.h"
#include "core/utf8.h"

namespace lotse::codec {
namespace {

constexpr const char* kNamespace = "urn:oasis:names:tc:xliff:document:1.2";
constexpr const char* kSourceLanguage = "de";
/// By TextState.
constexpr std::array<const char*, 4> kStates = {"needs-translation", "needs-review-translation",
                                                "translated", "final"};
/// What other programs write (XLIFF 1.2, 2.2, "state").
constexpr std::pair<const char*, TextState> kOtherStates[] = {
    {"new", TextState::Missing},
    {"needs-adaptation", TextState::Stale},
    {"needs-l10n", TextState::Stale},
    {"needs-review-adaptation", TextState::Stale},
    {"needs-review-l10n", TextState::Stale},
    {"signed-off", TextState::Reviewed},
};

/// What XML 1.0 cannot hold: control characters, surrogates, noncharacters; U+FFFD stands for
/// invalid UTF-8.
bool holds_only_xml(const std::string& text) {
    return std::ranges::none_of(code_points(text), [](char32_t c) {
        return (c < 0x20 && c != '\n' && c != '\t') || c == 0xFFFD || c == 0xFFFE || c == 0xFFFF;
    });
}

void set_text(pugi::xml_node node, const std::string& text) {
    if (!text.empty()) {
        node.append_child(pugi::node_pcdata).set_value(text.c_str());
    }
}

class XliffReader {
public:
    XliffReader(std::string_view bytes, const std::string& file) : m_bytes(bytes), m_file(file) {}

    Result<Translation> read() {
        if (const Result<void> loaded = load(); !loaded) {
            return loaded.error();
        }
        const pugi::xml_node root = m_document.document_element();
        if (local_name(root.name()) != "xliff") {
            return Error{Kind::Corrupt, at(root), "expected <xliff version=\"1.2\">"};
        }
        if (const auto version = attribute_named(root, "version");
            version != "1.2" && version != "1.1") {
            return Error{Kind::Refused, at(root),
                         "expected XLIFF 1.2, this is " + std::string(version)};
        }
        for (const pugi::xml_node& file : root.children()) {
            if (local_name(file.name()) != "file") {
                continue;
            }
            if (const Result<void> languages = read_languages(file); !languages) {
                return languages.error();
            }
            read_units(child_named(file, "body"));
        }
        if (m_out.tag.empty()) {
            return Error{Kind::Corrupt, m_file,
                         "expected a <file> with source-language and target-language"};
        }
        return std::move(m_out);
    }

private:
    Result<void> load() {
        if (const std::string encoding = declared_encoding();
            !encoding.empty() && encoding != "utf-8" && encoding != "utf8" &&
            encoding != "us-ascii") {
            return Error{Kind::Refused, m_file,
                         "says that it is " + encoding + "; save it as UTF-8"};
        }
        if (const Result<void> entities = check_entities(); !entities) {
            return entities;
        }
        const unsigned flags = pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata;
        const pugi::xml_parse_result parsed =
            m_document.load_buffer(m_bytes.data(), m_bytes.size(), flags, pugi::encoding_utf8);
        for (const pugi::xml_node& node : m_document.children()) {
            if (node.type() == pugi::node_doctype) {
                return Error{Kind::Refused, m_file, "a document type declaration is not allowed"};
            }
        }
        if (!parsed) {
            return Error{Kind::Corrupt, m_file + ", " + line_of(parsed.offset),
                         std::string("expected XML: ") + parsed.description()};
        }
        return {};
    }

    /// Of the XML declaration, in small letters; "" if it names none. What the bytes are is checked
    /// before, but a file that calls itself something else was read or saved wrongly by somebody.
    std::string declared_encoding() const {
        const std::string_view head = m_bytes.substr(0, m_bytes.find("?>"));
        const auto name = head.find("encoding");
        if (head.find("<?xml") > 3 || name == std::string_view::npos) {  // 3: a byte order mark
            return "";
        }
        const auto open = head.find_first_of("\"'", name);
        const auto close = open == std::string_view::npos ? open : head.find(head[open], open + 1);
        if (close == std::string_view::npos) {
            return "";
        }
        std::string encoding(head.substr(open + 1, close - open - 1));
        for (char& c : encoding) {
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
        return encoding;
    }

    /// The parser leaves an unknown entity as it stands, and it would become part of the text.
    Result<void> check_entities() const {
        constexpr std::string_view kKnown[] = {"lt;", "gt;", "amp;", "quot;", "apos;", "#"};
        for (std::size_t i = 0; i < m_bytes.size(); ++i) {
            const std::string_view rest = m_bytes.substr(i);
            if (rest.starts_with("<![CDATA[")) {
                i = std::min(m_bytes.find("]]>", i), m_bytes.size() - 1);
            } else if (rest.starts_with("<!--")) {
                i = std::min(m_bytes.find("-->", i), m_bytes.size() - 1);
            } else if (rest.starts_with('&') &&
                       std::ranges::none_of(kKnown, [&](std::string_view known) {
                           return rest.substr(1).starts_with(known);
                       })) {
                return Error{Kind::Refused, m_file + ", " + line_of(static_cast<std::ptrdiff_t>(i)),
                             "an entity or a bare & is not allowed; write &amp;"};
            }
        }
        return {};
    }

    Result<void> read_languages(const pugi::xml_node& file) {
        const std::string source(attribute_named(file, "source-language"));
        const std::string target(attribute_named(file, "target-language"));
        if (source != kSourceLanguage && !source.starts_with("de-")) {
            return Error{Kind::Refused, at(file),
                         "expected source-language \"de\", this is \"" + source + "\""};
        }
        if (target.empty()) {
            return Error{Kind::Corrupt, at(file), "expected a target-language"};
        }
        if (!m_out.tag.empty() && m_out.tag != target) {
            return Error{
                Kind::Refused, at(file),
                "expected one language in a file, here are " + m_out.tag + " and " + target};
        }
        m_out.tag = target;
        return {};
    }

    /// Units of a body and of its groups, in the order of the file; no recursion, however deep they
    /// lie.
    void read_units(const pugi::xml_node& body) {
        pugi::xml_node node = body.first_child();
        while (node && node != body) {
            const std::string_view name = local_name(node.name());
            if (name == "trans-unit") {
                read_unit(node);
            } else if (name == "group" && node.first_child()) {
                node = node.first_child();
                continue;
            }
            while (node && node != body && !node.next_sibling()) {
                node = node.parent();
            }
            if (node && node != body) {
                node = node.next_sibling();
            }
        }
    }

    void read_unit(const pugi::xml_node& unit) {
        TranslationRow row;
        row.id = attribute_named(unit, "resname");
        if (row.id.empty()) {
            row.id = attribute_named(unit, "id");
        }
        row.place = line_of(unit.offset_debug());
        const auto refuse = [&](const std::string& what) {
            m_out.refused.push_back({row.id, row.place, what});
        };
        if (row.id.empty()) {
            return refuse("expected an id or a resname");
        }
        const pugi::xml_node target = child_named(unit, "target");
        std::string source;
        for (const auto& [node, text] :
             {std::pair(child_named(unit, "source"), &source), std::pair(target, &row.text)}) {
            if (const std::string element = append_text(node, *text); !element.empty()) {
                return refuse("has the inline element <" + element + ">; these texts are plain");
            }
        }
        row.german = source;
        if (const std::string state(attribute_named(target, "state")); !state.empty()) {
            row.state = state_of(state);
            row.unfinished = !row.text.empty() &&
                             (row.state == TextState::Missing || row.state == TextState::Stale);
        } else if (!row.text.empty()) {
            row.state =
                attribute_named(unit, "approved") == "yes" ? TextState::Reviewed : TextState::Draft;
        }
        for (const pugi::xml_node& note : unit.children()) {
            if (local_name(note.name()) == "note" && row.note.empty()) {
                row.note = note.text().get();
            }
        }
        m_out.rows.push_back(std::move(row));
    }

    static std::optional<TextState> state_of(const std::string& state) {
        for (std::size_t i = 0; i < kStates.size(); ++i) {
            if (state == kStates[i]) {
                return static_cast<TextState>(i);
            }
        }
        for (const auto& [name, meaning] : kOtherStates) {
            if (state == name) {
                return meaning;
            }
        }
        return std::nullopt;
    }

    /// Appends what stands in `node`; <mrk> only marks a stretch of text, as segmenting programs
    /// do. Answers the first other element, "" if there is none.
    static std::string append_text(const pugi::xml_node& node, std::string& text) {
        for (const pugi::xml_node& child : node.children()) {
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
                text += child.value();
            } else if (local_name(child.name()) == "mrk") {
                for (const pugi::xml_node& inner : child.children()) {
                    if (inner.type() == pugi::node_element) {
                        return inner.name();
                    }
                    text += inner.value();
                }
            } else if (child.type() == pugi::node_element) {
                return child.name();
            }
        }
        return "";
    }

    std::string line_of(std::ptrdiff_t offset) const {
        const std::size_t end =
            std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)), m_bytes.size());
        // Units are read in the file's order: counting goes on where it stopped.
        if (end < m_counted) {
            m_counted = 0;
            m_line = 1;
        }
        m_line += static_cast<std::size_t>(
            std::count(m_bytes.begin() + static_cast<std::ptrdiff_t>(m_counted),
                       m_bytes.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
        m_counted = end;
        return "line " + std::to_string(m_line);
    }
    std::string at(const pugi::xml_node& node) const {
        return m_file + ", " + line_of(node.offset_debug());
    }

    std::string_view m_bytes;
    const std::string& m_file;
    pugi::xml_document m_document;
    Translation m_out;
    mutable std::size_t m_counted = 0, m_line = 1;
};

}  // namespace

Result<std::string> write_translation_xliff(const Translation& translation) {
    pugi::xml_document document;
    pugi::xml_node declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    pugi::xml_node root = document.append_child("xliff");
    root.append_attribute("version") = "1.2";
    root.append_attribute("xmlns") = kNamespace;
    pugi::xml_node file = root.append_child("file");
    file.append_attribute("original") = ("locales/" + translation.tag).c_str();
    file.append_attribute("source-language") = kSourceLanguage;
    file.append_attribute("target-language") = translation.tag.c_str();
    file.append_attribute("datatype") = "plaintext";
    pugi::xml_node body = file.append_child("body");
    for (const TranslationRow& row : translation.rows) {
        const std::string german = row.german.value_or("");
        if (!holds_only_xml(row.id) || !holds_only_xml(german) || !holds_only_xml(row.text) ||
            !holds_only_xml(row.note)) {
            return Error{Kind::Refused, row.id, "has a character that XML cannot hold"};
        }
        pugi::xml_node unit = body.append_child("trans-unit");
        unit.append_attribute("id") = row.id.c_str();
        unit.append_attribute("resname") = row.id.c_str();
        unit.append_attribute("xml:space") = "preserve";
        if (row.longest != 0) {
            unit.append_attribute("maxwidth") = static_cast<unsigned long long>(row.longest);
            unit.append_attribute("size-unit") = "char";
        }
        set_text(unit.append_child("source"), german);
        pugi::xml_node target = unit.append_child("target");
        if (row.state) {
            target.append_attribute("state") = kStates.at(static_cast<std::size_t>(*row.state));
        }
        set_text(target, row.text);
        if (!row.note.empty()) {
            pugi::xml_node note = unit.append_child("note");
            note.append_attribute("xml:lang") = kSourceLanguage;
            set_text(note, row.note);
        }
    }
    std::ostringstream out;
    document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
    return out.str();
}

Result<Translation> read_translation_xliff(std::string_view bytes, const std::string& file) {
    return XliffReader(bytes, file).read();
}

}  // namespace lotse::codec
