// SPDX-License-Identifier: EUPL-1.2
/// Recorded or synthesised sound of texts, as values: what a folder of clips says it has.
///
/// A clip belongs to a piece of text (text/languages/clip_plan.h) and names that text's
/// fingerprint: a text that changed since has no clip any more, because nobody may hear what is not
/// written. Leaves alone: reading them (codec/translation/clip_index.h), playing them
/// (speech/clips.h).
#pragma once

#include <map>
#include <string>
#include <vector>

namespace lotse {

struct Clip {
    std::string file;          ///< in the folder; a plain name
    std::string of;            ///< fingerprint of the piece and its id
    bool synthesised = false;  ///< else a person's voice
    std::string speaker;       ///< who, or which program; may be empty
    int ms = 0;                ///< of the whole file
    double lufs = 0;           ///< EBU R 128, integrated
    bool operator==(const Clip&) const = default;
};

struct ClipIndex {
    std::map<std::string, Clip> clips;  ///< by the id of the piece
    std::vector<std::string> findings;  ///< entries that are not used, and why
    bool operator==(const ClipIndex&) const = default;
};

/// One folder, read.
struct ClipFolder {
    std::string tag, path;
    ClipIndex index;
};

}  // namespace lotse
