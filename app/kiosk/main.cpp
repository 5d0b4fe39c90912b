// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>
#include <cstdio>

#include "base/version.h"
#include "kiosk/program.h"

int main(int argc, char** argv) {
    lotse::kiosk::Options options;
    CLI::App app("Lotse: self-service terminal and desk for the intake of recognition counselling.",
                 "lotse");
    app.set_version_flag("--version", "lotse " + lotse::version());
    app.add_option("--role", options.role,
                   "terminal (for clients), desk (for staff) or display (calls numbers)")
        ->check(CLI::IsMember({"terminal", "desk", "display"}))
        ->capture_default_str();
    app.add_option("--config", options.config_file, "settings, see kiosk-config/kiosk.toml");
    CLI::Option* state =
        app.add_option("--state", options.state_dir, "folder with enrolment, keys and outbox");
    app.add_option("--data", options.data_dir, "folder that holds locales, assets and kiosk-config")
        ->capture_default_str();
    app.add_option("--service", options.service,
                   "desk: address of the queue service, https://host:port");
    app.add_option("--window", options.window,
                   "in a window of this size, e.g. 1080x1920, instead of full screen");
    app.add_option("--automation", options.automation_socket,
                   "socket for scripts; refused unless the settings allow it");
    CLI::Option* preview = app.add_option(
        "--preview", options.preview,
        "run this XLSForm (.xlsx) on a terminal that keeps nothing; needs no --state");
    preview->type_name("FILE")->excludes(state);
    app.add_option("--language", options.preview_languages,
                   "with --preview: a heading's language and its tag, e.g. Dari=fa-AF")
        ->needs(preview);
    app.add_flag("--check-screen", options.check_screen,
                 "show a test card of edges, touch and colours instead of a role; needs no --state")
        ->excludes(preview);
    app.add_flag("--check-sound", options.check_sound,
                 "list the sound devices and sound in loudspeaker and headset; needs no --state")
        ->excludes(preview);
    CLI11_PARSE(app, argc, argv);
    if (options.preview.empty() && !options.check_screen && !options.check_sound &&
        options.state_dir.empty()) {
        std::fprintf(stderr,
                     "lotse: --state is missing: the folder with enrolment, keys and outbox\n");
        return 2;
    }

    const lotse::Result<void> outcome = lotse::kiosk::run(options);
    if (!outcome) {
        std::fprintf(stderr, "lotse: %s\n", lotse::to_string(outcome.error()).c_str());
        return 2;
    }
    return 0;
}
