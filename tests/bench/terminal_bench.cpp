// SPDX-License-Identifier: EUPL-1.2
/// What the running terminal costs and how fast it reacts, measured from outside through its
/// automation socket.
///
///     terminal_bench BIN_DIR [--idle SECONDS] [--starts COUNT] [--intakes COUNT] [--command LINE]
///
/// Starts lotse-queue and lotse in a fresh demo centre on the display of the environment (for idle
/// figures an X server: the dummy driver polls) and prints one line per figure. Latencies are the
/// program's own: from the event to the presented frame that shows it. Whole intakes are filled in
/// once by the demo's bot, then the same taps are made again without looking at the screen in
/// between, so that the processor time is the intake's. `--command` starts the terminal by another
/// line, so that other sessions and other builds are measured the same way: {lotse} stands for the
/// usual command, {state} and {socket} for what it must be given.
///
///     terminal_bench build/bin --command 'cage -- {lotse}'
///     terminal_bench build/bin --command 'other/bin/lotse --state {state} --automation {socket}'
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "codec/forms/questionnaire_json.h"
#include "codec/translation/language_json.h"
#include "tools/automation_client.h"
#include "tools/child_process.h"
#include "tools/console.h"
#include "tools/demo_bot.h"
#include "tools/demo_setup.h"

namespace {

using namespace lotse;
using namespace lotse::tools;
using Clock = std::chrono::steady_clock;

constexpr int kRounds = 100;
constexpr int kFlingPx = 500;

/// Thrown, so that the programs that were started end with what holds them.
template <class T>
T need(Result<T> result) {
    if (!result) {
        throw std::runtime_error(to_string(result.error()));
    }
    return std::move(result).value();
}
void need(const Result<void>& result) {
    if (!result) {
        throw std::runtime_error(to_string(result.error()));
    }
}

struct Wanted {
    std::string bin, command = "{lotse}";
    int idle_seconds = 60, starts = 9, intakes = 5;
};

Wanted wanted_from(int argc, char** argv) {
    Wanted wanted;
    const auto usage = [] {
        std::cerr << "usage: terminal_bench BIN_DIR [--idle SECONDS] [--starts COUNT] [--intakes "
                     "COUNT] [--command LINE]\n";
        std::exit(2);
    };
    for (int i = 1; i < argc; ++i) {
        const std::string option = argv[i];
        if (!option.starts_with("--")) {
            wanted.bin = option;
            continue;
        }
        if (++i == argc) {
            usage();
        }
        if (option == "--command") {
            wanted.command = argv[i];
        } else if (option == "--idle") {
            wanted.idle_seconds = std::atoi(argv[i]);
        } else if (option == "--starts") {
            wanted.starts = std::max(1, std::atoi(argv[i]));
        } else if (option == "--intakes") {
            wanted.intakes = std::max(1, std::atoi(argv[i]));
        } else {
            usage();
        }
    }
    if (wanted.bin.empty()) {
        usage();
    }
    return wanted;
}

std::string with(std::string line, const std::string& name, const std::string& value) {
    for (std::size_t at = line.find(name); at != std::string::npos;
         at = line.find(name, at + value.size())) {
        line.replace(at, name.size(), value);
    }
    return line;
}

double percentile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1,
                           static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

void print(const char* what, const codec::AutomationStats& stats) {
    std::printf("%-34s p50 %7.2f  p95 %7.2f  p99 %7.2f ms  (%llu)\n", what, stats.latency_p50_ms,
                stats.latency_p95_ms, stats.latency_p99_ms,
                static_cast<unsigned long long>(stats.latency_count));
    std::fflush(stdout);
}

/// A running terminal, ended with this object.
class Terminal {
public:
    Terminal(const Wanted& wanted, const std::string& state, const std::string& data)
        : m_socket(state + "/socket") {
        const std::string lotse = wanted.bin + "/lotse --state " + state + " --config " + data +
                                  "/kiosk-config/demo.toml --window 1920x1080 --automation " +
                                  m_socket;
        std::filesystem::remove(m_socket);
        const std::string line = with(
            with(with(wanted.command, "{lotse}", lotse), "{state}", state), "{socket}", m_socket);
        m_process =
            need(ChildProcess::start({"/bin/sh", "-c", "exec " + line}, state + "/terminal.log"));
        m_client = need(AutomationClient::connect(m_socket, std::chrono::seconds(30)));
        need(m_client->wait());
    }

    AutomationClient& operator*() { return *m_client; }
    AutomationClient* operator->() { return m_client.get(); }

    /// What of the machine's memory is this process's: pages that it shares count in shares
    /// (proc(5), smaps_rollup). The program lets nobody but root look. 0: not known.
    double pss_mb() {
        std::ifstream rollup("/proc/" + std::to_string(need(m_client->process())) +
                             "/smaps_rollup");
        for (std::string word; rollup >> word;) {
            if (double kilobytes = 0; word == "Pss:" && rollup >> kilobytes) {
                return kilobytes * 1024 / 1e6;
            }
        }
        return 0;
    }

    /// Taps the ids in turn, `rounds` times, and prints the latencies of these taps alone.
    void measure(const char* what, const std::vector<std::string>& ids, int rounds) {
        need(m_client->stats(true));
        for (int i = 0; i < rounds; ++i) {
            tap_all(ids);
        }
        print(what, need(m_client->stats(true)));
    }

    void tap_all(const std::vector<std::string>& ids) {
        for (const std::string& id : ids) {
            need(m_client->tap(id));
        }
    }

private:
    std::string m_socket;
    std::unique_ptr<ChildProcess> m_process;
    std::unique_ptr<AutomationClient> m_client;
};

void measure_starts(const Wanted& wanted, const std::string& state, const std::string& data) {
    std::vector<double> to_first_frame, processor, memory;
    codec::AutomationStats stats;
    for (int i = 0; i < wanted.starts; ++i) {
        Terminal terminal(wanted, state, data);
        stats = need(terminal->stats());
        to_first_frame.push_back(static_cast<double>(stats.start_ms));
        processor.push_back(stats.cpu_seconds * 1000);
        memory.push_back(terminal.pss_mb());
    }
    std::printf("renderer %s\n", stats.renderer.c_str());
    std::printf("start to first frame               p50 %7.0f  worst %5.0f ms  (%d)\n",
                percentile(to_first_frame, 0.5), percentile(to_first_frame, 1), wanted.starts);
    std::printf("processor time of a start          p50 %7.1f  worst %5.1f ms\n",
                percentile(processor, 0.5), percentile(processor, 1));
    std::printf("memory at the start screen         %.1f MB resident, %.1f MB PSS\n",
                static_cast<double>(stats.resident_bytes) / 1e6, percentile(memory, 0.5));
}

/// Taps up to the first letter that is typed, then types and deletes.
void measure_keys(Terminal& terminal, const std::vector<std::string>& taps) {
    const auto typed = std::find_if(taps.begin(), taps.end(),
                                    [](const std::string& id) { return id.starts_with("key."); });
    if (typed == taps.end()) {
        throw std::runtime_error("nothing is typed in the questionnaire");
    }
    terminal.tap_all({taps.begin(), typed});
    terminal.measure("key and backspace", {*typed, *typed, "key.backspace", "key.backspace"},
                     kRounds / 2);
    terminal.tap_all({"bar.end", "end.confirm"});
}

std::vector<std::string> ids_with(const codec::AutomationTree& tree, const std::string& prefix) {
    std::vector<std::string> out;
    for (const codec::AutomationNode& node : tree.nodes) {
        if (node.id.starts_with(prefix)) {
            out.push_back(node.id);
        }
    }
    return out;
}

/// Taps up to the first long list that shows its items at once, which then stands open, and says
/// what opened it. (Occupations show groups first.)
std::string open_first_list(Terminal& terminal, const std::vector<std::string>& taps) {
    for (auto done = taps.begin(), next = done; next != taps.end(); ++next) {
        if (!next->starts_with("open.")) {
            continue;
        }
        terminal.tap_all({done, next + 1});
        done = next + 1;
        if (!ids_with(need(terminal->tree()), "item.").empty()) {
            return *next;
        }
    }
    throw std::runtime_error("the questionnaire has no long list");
}

/// Taps up to the first long list, then everything that is done in one.
void measure_list(Terminal& terminal, const std::vector<std::string>& taps) {
    const std::string opens = open_first_list(terminal, taps);
    terminal.measure("long list: back, open", {"action.back", opens}, kRounds);
    const codec::AutomationTree tree = need(terminal->tree());
    const std::vector<std::string> items = ids_with(tree, "item.");
    const std::vector<std::string> buttons = ids_with(tree, "scroll.list/");
    if (buttons.size() != 2) {
        throw std::runtime_error("the long list has no buttons for its pages");
    }
    // Of the two, up comes first, and cannot be used at the top.
    terminal.measure("long list: a page down, a page up", {buttons.back(), buttons.front()},
                     kRounds);
    need(terminal->stats(true));
    const codec::AutomationStats before = need(terminal->stats());
    for (int i = 0; i < kRounds / 4; ++i) {
        need(terminal->drag("list", -kFlingPx));
        need(terminal->drag("list", kFlingPx));
    }
    const codec::AutomationStats after = need(terminal->stats(true));
    print("long list: dragged and flung", after);
    std::printf("a frame of it                      %.2f ms of processor time, %llu frames\n",
                (after.cpu_seconds - before.cpu_seconds) * 1000 /
                    static_cast<double>(std::max<std::uint64_t>(1, after.frames - before.frames)),
                static_cast<unsigned long long>(after.frames - before.frames));
    need(terminal->tap("list.search"));
    terminal.measure("long list: typed in, deleted",
                     {"key.a", "key.n", "key.backspace", "key.backspace"}, kRounds / 2);
    need(terminal->tap("action.back"));
    std::vector<std::string> picks;
    for (const std::string& item : {items.front(), items[items.size() / 2], items.back()}) {
        picks.insert(picks.end(), {opens, item});
    }
    terminal.measure("long list: opened, one picked", picks, kRounds / 5);
    need(terminal->tap("bar.end"));
    // In a topic the number was given.
    const bool numbered = need(terminal->tree()).find("more.end.keep") != nullptr;
    need(terminal->tap(numbered ? "more.end.keep" : "end.confirm"));
}

void measure_intakes(Terminal& terminal, const std::string& tag,
                     const std::vector<std::string>& taps, int count) {
    std::vector<double> wall, processor;
    need(terminal->stats(true));
    const std::uint64_t frames_before = need(terminal->stats()).frames;
    for (int i = 0; i < count; ++i) {
        const auto started = Clock::now();
        const double before = need(terminal->stats()).cpu_seconds;
        terminal.tap_all(taps);
        processor.push_back(need(terminal->stats()).cpu_seconds - before);
        wall.push_back(std::chrono::duration<double>(Clock::now() - started).count());
    }
    const codec::AutomationStats stats = need(terminal->stats(true));
    print(("whole intake in " + tag + ": any tap").c_str(), stats);
    std::printf(
        "whole intake in %-6s             %zu taps, %.0f frames, %.2f s of processor time, %.2f s, "
        "then %.1f MB "
        "resident, %.1f MB PSS\n",
        tag.c_str(), taps.size(), static_cast<double>(stats.frames - frames_before) / count,
        percentile(processor, 0.5), percentile(wall, 0.5),
        static_cast<double>(stats.resident_bytes) / 1e6, terminal.pss_mb());
}

void run(const Wanted& wanted) {
    const std::string data = LOTSE_SOURCE_DIR;
    const std::string state =
        (std::filesystem::temp_directory_path() / ("lotse-bench-" + std::to_string(::getpid())))
            .string();
    DemoOptions options;
    options.state = state;
    need(set_up_demo(options));

    const auto service = need(
        ChildProcess::start({wanted.bin + "/lotse-queue", "--state", state}, state + "/queue.log"));
    measure_starts(wanted, state, data);

    Terminal terminal(wanted, state, data);
    terminal.measure("language, back (page change)", {"language.de", "action.back"}, kRounds);
    terminal.tap_all({"language.de", "form.anerkennung.self", "consent.agree"});
    terminal.measure("tap on a check box", {"answer.reasons.recognition"}, 2 * kRounds);
    terminal.measure("next, back (page change)", {"action.next", "action.back"}, kRounds);
    terminal.measure("language switch, overlay included",
                     {"bar.language", "language.ar", "bar.language", "language.de"}, kRounds / 2);
    terminal.tap_all({"bar.end", "end.confirm"});

    const auto form = need(
        codec::read_questionnaire_file(data + "/kiosk-config/questionnaires/anerkennung.json"));
    for (const char* tag : {"de", "ar"}) {
        const Language language = need(codec::read_language_folder(data + "/locales/" + tag));
        const BotTask task{form.get(), &language, "", CivilDate{2026, 1, 1}};
        const BotRun run = need(fill_in(*terminal, task));
        if (tag == std::string("de")) {
            measure_keys(terminal, run.tapped);
            measure_list(terminal, run.tapped);
        }
        measure_intakes(terminal, tag, run.tapped, wanted.intakes);
    }

    std::vector<double> to_number;
    for (int i = 0; i < kRounds; ++i) {
        need(terminal->tap("start.number_only"));
        need(terminal->tap("language.de"));
        const auto started = Clock::now();
        need(terminal->tap("number.confirm"));
        while (need(terminal->tree()).find("finished.number") == nullptr) {
        }
        to_number.push_back(
            std::chrono::duration<double, std::milli>(Clock::now() - started).count());
        need(terminal->tap("action.done"));
    }
    std::printf("sealed, durable, number shown      p50 %7.2f  p95 %7.2f  p99 %7.2f ms  (%d)\n",
                percentile(to_number, 0.5), percentile(to_number, 0.95),
                percentile(to_number, 0.99), kRounds);

    const codec::AutomationStats before = need(terminal->stats());
    std::this_thread::sleep_for(std::chrono::seconds(wanted.idle_seconds));
    const codec::AutomationStats after = need(terminal->stats());
    std::printf("idle for %d s                      %.1f ms of processor time, %llu frames drawn\n",
                wanted.idle_seconds, (after.cpu_seconds - before.cpu_seconds) * 1000,
                static_cast<unsigned long long>(after.frames - before.frames));
}

}  // namespace

int main(int argc, char** argv) {
    const Wanted wanted = wanted_from(argc, argv);
    try {
        run(wanted);
    } catch (const std::exception& failure) {
        std::cerr << "terminal_bench: " << failure.what() << '\n';
        return 1;
    }
    return 0;
}
