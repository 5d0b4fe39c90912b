// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include <cstdio>

#include "kiosk/program.h"

int main(int argc, char** argv) {
    lotse::kiosk::Options options;
    CLI::App app("Lotse: self-service terminal and desk for the intake of recognition counselling.", "lotse");
    app.set_version_flag("--version", "lotse " LOTSE_VERSION);
    app.add_option("--role", options.role, "terminal (for clients) or desk (for staff)")
        ->check(CLI::IsMember({"terminal", "desk"}))
        ->capture_default_str();
    app.add_option("--config", options.config_file, "settings, see kiosk-config/kiosk.toml");
    app.add_option("--state", options.state_dir, "folder with enrolment, keys and outbox")->required();
    app.add_option("--data", options.data_dir, "folder that holds locales, assets and kiosk-config")
        ->capture_default_str();
    app.add_option("--service", options.service, "desk: address of the queue service, https://host:port");
    app.add_option("--window", options.window, "in a window of this size, e.g. 1080x1920, instead of full screen");
    app.add_option("--automation", options.automation_socket,
                   "socket for scripts; refused unless the settings allow it");
    CLI11_PARSE(app, argc, argv);

    const lotse::Result<void> outcome = lotse::kiosk::run(options);
    if (!outcome) {
        std::fprintf(stderr, "lotse: %s\n", lotse::to_string(outcome.error()).c_str());
        return 2;
    }
    return 0;
}
