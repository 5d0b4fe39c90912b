// SPDX-License-Identifier: EUPL-1.2
/// Decides which font files are open and which characters a face can show.
///
/// Leaves alone: which faces a language lists (its typography), rasterising (atlas.h).
/// Units: a face measures in its own design units; `scale_for` turns them into pixels, unrounded.
/// Lifetime: faces stay open, at the same address, as long as the store; their files are mapped,
/// not read. Errors: a file that is missing or no usable font is an Error that names the Debian
/// package to install. Faces that hold only colour bitmaps (colour emoji) are refused: the atlas is
/// coverage only, and a box says so more clearly than a blot.
#pragma once

#include <hb.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "core/error.h"

struct FT_FaceRec_;
struct FT_LibraryRec_;

namespace lotse::text {

class Face {
public:
    Face(std::uint16_t id, hb_font_t* font, FT_FaceRec_* outlines);
    ~Face();
    Face(const Face&) = delete;
    Face& operator=(const Face&) = delete;

    std::uint16_t id() const { return m_id; }
    hb_font_t* font() const { return m_font; }
    FT_FaceRec_* outlines() const { return m_outlines; }
    float scale_for(float size_px) const { return size_px / m_units_per_em; }
    float ascent_em() const { return m_ascent_em; }    ///< upwards, positive
    float descent_em() const { return m_descent_em; }  ///< downwards, positive
    /// Whether the shaper finds a glyph for the character: the face maps it, or the shaper replaces
    /// it.
    bool covers(char32_t character) const;

private:
    bool maps(char32_t character) const;

    std::uint16_t m_id;
    hb_font_t* m_font;
    FT_FaceRec_* m_outlines;
    float m_units_per_em;
    float m_ascent_em;
    float m_descent_em;
};

class FaceStore {
public:
    FaceStore();
    ~FaceStore();
    FaceStore(const FaceStore&) = delete;
    FaceStore& operator=(const FaceStore&) = delete;

    /// `spec` is a path, `#n` behind it selects a face of a collection. Opens a file once; also a
    /// failure is remembered.
    Result<const Face*> open(const std::string& spec);

private:
    Result<const Face*> load(const std::string& spec);

    FT_LibraryRec_* m_library = nullptr;
    std::map<std::string, Result<const Face*>> m_by_spec;
    std::map<std::uint16_t, std::unique_ptr<Face>> m_faces;
};

}  // namespace lotse::text
