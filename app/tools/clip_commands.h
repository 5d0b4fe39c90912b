// SPDX-License-Identifier: EUPL-1.2
/// `lotse-tool clips …`: what to record (text/languages/clip_plan.h), recordings taken in
/// (recording.h), clips looked through, and clips spoken by a program.
///
/// A folder of clips is `locales/<tag>/clips` unless another is named: a centre's own are in
/// `clips/<tag>` of a terminal's state folder, and win over those that are shipped.
#pragma once

#include <string>

#include "base/data_folder.h"
#include "tools/console.h"

namespace lotse::tools {

struct ClipRequest {
    std::string locales = data_folder() + "/locales";
    std::string language;  ///< for `check` empty: every language that has clips or wants them
    std::string clips;     ///< folder of the language's clips; empty: the shipped ones'
};

struct PlanClips : ClipRequest {
    bool missing = false;        ///< only what has no fresh clip
    std::string format = "csv";  ///< csv, html
    std::string out = "-";
};
Result<void> plan_clips(const PlanClips& request, Console& console);

struct ImportClips : ClipRequest {
    std::string from;  ///< files called as the plan's ids: "consent.title.wav"
    std::string speaker;
    bool dry_run = false;
};
/// Says what is taken and what is refused, file by file. Refused if anything was.
Result<void> import_clips(const ImportClips& request, Console& console);

/// Refused if a clip is damaged, of another loudness or length, or if a language that has nothing
/// but clips lacks one.
Result<void> check_clips(const ClipRequest& request, Console& console);

struct SynthesiseClips : ClipRequest {
    /// A command of the shell; "{voice}" in it becomes the language's voice. The text is its input,
    /// a WAV file its output. Empty: `lotse-voice`.
    std::string with;
};
/// Of what has no fresh clip.
Result<void> synthesise_clips(const SynthesiseClips& request, Console& console);

}  // namespace lotse::tools
