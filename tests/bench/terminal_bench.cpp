// SPDX-License-Identifier: EUPL-1.2
/// What the running terminal costs and how fast it reacts, measured from outside through its automation socket.
///
///     terminal_bench BIN_DIR [idle seconds, default 60]
///
/// Starts lotse-queue and lotse in a fresh demo centre on the display of the environment (for idle figures an X server: the
/// dummy driver polls), fills in whole intakes, and prints one line per figure. Latencies are the program's own: from the
/// event to the presented frame that shows it.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

#include "codec/language_json.h"
#include "codec/questionnaire_json.h"
#include "tools/automation_client.h"
#include "tools/child_process.h"
#include "tools/console.h"
#include "tools/demo_bot.h"
#include "tools/demo_setup.h"

namespace {

using namespace lotse;
using namespace lotse::tools;

constexpr int kRounds = 100;

template <class T>
T need(Result<T> result) {
    if (!result) {
        std::cerr << to_string(result.error()) << '\n';
        std::exit(1);
    }
    return std::move(result).value();
}
void need(const Result<void>& result) {
    if (!result) {
        std::cerr << to_string(result.error()) << '\n';
        std::exit(1);
    }
}

void print(const char* what, const codec::AutomationStats& stats) {
    std::printf("%-34s p50 %7.2f  p95 %7.2f  p99 %7.2f ms  (%llu)\n", what, stats.latency_p50_ms, stats.latency_p95_ms,
                stats.latency_p99_ms, static_cast<unsigned long long>(stats.latency_count));
    std::fflush(stdout);
}

/// Taps the ids in turn, `rounds` times, and prints the latencies of these taps alone.
void measure(AutomationClient& terminal, const char* what, const std::vector<std::string>& ids, int rounds) {
    need(terminal.stats(true));
    for (int i = 0; i < rounds; ++i) {
        for (const std::string& id : ids) {
            need(terminal.tap(id));
        }
    }
    print(what, need(terminal.stats(true)));
}

double percentile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: terminal_bench BIN_DIR [idle seconds]\n";
        return 2;
    }
    const std::string bin = argv[1];
    const int idle_seconds = argc > 2 ? std::atoi(argv[2]) : 60;
    const std::string data = LOTSE_SOURCE_DIR;
    const std::string state = (std::filesystem::temp_directory_path() / ("lotse-bench-" + std::to_string(::getpid()))).string();
    DemoOptions options;
    options.state = state;
    need(set_up_demo(options));

    const auto service = need(ChildProcess::start({bin + "/lotse-queue", "--state", state}, state + "/queue.log"));
    const auto program = need(ChildProcess::start({bin + "/lotse", "--state", state, "--config", data + "/kiosk-config/demo.toml",
                                                   "--window", "1920x1080", "--automation", state + "/socket"},
                                                  state + "/terminal.log"));
    const auto terminal = need(AutomationClient::connect(state + "/socket", std::chrono::seconds(30)));
    need(terminal->wait());
    const codec::AutomationStats first = need(terminal->stats());
    std::printf("renderer %s\nstart to first frame               %lld ms\nmemory at the start screen         %.1f MB\n",
                first.renderer.c_str(), static_cast<long long>(first.start_ms), static_cast<double>(first.resident_bytes) / 1e6);

    measure(*terminal, "language, back (page change)", {"language.de", "action.back"}, kRounds);
    need(terminal->tap("language.de"));
    need(terminal->tap("form.anerkennung"));
    need(terminal->tap("consent.agree"));
    measure(*terminal, "tap on a check box", {"answer.consent_statistics.yes"}, 2 * kRounds);
    measure(*terminal, "next, back (page change)", {"action.next", "action.back"}, kRounds);
    measure(*terminal, "language switch, overlay included",
            {"header.language", "language.ar", "header.language", "language.de"}, kRounds / 2);
    need(terminal->tap("action.next"));
    need(terminal->tap("answer.for_whom.family_member"));
    need(terminal->tap("action.next"));
    need(terminal->tap("field.helper_name"));
    measure(*terminal, "key and backspace", {"key.a", "key.n", "key.backspace", "key.backspace"}, kRounds / 2);
    need(terminal->tap("header.end"));
    need(terminal->tap("end.confirm"));

    const auto form = need(codec::read_questionnaire_file(data + "/kiosk-config/questionnaires/anerkennung.json"));
    for (const char* tag : {"de", "ar"}) {
        const Language language = need(codec::read_language_folder(data + "/locales/" + tag));
        const BotTask task{form.get(), &language, state + "/pictures", CivilDate{2026, 1, 1}};
        const BotRun run = need(fill_in(*terminal, task));
        std::printf("whole intake in %-6s             %d screens, memory afterwards %.1f MB\n", tag, run.screens,
                    static_cast<double>(need(terminal->stats()).resident_bytes) / 1e6);
    }

    std::vector<double> to_number;
    for (int i = 0; i < kRounds; ++i) {
        const auto started = std::chrono::steady_clock::now();
        need(terminal->tap("start.number_only"));
        while (need(terminal->tree()).find("finished.number") == nullptr) {
        }
        to_number.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count());
        need(terminal->tap("action.done"));
    }
    std::printf("sealed, durable, number shown      p50 %7.2f  p95 %7.2f  p99 %7.2f ms  (%d)\n", percentile(to_number, 0.5),
                percentile(to_number, 0.95), percentile(to_number, 0.99), kRounds);

    const codec::AutomationStats before = need(terminal->stats());
    std::this_thread::sleep_for(std::chrono::seconds(idle_seconds));
    const codec::AutomationStats after = need(terminal->stats());
    std::printf("idle for %d s                      %.1f ms of processor time, %llu frames drawn\n", idle_seconds,
                (after.cpu_seconds - before.cpu_seconds) * 1000, static_cast<unsigned long long>(after.frames - before.frames));
    return 0;
}
