// SPDX-License-Identifier: EUPL-1.2
#include "tools/way.h"

#include <cstdlib>
#include <filesystem>
#include <iomanip>
#include <ostream>

#include "base/clock.h"
#include "codec/forms/questionnaire_json.h"
#include "codec/translation/language_json.h"
#include "core/civil_time.h"
#include "core/terminal/effort.h"
#include "tools/demo_bot.h"
#include "tools/demo_program.h"
#include "tools/demo_setup.h"

namespace lotse::tools {
namespace {

namespace fs = std::filesystem;

/// A folder of its own, gone with it.
class Scratch {
public:
    Scratch() {
        std::string pattern = (fs::temp_directory_path() / "lotse-way-XXXXXX").string();
        m_path = mkdtemp(pattern.data()) == nullptr ? std::string() : pattern;
    }
    ~Scratch() {
        std::error_code failed;
        if (!m_path.empty()) {
            fs::remove_all(m_path, failed);
        }
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

struct Walk {
    const char* name;
    const char* questionnaire;
    BotWay way;
};
constexpr Walk kWalks[] = {{"core", "anerkennung", BotWay::Core},
                           {"longest", "anerkennung", BotWay::Longest},
                           {"employers", "arbeitgeber", BotWay::Core}};

codec::WayFigures figures(BotRun run, const Questionnaire& form, const text::Catalogue& catalogue,
                          const Language& language) {
    const terminal::Effort effort = terminal::effort_of(form, german_time(wall_now()).date);
    codec::WayFigures out{
        run.screens,
        run.taps,
        run.keys,
        run.words,
        0,
        terminal::minutes_for(catalogue.words_in(language.tag, effort.text_ids), effort),
        std::move(run.words_of)};
    out.minutes = terminal::seconds_for(run.words, run.taps, run.keys) / 60;
    return out;
}

}  // namespace

Result<WaysMeasured> walk_ways(const WayRequest& request) {
    Result<std::vector<Language>> folders = codec::read_languages(request.data + "/locales");
    if (!folders) {
        return folders.error();
    }
    const text::Catalogue catalogue(std::move(*folders));
    const Language* language = catalogue.language(request.language);
    if (language == nullptr) {
        return Error{Kind::Unusable, "--language",
                     "\"" + request.language + "\" has no folder below locales"};
    }
    const Scratch scratch;
    if (scratch.path().empty()) {
        return Error{Kind::Transient, fs::temp_directory_path().string(),
                     "no folder can be made in it"};
    }
    DemoOptions options;
    options.state = scratch.path() + "/state";
    if (const auto made = set_up_demo(options); !made) {
        return made.error();
    }
    setenv("SDL_VIDEODRIVER", "dummy", 0);  // nobody looks
    WaysMeasured ways;
    for (const Walk& walk : kWalks) {
        const Result<std::unique_ptr<Questionnaire>> form = codec::read_questionnaire_file(
            request.data + "/kiosk-config/questionnaires/" + walk.questionnaire + ".json");
        if (!form) {
            return form.error();
        }
        Result<RunningProgram> terminal =
            start_program({request.bin, request.data, options.state, options.service,
                           request.window, "terminal", scratch.path() + "/terminal.log"});
        if (!terminal) {
            return terminal.error();
        }
        Result<BotRun> run = fill_in(
            *terminal->client, {form->get(), language, "", german_time(wall_now()).date, walk.way});
        if (!run) {
            return run.error();
        }
        ways.emplace_back(walk.name, figures(std::move(*run), **form, catalogue, *language));
    }
    return ways;
}

Result<void> measure_way(const WayRequest& request, std::ostream& out) {
    Result<WaysMeasured> measured = walk_ways(request);
    if (!measured) {
        return measured.error();
    }
    WaysMeasured& ways = *measured;
    for (auto& [name, way] : ways) {
        if (!request.screens) {
            way.words_of.clear();
        }
    }
    if (request.json) {
        out << codec::write_way_figures(request.language, ways);
        return {};
    }
    for (const auto& [name, way] : ways) {
        out << name << ": " << way.screens << " screens, " << way.taps << " taps, " << way.keys
            << " keys, " << way.words << " words, " << std::fixed << std::setprecision(1)
            << way.minutes << " minutes (promised: " << way.promised << ")\n";
        for (const auto& [screen, words] : way.words_of) {
            out << "  " << screen << ": " << words << '\n';
        }
    }
    return {};
}

}  // namespace lotse::tools
