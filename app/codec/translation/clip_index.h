// SPDX-License-Identifier: EUPL-1.2
/// Reads and writes `index.json` of a folder of clips (core/voice/clips.h):
///
///     {"consent.title": {"file": "consent.title.opus", "of": "1a2b3c4d", "made": "recorded",
///                        "speaker": "", "ms": 1900, "lufs": -23.1}, …}
///
/// Total. An entry that cannot be used is a finding, and the others are; a file is named plainly,
/// so that no entry leads out of its folder. Leaves alone: whether the files are there and what is
/// in them.
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"
#include "core/voice/clips.h"

namespace lotse::codec {

/// `file` names it in errors, which are Corrupt: the whole is no JSON object, or too large.
Result<ClipIndex> parse_clip_index(std::string_view text, const std::string& file);
/// Of a folder; without `index.json` there are no clips. Errors also Unusable: it cannot be read.
Result<ClipIndex> read_clip_index(const std::string& folder);
/// What parse_clip_index reads; findings are not kept.
std::string write_clip_index(const ClipIndex& index);

}  // namespace lotse::codec
