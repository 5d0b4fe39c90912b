// SPDX-License-Identifier: EUPL-1.2
#include "text/layout/faces.h"

#include <ft2build.h>
#include <hb-ot.h>
#include FT_FREETYPE_H

#include <charconv>
#include <filesystem>
#include <limits>

namespace lotse::text {
namespace {

/// The Debian package that holds a font file, by the packages' naming habits.
std::string package_of(const std::filesystem::path& path) {
    const std::string name = path.filename().string();
    if (name.find("CJK") != std::string::npos) return "fonts-noto-cjk";
    if (name.starts_with("NotoColorEmoji")) return "fonts-noto-color-emoji";
    if (name.find("UI-") != std::string::npos) return "fonts-noto-ui-core";
    if (name.starts_with("NotoSansMono") || name.starts_with("NotoMono")) return "fonts-noto-mono";
    if (name.starts_with("Noto")) return "fonts-noto-core";
    return {};
}

/// "a.ttc#2" → ("a.ttc", 2). A '#' that no number follows belongs to the file's name.
std::pair<std::string, unsigned> split_spec(const std::string& spec) {
    const std::size_t hash = spec.rfind('#');
    if (hash == std::string::npos || hash + 1 == spec.size()) return {spec, 0};
    unsigned index = 0;
    const char* end = spec.data() + spec.size();
    const auto parsed = std::from_chars(spec.data() + hash + 1, end, index);
    if (parsed.ec != std::errc{} || parsed.ptr != end) return {spec, 0};
    return {spec.substr(0, hash), index};
}

}  // namespace

Face::Face(std::uint16_t id, hb_font_t* font, FT_FaceRec_* outlines)
    : m_id(id),
      m_font(font),
      m_outlines(outlines),
      m_units_per_em(static_cast<float>(hb_face_get_upem(hb_font_get_face(font)))) {
    hb_font_extents_t extents{};
    if (hb_font_get_h_extents(font, &extents) != 0) {
        m_ascent_em = static_cast<float>(extents.ascender) / m_units_per_em;
        m_descent_em = static_cast<float>(-extents.descender) / m_units_per_em;
    } else {
        m_ascent_em = 0.8F;
        m_descent_em = 0.2F;
    }
}

Face::~Face() {
    // Before the font: the outlines read from memory that the font's blob owns.
    FT_Done_Face(m_outlines);
    hb_font_destroy(m_font);
}

bool Face::maps(char32_t character) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(m_font, character, &glyph) != 0;
}

bool Face::covers(char32_t character) const {
    if (maps(character)) return true;
    // What HarfBuzz shows by other means: spaces of any width from U+0020, the no-break hyphen as a
    // hyphen.
    const bool space = character == 0xA0 || (character >= 0x2000 && character <= 0x200A) ||
                       character == 0x202F || character == 0x205F || character == 0x3000;
    if (space) return maps(U' ');
    return character == 0x2011 && maps(0x2010);
}

FaceStore::FaceStore() {
    LOTSE_CHECK(FT_Init_FreeType(&m_library) == 0);
}

FaceStore::~FaceStore() {
    m_faces.clear();
    FT_Done_FreeType(m_library);
}

Result<const Face*> FaceStore::open(const std::string& spec) {
    const auto known = m_by_spec.find(spec);
    if (known != m_by_spec.end()) return known->second;
    return m_by_spec.emplace(spec, load(spec)).first->second;
}

Result<const Face*> FaceStore::load(const std::string& spec) {
    const auto [path, index] = split_spec(spec);
    hb_blob_t* blob = hb_blob_create_from_file_or_fail(path.c_str());
    if (blob == nullptr) {
        const std::string package = package_of(path);
        return Error{Kind::Unusable, spec,
                     package.empty()
                         ? "font file not found or not readable"
                         : "font file not found: install the Debian package " + package};
    }
    unsigned size = 0;
    const char* data = hb_blob_get_data(blob, &size);
    FT_Face outlines = nullptr;
    const bool opened =
        size <= static_cast<unsigned>(std::numeric_limits<FT_Long>::max()) &&
        FT_New_Memory_Face(m_library, reinterpret_cast<const FT_Byte*>(data),
                           static_cast<FT_Long>(size), static_cast<FT_Long>(index), &outlines) == 0;
    if (!opened) {
        const bool exists = index < hb_face_count(blob);
        hb_blob_destroy(blob);
        return Error{Kind::Unusable, spec,
                     exists ? "not a font file that FreeType reads" : "no such face in the file"};
    }
    const auto drop = [&](const char* why) -> Error {
        FT_Done_Face(outlines);
        hb_blob_destroy(blob);
        return Error{Kind::Unusable, spec, why};
    };
    if (FT_IS_SCALABLE(outlines) == 0 || FT_HAS_COLOR(outlines)) {
        return drop("colour and bitmap fonts are not supported: list a font with outlines");
    }
    if (m_faces.size() >= std::numeric_limits<std::uint16_t>::max() - 1)
        return drop("too many fonts");

    hb_face_t* face = hb_face_create(blob, index);
    hb_font_t* font =
        hb_font_create(face);  // its scale is the design unit: shaping is exact and free of size
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    const auto id = static_cast<std::uint16_t>(m_faces.size());
    auto& kept = m_faces[id];
    kept = std::make_unique<Face>(id, font, outlines);
    return kept.get();
}

}  // namespace lotse::text
