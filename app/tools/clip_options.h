// SPDX-License-Identifier: EUPL-1.2
/// The command line of `lotse-tool clips` (clip_commands.h).
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "tools/clip_commands.h"

namespace lotse::tools {

/// What the options fill; outlives the application.
struct ClipOptions {
    PlanClips plan;
    ImportClips import;
    ClipRequest check;
    SynthesiseClips synthesise;
};

/// `when_chosen` is told what a command does.
void add_clips(CLI::App& app, ClipOptions& options, Console& console,
               const std::function<void(CLI::App*, std::function<Result<void>()>)>& when_chosen);

}  // namespace lotse::tools
