// SPDX-License-Identifier: EUPL-1.2
#include "codec/translation/translation_xliff.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <sstream>
#include <utility>

#include "codec/spreadsheet/package.h"
#include "core/ascii.h"
#include "core/clean_text.h"
#include "core/language_tag.h"
#include "core/markup.h"
#include "core/utf8.h"

namespace lotse::codec {
namespace {

constexpr const char* kNamespace = "urn:oasis:names:tc:xliff:document:1.2";
constexpr const char* kSourceLanguage = "de";
/// By TextState.
constexpr std::array<const char*, 4> kStates = {"needs-translation", "needs-review-translation",
                                                "translated", "final"};
/// What other programs write (XLIFF 1.2, 2.2, "state"; XLIFF 2.1, 4.3.1.28).
constexpr std::pair<const char*, TextState> kOtherStates[] = {
    {"new", TextState::Missing},
    {"initial", TextState::Missing},
    {"needs-adaptation", TextState::Stale},
    {"needs-l10n", TextState::Stale},
    {"needs-review-adaptation", TextState::Stale},
    {"needs-review-l10n", TextState::Stale},
    {"reviewed", TextState::Reviewed},
    {"signed-off", TextState::Reviewed},
};
/// Entities of HTML that people and programs write into texts; XML knows none of them.
constexpr std::pair<std::string_view, std::string_view> kEntities[] = {
    {"nbsp", "#xA0"},    {"shy", "#xAD"},      {"auml", "#xE4"},    {"ouml", "#xF6"},
    {"uuml", "#xFC"},    {"Auml", "#xC4"},     {"Ouml", "#xD6"},    {"Uuml", "#xDC"},
    {"szlig", "#xDF"},   {"eacute", "#xE9"},   {"egrave", "#xE8"},  {"agrave", "#xE0"},
    {"ccedil", "#xE7"},  {"ndash", "#x2013"},  {"mdash", "#x2014"}, {"hellip", "#x2026"},
    {"lsquo", "#x2018"}, {"rsquo", "#x2019"},  {"sbquo", "#x201A"}, {"ldquo", "#x201C"},
    {"rdquo", "#x201D"}, {"bdquo", "#x201E"},  {"laquo", "#xAB"},   {"raquo", "#xBB"},
    {"euro", "#x20AC"},  {"sect", "#xA7"},     {"copy", "#xA9"},    {"middot", "#xB7"},
    {"bull", "#x2022"},  {"zwnj", "#x200C"},   {"zwj", "#x200D"},   {"lrm", "#x200E"},
    {"rlm", "#x200F"},   {"thinsp", "#x2009"},
};
/// Elements inside each other; texts of people have two or three.
constexpr int kDeepestInline = 50;

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

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// What a piece of the original means in a plain text: of tags of HTML, a line break and nothing
/// else; anything else is what it is.
std::string plain(const std::string& piece) {
    const bool is_tag = piece.size() >= 3 && piece.front() == '<' && piece.back() == '>' &&
                        (is_letter(piece[1]) || piece[1] == '/');
    if (!is_tag) {
        return piece;
    }
    std::string name = piece.substr(1, piece.find_first_of(" \t\r\n/>", 1) - 1);
    std::ranges::transform(name, name.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return name == "br" ? "\n" : "";
}

/// Sentences that a program parted and whose space it dropped.
void append_segment(std::string& text, const std::string& segment) {
    constexpr std::string_view kEnds[] = {".",      "!",      "?",      ":",     "…",
                                          "\u061F", "\u06D4", "\u0964", "\u1362"};
    const bool parted =
        !text.empty() && !segment.empty() && !is_blank(text.back()) && !is_blank(segment.front()) &&
        std::ranges::any_of(kEnds, [&](std::string_view end) { return text.ends_with(end); });
    text += (parted ? " " : "") + segment;
}

/// The text of one <source> or <target>, or why it cannot be known.
class InlineText {
public:
    /// Pieces of the original by their ids: of <originalData> (2.x), and of the source.
    using Pieces = std::map<std::string, std::string, std::less<>>;

    InlineText(const Pieces& data, const Pieces& of_source)
        : m_data(data), m_of_source(of_source) {}

    void read(const pugi::xml_node& node) { append(node, 0); }

    const std::string& text() const { return m_text; }
    const std::string& refusal() const { return m_refusal; }
    /// Whether anything in it only said how to format the text.
    bool formatted() const { return m_formatted; }
    /// What the elements said that they stand for.
    const Pieces& pieces() const { return m_pieces; }

private:
    std::string plain_piece(const std::string& piece) {
        std::string out = plain(piece);
        m_formatted = m_formatted || (out != piece && out != "\n");
        return out;
    }
    static bool is_format(std::string_view kind, std::string_view sub_kind) {
        return kind.starts_with("x-html-") || kind == "bold" || kind == "italic" ||
               kind == "underlined" || kind == "link" || kind == "fmt" || sub_kind == "xlf:b" ||
               sub_kind == "xlf:i" || sub_kind == "xlf:u";
    }

    void append(const pugi::xml_node& node, int depth) {
        if (depth > kDeepestInline) {
            m_refusal = "expected fewer elements inside each other";
            return;
        }
        for (const pugi::xml_node& child : node.children()) {
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
                m_text += child.value();
            } else if (child.type() == pugi::node_element) {
                append_element(child, depth);
            }
        }
    }

    void append_element(const pugi::xml_node& element, int depth) {
        const std::string_view name = local_name(element.name());
        if (name == "mrk" && attribute_named(element, "mtype") == "seg") {
            InlineText segment(m_data, m_of_source);
            segment.append(element, depth + 1);
            append_segment(m_text, segment.m_text);
            m_refusal = m_refusal.empty() ? segment.m_refusal : m_refusal;
            m_formatted = m_formatted || segment.m_formatted;
            m_pieces.merge(segment.m_pieces);
        } else if (name == "pc") {
            m_formatted = m_formatted || is_format(attribute_named(element, "type"),
                                                   attribute_named(element, "subType"));
            m_text += data(element, "dataRefStart", {"equivStart", "dispStart"}).value_or("");
            append(element, depth + 1);
            m_text += data(element, "dataRefEnd", {"equivEnd", "dispEnd"}).value_or("");
        } else if (name == "bx" || name == "ex" || name == "sm" || name == "em") {
            m_text += plain_piece(std::string(attribute_named(element, "equiv-text")));
            append(element, depth + 1);  // HTML's <em>, if anything
        } else if (name == "sc" || name == "ec") {
            m_text += data(element, "dataRef", {"equiv", "disp"}).value_or("");
        } else if (name == "cp") {
            append_code_point(element);
        } else if (name == "bpt" || name == "ept" || name == "it") {
            m_text += plain_piece(content(element, depth));
        } else if (name == "ph" || name == "x") {
            append_piece(element, depth);
        } else if (name == "br") {
            m_text += '\n';
        } else if (name == "mrk" || name == "g" || element.first_child()) {
            // A mark of the format, or HTML that somebody typed: the text is what it holds.
            m_formatted = m_formatted || (name != "mrk" && name != "g") ||
                          is_format(attribute_named(element, "ctype"), "");
            append(element, depth + 1);
        } else {
            m_refusal = "has the element <" + std::string(element.name()) +
                        ">, which stands for no text; take it out";
        }
    }

    /// What stands in an element of a piece; <sub> holds text for people.
    std::string content(const pugi::xml_node& element, int depth) {
        InlineText inner(m_data, m_of_source);
        for (const pugi::xml_node& child : element.children()) {
            if (local_name(child.name()) == "sub") {
                inner.append(child, depth + 1);
            } else if (child.type() == pugi::node_element) {
                inner.append_element(child, depth + 1);
            } else if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
                inner.m_text += child.value();
            }
        }
        m_refusal = m_refusal.empty() ? inner.m_refusal : m_refusal;
        m_formatted = m_formatted || inner.m_formatted;
        return inner.m_text;
    }

    void append_piece(const pugi::xml_node& element, int depth) {
        const std::string id(attribute_named(element, "id"));
        const std::string_view kind = attribute_named(element, "ctype");
        const std::string_view sub_kind = attribute_named(element, "subType");
        std::optional<std::string> piece;
        if (const std::string inside = content(element, depth); !inside.empty()) {
            piece = plain_piece(inside);
        } else if (kind == "lb" || kind == "x-html-br" || kind == "x-br" || sub_kind == "xlf:lb") {
            piece = "\n";
        } else {
            piece = data(element, "dataRef", {"equiv-text", "equiv", "disp"});
        }
        if (!piece && m_of_source.contains(id)) {
            piece = m_of_source.find(id)->second;
        }
        if (!piece && is_format(kind, sub_kind)) {
            piece = "";
            m_formatted = true;
        }
        if (!piece) {
            m_refusal = "has <" + std::string(element.name()) + " id=\"" + id +
                        "\">, which does not say what it stands for; write that in its place, or "
                        "take it out";
            return;
        }
        m_pieces.emplace(id, *piece);
        m_text += *piece;
    }

    /// By the original data, else by the first of `attributes` that is there.
    std::optional<std::string> data(const pugi::xml_node& element, std::string_view reference,
                                    std::initializer_list<std::string_view> attributes) {
        if (const auto found = m_data.find(attribute_named(element, reference));
            found != m_data.end()) {
            return plain_piece(found->second);
        }
        for (const std::string_view attribute : attributes) {
            if (const std::string text(attribute_named(element, attribute)); !text.empty()) {
                return plain_piece(text);
            }
        }
        return std::nullopt;
    }

    /// Characters that XML cannot hold; none of them belongs into a text but the line's end.
    void append_code_point(const pugi::xml_node& element) {
        const std::string_view hex = attribute_named(element, "hex");
        unsigned code = 0;
        const auto read = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
        if (read.ec != std::errc() || read.ptr != hex.data() + hex.size()) {
            m_refusal = "has <cp hex=\"" + std::string(hex) + "\">, which is no character";
        } else if (code == 0x0B || code == 0x0C) {
            m_text += '\n';
        }
    }

    const Pieces& m_data;
    const Pieces& m_of_source;
    Pieces m_pieces;
    std::string m_text, m_refusal;
    bool m_formatted = false;
};

class XliffReader {
public:
    XliffReader(std::string_view bytes, const std::string& file, std::string_view wanted,
                const std::vector<std::string>& known)
        : m_bytes(bytes), m_file(file), m_wanted(wanted), m_known(known) {}

    Result<Translation> read() {
        if (const Result<void> loaded = load(); !loaded) {
            return loaded.error();
        }
        const pugi::xml_node root = m_document.document_element();
        if (local_name(root.name()) != "xliff") {
            return Error{Kind::Corrupt, at(root), "expected <xliff version=\"1.2\">"};
        }
        const std::string version(attribute_named(root, "version"));
        m_second = version.starts_with("2.");
        if (version != "1.2" && version != "1.1" && !m_second) {
            return Error{Kind::Refused, at(root),
                         "expected XLIFF 1.2 or 2.0, this is " +
                             (version.empty() ? "without a version" : version)};
        }
        if (m_second) {
            if (const Result<void> languages = read_languages(root, version, "srcLang", "trgLang");
                !languages) {
                return languages.error();
            }
        }
        for (const pugi::xml_node& file : root.children()) {
            if (local_name(file.name()) != "file") {
                continue;
            }
            if (!m_second) {
                const Result<void> languages =
                    read_languages(file, version, "source-language", "target-language");
                if (!languages) {
                    return languages.error();
                }
            }
            if (m_read_this) {
                read_units(m_second ? file : child_named(file, "body"));
            }
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
        resolve_entities();
        const unsigned flags = pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata;
        const pugi::xml_parse_result parsed =
            m_document.load_buffer(m_text.data(), m_text.size(), flags, pugi::encoding_utf8);
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

    /// Fills m_text: entities of HTML as the characters that they are, a bare & as one. The parser
    /// leaves an unknown entity as it stands, and it would become part of the text: its place is
    /// kept, so that its unit can be refused.
    void resolve_entities() {
        constexpr std::string_view kOwn[] = {"lt", "gt", "amp", "quot", "apos"};
        for (std::size_t i = 0; i < m_bytes.size();) {
            const std::string_view rest = m_bytes.substr(i);
            const std::string_view end = rest.starts_with("<![CDATA[") ? "]]>"
                                         : rest.starts_with("<!--")    ? "-->"
                                                                       : "";
            if (!end.empty()) {
                const std::size_t length = std::min(rest.find(end), rest.size());
                m_text += rest.substr(0, length);
                i += length;
                continue;
            }
            if (m_bytes[i] != '&') {
                const std::size_t length =
                    std::max<std::size_t>(1, std::min(rest.find_first_of("&<", 1), rest.size()));
                m_text += rest.substr(0, length);
                i += length;
                continue;
            }
            constexpr std::size_t kLongestName = 32;
            std::size_t length = 1;
            while (length < rest.size() && length <= kLongestName &&
                   (is_letter(rest[length]) || (rest[length] >= '0' && rest[length] <= '9') ||
                    rest[length] == '#')) {
                ++length;
            }
            const std::string_view name = rest.substr(1, length - 1);
            const bool closed = length > 1 && length < rest.size() && rest[length] == ';';
            const auto* const known =
                std::ranges::find(kEntities, name, [](const auto& entity) { return entity.first; });
            if (!closed) {
                m_text += "&amp;";
                m_text += name;
            } else if (name.starts_with('#') || std::ranges::find(kOwn, name) != std::end(kOwn)) {
                m_text.append("&").append(name).append(";");
            } else if (known != std::end(kEntities)) {
                m_text.append("&").append(known->second).append(";");
            } else {
                m_unknown_entities.emplace_back(static_cast<std::ptrdiff_t>(m_text.size()), name);
                m_text.append("&amp;").append(name).append(";");
            }
            i += closed ? length + 1 : length;
        }
    }

    Result<void> read_languages(const pugi::xml_node& node, const std::string& version,
                                std::string_view source_name, std::string_view target_name) {
        const std::string source = clean_word(attribute_named(node, source_name)).text;
        const std::string target = clean_word(attribute_named(node, target_name)).text;
        const std::string place = at(node);
        const std::string names =
            version.starts_with("2.") ? "<xliff version=\"" + version + "\"> " : "";
        const auto german = language_meant(source);
        if (!german || !(same_tag(*german, kSourceLanguage) || german->starts_with("de-"))) {
            return Error{Kind::Refused, place,
                         names + "expected " + std::string(source_name) + " \"de\", this is \"" +
                             source + "\"; these texts are translated from German"};
        }
        if (target.empty() && m_wanted.empty()) {
            return Error{Kind::Corrupt, place,
                         names + "expected a " + std::string(target_name) +
                             "; write it there, or say with --language which it is"};
        }
        const std::string written = target.empty() ? std::string(m_wanted) : target;
        const std::string tag =
            language_among(written, m_known).value_or(canonical_tag(written).value_or(written));
        m_read_this = m_out.tag.empty() || m_out.tag == tag;
        if (m_read_this) {
            m_out.tag = tag;
            return {};
        }
        // Of a file in several languages, the one that is wanted.
        const auto is_wanted = [&](const std::string& one) {
            return same_tag(one, m_wanted) || language_among(m_wanted, {one}).has_value();
        };
        if (m_wanted.empty()) {
            return Error{Kind::Refused, place,
                         "expected one language in a file, here are " + m_out.tag + " and " + tag +
                             "; say with --language which is meant"};
        }
        if (is_wanted(tag) && !is_wanted(m_out.tag)) {
            m_out = {};
            m_out.tag = tag;
            m_read_this = true;
        }
        return {};
    }

    /// Units of a file and of its groups, in the order of the file; no recursion, however deep they
    /// lie.
    void read_units(const pugi::xml_node& top) {
        const std::string_view unit = m_second ? "unit" : "trans-unit";
        pugi::xml_node node = top.first_child();
        while (node && node != top) {
            const std::string_view name = local_name(node.name());
            if (name == unit) {
                read_unit(node);
            } else if (name == "group" && node.first_child()) {
                node = node.first_child();
                continue;
            }
            while (node && node != top && !node.next_sibling()) {
                node = node.parent();
            }
            if (node && node != top) {
                node = node.next_sibling();
            }
        }
    }

    void read_unit(const pugi::xml_node& unit) {
        TranslationRow row;
        m_formatted = false;
        const std::string_view name = attribute_named(unit, m_second ? "name" : "resname");
        const Cleaned id = clean_word(name.empty() ? attribute_named(unit, "id") : name);
        row.id = id.text;
        row.place = line_of(unit.offset_debug());
        std::string refusal = row.id.empty() ? "expected an id or a resname" : unknown_entity(unit);
        if (refusal.empty()) {
            refusal = m_second ? read_segments(unit, row) : read_sides(unit, row);
        }
        if (!refusal.empty()) {
            m_out.refused.push_back({row.id, row.place, refusal});
            return;
        }
        if (!id.stripped.empty()) {
            m_out.remarks.push_back({row.id, row.place, "taken off the id: " + id.stripped});
        }
        if (m_formatted) {
            m_out.remarks.push_back({row.id, row.place, kMarkupLeftOut});
        }
        row.unfinished =
            !row.text.empty() && (row.state == TextState::Missing || row.state == TextState::Stale);
        if (const pugi::xml_node notes = child_named(unit, "notes")) {
            row.note = child_named(notes, "note").text().get();
        } else {
            row.note = child_named(unit, "note").text().get();
        }
        m_out.rows.push_back(std::move(row));
    }

    /// <source> and <target> of XLIFF 1; why they cannot be read, or "".
    std::string read_sides(const pugi::xml_node& unit, TranslationRow& row) {
        const InlineText::Pieces none;
        pugi::xml_node source_node = child_named(unit, "source");
        source_node = source_node ? source_node : child_named(unit, "seg-source");
        const pugi::xml_node target_node = child_named(unit, "target");
        InlineText source(none, none);
        source.read(source_node);
        InlineText target(none, source.pieces());
        target.read(target_node);
        if (!target.refusal().empty()) {
            return target.refusal();
        }
        m_formatted = target.formatted();
        // A source that cannot be read says nothing of the German text, and the row is none the
        // worse.
        if (source.refusal().empty()) {
            row.german = side(source_node, source.text());
        }
        row.text = side(target_node, target.text());
        if (const std::string state(attribute_named(target_node, "state")); !state.empty()) {
            row.state = state_of(state);
        } else if (!row.text.empty()) {
            row.state =
                attribute_named(unit, "approved") == "yes" ? TextState::Reviewed : TextState::Draft;
        }
        return "";
    }

    /// The same of XLIFF 2, where a text stands in segments.
    std::string read_segments(const pugi::xml_node& unit, TranslationRow& row) {
        const InlineText::Pieces none;
        InlineText::Pieces data;
        for (const pugi::xml_node& one : child_named(unit, "originalData").children()) {
            data.emplace(attribute_named(one, "id"), one.text().get());
        }
        std::string german, text;
        std::size_t segments = 0, translated = 0;
        std::optional<TextState> state;
        for (const pugi::xml_node& part : unit.children()) {
            const bool segment = local_name(part.name()) == "segment";
            if (!segment && local_name(part.name()) != "ignorable") {
                continue;
            }
            const pugi::xml_node source_node = child_named(part, "source");
            pugi::xml_node target_node = child_named(part, "target");
            InlineText source(data, none);
            source.read(source_node);
            const std::string before = side(source_node, source.text());
            InlineText target(data, source.pieces());
            target.read(target_node);
            const std::string after = target_node ? side(target_node, target.text()) : "";
            for (const std::string& refusal : {source.refusal(), target.refusal()}) {
                if (!refusal.empty()) {
                    return refusal;
                }
            }
            if (!segment) {
                german += source.text();
                text += target_node ? target.text() : source.text();
                continue;
            }
            m_formatted = m_formatted || target.formatted();
            append_segment(german, before);
            append_segment(text, after);
            ++segments;
            translated += after.empty() ? 0 : 1;
            if (const std::string said(attribute_named(part, "state")); !said.empty()) {
                const auto mine = state_of(said);
                state = state && mine ? std::min(*state, *mine) : mine;
            }
        }
        if (translated > 0 && translated < segments) {
            return std::to_string(segments - translated) + " of its " + std::to_string(segments) +
                   " segments have no target; translate them, too";
        }
        row.german = german;
        row.text = translated == 0 ? "" : text;
        row.state = state;
        if (!state && !row.text.empty()) {
            row.state = TextState::Draft;
        }
        return "";
    }

    /// As it stands, or as it stood before a program set the file prettily.
    static std::string side(const pugi::xml_node& node, const std::string& text) {
        constexpr int kHighest = 50;  // groups around a unit; programs write two or three
        pugi::xml_node up = node;
        for (int i = 0; up && i < kHighest; ++i, up = up.parent()) {
            const std::string_view space = attribute_named(up, "space");
            if (!space.empty()) {
                return space == "preserve" ? text : without_indentation(text);
            }
        }
        return without_indentation(text);
    }

    /// Why a unit with an entity cannot be read; "" if it has none.
    std::string unknown_entity(const pugi::xml_node& unit) const {
        const auto found =
            std::ranges::lower_bound(m_unknown_entities, unit.offset_debug(), {},
                                     [](const auto& entity) { return entity.first; });
        return found == m_unknown_entities.end() || found->first >= end_of(unit)
                   ? ""
                   : "has the entity &" + found->second +
                         "; that XML does not know; write the character itself";
    }

    /// Where what follows a node begins.
    std::ptrdiff_t end_of(pugi::xml_node node) const {
        for (; node; node = node.parent()) {
            for (pugi::xml_node next = node.next_sibling(); next; next = next.next_sibling()) {
                if (next.type() == pugi::node_element) {
                    return next.offset_debug();
                }
            }
        }
        return static_cast<std::ptrdiff_t>(m_text.size());
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

    std::string line_of(std::ptrdiff_t offset) const {
        const std::size_t end =
            std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)), m_text.size());
        // Units are read in the file's order: counting goes on where it stopped.
        if (end < m_counted) {
            m_counted = 0;
            m_line = 1;
        }
        m_line += static_cast<std::size_t>(
            std::count(m_text.begin() + static_cast<std::ptrdiff_t>(m_counted),
                       m_text.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
        m_counted = end;
        return "line " + std::to_string(m_line);
    }
    std::string at(const pugi::xml_node& node) const {
        return m_file + ", " + line_of(node.offset_debug());
    }

    std::string_view m_bytes;
    const std::string& m_file;
    std::string_view m_wanted;
    const std::vector<std::string>& m_known;
    std::string m_text;  ///< m_bytes, entities resolved; line for line the same
    std::vector<std::pair<std::ptrdiff_t, std::string>>
        m_unknown_entities;  ///< by their places in m_text
    pugi::xml_document m_document;
    bool m_second = false;     ///< XLIFF 2
    bool m_formatted = false;  ///< the unit that is read
    bool m_read_this = false;  ///< the file that is read is in the right language
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
            set_text(note, row.note);
        }
    }
    std::ostringstream out;
    document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
    return out.str();
}

Result<Translation> read_translation_xliff(std::string_view bytes, const std::string& file,
                                           std::string_view wanted,
                                           const std::vector<std::string>& known) {
    return XliffReader(bytes, file, wanted, known).read();
}

}  // namespace lotse::codec
