// SPDX-License-Identifier: EUPL-1.2
#include "tools/clip_options.h"

namespace lotse::tools {
namespace {

CLI::App* added(CLI::App& clips, const std::string& name, const std::string& does,
                ClipRequest& request) {
    CLI::App* command = clips.add_subcommand(name, does);
    command->add_option("--language", request.language, "Its tag, e.g. ti")->type_name("TAG");
    command->add_option("--locales", request.locales, "The folder of language folders")
        ->capture_default_str()
        ->type_name("DIR");
    command
        ->add_option("--clips", request.clips,
                     "The folder of the language's clips, e.g. clips/ti in a terminal's state "
                     "folder; without it clips/ in its language folder")
        ->type_name("DIR");
    return command;
}

}  // namespace

void add_clips(CLI::App& app, ClipOptions& options, Console& console,
               const std::function<void(CLI::App*, std::function<Result<void>()>)>& when_chosen) {
    CLI::App* clips = app.add_subcommand("clips", "Recordings by which a language is heard");
    clips->require_subcommand(0, 1);

    PlanClips& plan = options.plan;
    CLI::App* planned = added(*clips, "plan", "Write what has to be recorded", plan);
    planned->get_option("--language")->required();
    planned->add_flag("--missing", plan.missing, "Only what has no clip, or one of another text");
    planned->add_option("--format", plan.format, "csv, or html to read from")
        ->capture_default_str();
    planned->add_option("--out", plan.out, "A new file; - is standard output")
        ->capture_default_str()
        ->type_name("FILE");
    when_chosen(planned, [&plan, &console] { return plan_clips(plan, console); });

    ImportClips& import = options.import;
    CLI::App* imported = added(*clips, "import", "Take recordings in", import);
    imported->get_option("--language")->required();
    imported
        ->add_option("folder", import.from,
                     "WAV, FLAC or Ogg Opus files, called as the plan's ids: consent.title.wav")
        ->required()
        ->type_name("DIR");
    imported->add_option("--speaker", import.speaker, "Who speaks, if that is to be kept");
    imported->add_flag("--dry-run", import.dry_run, "Only say what would be taken");
    when_chosen(imported, [&import, &console] { return import_clips(import, console); });

    ClipRequest& check = options.check;
    CLI::App* checked = added(
        *clips, "check", "Look through the clips of a language, or of all that have some", check);
    when_chosen(checked, [&check, &console] { return check_clips(check, console); });

    SynthesiseClips& spoken = options.synthesise;
    CLI::App* made = added(*clips, "synthesise", "Let a program speak what has no clip", spoken);
    made->get_option("--language")->required();
    made->add_option("--with", spoken.with,
                     "A command that reads a text and writes a WAV file; {voice} in it becomes the "
                     "language's voice; without it lotse-voice")
        ->type_name("COMMAND");
    when_chosen(made, [&spoken, &console] { return synthesise_clips(spoken, console); });
}

}  // namespace lotse::tools
