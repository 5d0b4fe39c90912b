// SPDX-License-Identifier: EUPL-1.2
#include "tools/demo.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <ostream>
#include <thread>
#include <utility>

#include "base/atomic_file.h"
#include "base/clock.h"
#include "codec/forms/questionnaire_json.h"
#include "codec/settings/kiosk_config.h"
#include "codec/translation/language_json.h"
#include "codec/wire/demo_summary.h"
#include "codec/wire/intake_json.h"
#include "core/civil_time.h"
#include "core/form/form.h"
#include "core/language_tag.h"
#include "sync/desk_client.h"
#include "tools/child_process.h"
#include "tools/console.h"
#include "tools/demo_bot.h"
#include "tools/demo_program.h"
#include "tools/demo_setup.h"
#include "tools/desk_log_in.h"
#include "vault/envelope.h"

namespace lotse::tools {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestConfigBytes = 1024UL * 1024;
constexpr std::chrono::seconds kIntakeArrives{30};
constexpr std::chrono::milliseconds kLook{50};

CivilDate german_today() {
    return german_time(wall_now()).date;
}

class Demo {
public:
    Demo(const DemoRun& request, std::ostream& progress)
        : m_request(request),
          m_progress(progress),
          m_state(fs::absolute(request.out).string() + "/state") {}

    Result<DemoOutcome> run() {
        for (Result<void> (Demo::*step)() :
             {&Demo::read_content, &Demo::set_up, &Demo::start_service, &Demo::start_terminal,
              &Demo::start_desk}) {
            if (Result<void> done = (this->*step)(); !done) {
                return done.error();
            }
        }
        for (const std::string& tag : m_languages) {
            m_summary.intakes.push_back(play(tag));
            const codec::DemoIntake& intake = m_summary.intakes.back();
            m_progress << tag << ": " << (intake.failures.empty() ? "passed" : "FAILED")
                       << ", number " << intake.number << ", " << intake.screens << " screens, "
                       << intake.seconds << " s, " << intake.sealed_bytes << " bytes sealed\n";
            for (const std::string& failure : intake.failures) {
                m_progress << "  " << failure << '\n';
            }
            m_progress.flush();
        }
        finish();
        if (Result<void> written =
                replace_file(m_request.out + "/summary.json", codec::write_demo_summary(m_summary));
            !written) {
            return written.error();
        }
        return DemoOutcome{m_summary.passed(), m_state, m_account, m_password};
    }

private:
    // --- before ----------------------------------------------------------------------------------
    Result<void> read_content() {
        const std::string config_file = m_request.data + "/kiosk-config/demo.toml";
        const Result<std::string> text = read_file(config_file, kLargestConfigBytes);
        if (!text) {
            return text.error();
        }
        Result<codec::KioskConfig> config = codec::read_kiosk_config(*text, config_file);
        if (!config) {
            return config.error();
        }
        m_languages = m_request.languages.empty() ? config->languages : m_request.languages;
        Result<std::vector<Language>> folders = codec::read_languages(m_request.data + "/locales");
        if (!folders) {
            return folders.error();
        }
        m_catalogue.emplace(std::move(*folders));
        std::vector<std::string> known;
        for (const Language& language : m_catalogue->languages()) {
            known.push_back(language.tag);
        }
        std::vector<std::string> wanted;
        for (const std::string& tag : m_languages) {
            const auto meant = language_among(tag, known);
            if (!meant) {
                return Error{Kind::Unusable, "--languages",
                             "\"" + tag + "\" has no folder below locales"};
            }
            if (std::find(wanted.begin(), wanted.end(), *meant) == wanted.end()) {
                wanted.push_back(*meant);
            }
        }
        m_languages = std::move(wanted);
        Result<std::unique_ptr<Questionnaire>> form = codec::read_questionnaire_file(
            m_request.data + "/kiosk-config/questionnaires/" + m_request.questionnaire + ".json");
        if (!form) {
            return form.error();
        }
        m_form = std::move(*form);
        return {};
    }

    Result<void> set_up() {
        std::error_code failed;
        fs::create_directories(m_request.out, failed);
        if (fs::exists(m_state, failed)) {
            return Error{Kind::Refused, m_state,
                         "is there from an earlier run: remove it or choose another folder"};
        }
        DemoOptions options;
        options.state = m_state;
        const Result<std::optional<DemoSecrets>> made = set_up_demo(options);
        if (!made) {
            return made.error();
        }
        m_account = options.account;
        m_password = (*made)->password;
        return {};
    }

    std::string log_of(const char* program) const { return m_request.out + "/" + program + ".log"; }

    Result<void> start_service() {
        // A port that is free, instead of the usual one.
        const std::string port_file = m_state + "/port", config_file = m_state + "/queue.toml";
        if (Result<void> written = replace_file(config_file, "[listen]\nport = 0\n"); !written) {
            return written;
        }
        Result<std::unique_ptr<ChildProcess>> service =
            ChildProcess::start({m_request.bin + "/lotse-queue", "--config", config_file, "--state",
                                 m_state, "--port-file", port_file},
                                log_of("queue"));
        if (!service) {
            return service.error();
        }
        m_service = std::move(*service);
        const auto until = BootClock::now() + kProgramStarts;
        while (BootClock::now() < until && m_service->running()) {
            const Result<std::string> port = read_file(port_file, 16);
            if (port && !port->empty() && port->back() == '\n') {
                m_url = "https://127.0.0.1:" + port->substr(0, port->size() - 1);
                return redirect_terminal();
            }
            std::this_thread::sleep_for(kLook);
        }
        return Error{Kind::Unusable, log_of("queue"),
                     "the queue service did not start; its log says why"};
    }

    /// The set-up wrote the usual port; this run has a free one.
    Result<void> redirect_terminal() {
        const std::string file = m_state + "/terminal/enrolment.toml";
        const Result<std::string> text = read_file(file, kLargestConfigBytes);
        if (!text) {
            return text.error();
        }
        Result<codec::Enrolment> enrolment = codec::read_enrolment(*text, file);
        if (!enrolment) {
            return enrolment.error();
        }
        enrolment->service = m_url;
        return replace_file(file, codec::write_enrolment(*enrolment));
    }

    Result<void> start(const char* role, std::optional<RunningProgram>& running) {
        Result<RunningProgram> started = start_program(
            {m_request.bin, m_request.data, m_state, m_url, m_request.window, role, log_of(role)});
        if (!started) {
            return started.error();
        }
        running = std::move(*started);
        return {};
    }

    Result<void> start_terminal() { return start("terminal", m_terminal); }

    Result<void> start_desk() {
        if (Result<void> started = start("desk", m_desk_program); !started) {
            return started;
        }
        m_desk = m_desk_program->client.get();
        Result<std::unique_ptr<sync::DeskClient>> client =
            sync::DeskClient::make({m_url, m_state + "/tls/ca.pem"});
        if (!client) {
            return client.error();
        }
        m_client = std::move(*client);
        Result<DeskLogIn> log_in = log_in_at(*m_client, m_account, m_password);
        if (!log_in) {
            return log_in.error();
        }
        if (!log_in->keys.centre) {
            return Error{Kind::Refused, "account " + m_account, "does not hold the centre's key"};
        }
        m_key.emplace(std::move(*log_in->keys.centre));
        return log_in_at_desk();
    }

    Result<void> log_in_at_desk() {
        const std::string folder = m_request.out + "/desk";
        std::error_code failed;
        fs::create_directories(folder, failed);
        for (const Result<void>& done :
             {m_desk->screenshot(folder + "/login.png"), m_desk->tap("field.account"),
              m_desk->type(m_account), m_desk->tap("field.password"), m_desk->type(m_password),
              m_desk->tap("action.log_in")}) {
            if (!done) {
                return Error{done.error().kind, "desk, log-in", to_string(done.error())};
            }
        }
        return wait_for_desk("action.call_next")
                   ? Result<void>{}
                   : Error{Kind::Unusable, "desk", "the log-in led to no queue"};
    }

    /// Waits until the desk shows a widget.
    bool wait_for_desk(const std::string& id) {
        const auto until = BootClock::now() + kIntakeArrives;
        while (BootClock::now() < until) {
            const Result<codec::AutomationTree> tree = m_desk->tree();
            if (tree && tree->find(id) != nullptr) {
                return true;
            }
            std::this_thread::sleep_for(kLook);
        }
        return false;
    }

    // --- one intake ------------------------------------------------------------------------------
    codec::DemoIntake play(const std::string& tag) {
        codec::DemoIntake intake;
        intake.language = tag;
        const Language& language = *m_catalogue->language(tag);
        intake.right_to_left = language.right_to_left;
        BotTask task{m_form.get(), &language, m_request.out + "/" + tag, german_today()};
        Result<BotRun> run = fill_in(*m_terminal->client, task);
        if (!run) {
            intake.failures.push_back(to_string(run.error()));
            static_cast<void>(
                m_terminal->client->screenshot(m_request.out + "/" + tag + "-stuck.png"));
            static_cast<void>(m_terminal->client->tap("bar.end"));
            static_cast<void>(m_terminal->client->tap("end.confirm"));
            return intake;
        }
        intake.number = run->number;
        intake.screens = run->screens;
        intake.seconds = run->seconds;
        intake.layout_problems = run->layout_problems;
        for (const std::string& problem : run->layout_problems) {
            intake.failures.push_back("layout: " + problem);
        }
        if (const std::optional<QueueEntry> entry = arrived(intake)) {
            open_at_desk(*entry, *run, intake);
        }
        return intake;
    }

    std::optional<QueueEntry> arrived(codec::DemoIntake& intake) {
        std::optional<QueueEntry> found;
        const auto until = BootClock::now() + kIntakeArrives;
        while (!found && BootClock::now() < until) {
            const Result<codec::Listing> listing = m_client->list();
            for (const QueueEntry& entry :
                 listing ? listing->page.entries : std::vector<QueueEntry>{}) {
                if (entry.header.number == intake.number) {
                    found = entry;
                }
            }
            if (!found) {
                std::this_thread::sleep_for(kLook);
            }
        }
        if (!found) {
            intake.failures.push_back("the intake did not arrive in the queue");
        }
        return found;
    }

    void open_at_desk(const QueueEntry& entry, const BotRun& run, codec::DemoIntake& intake) {
        const auto fail = [&](std::string why) {
            intake.failures.push_back("desk: " + std::move(why));
        };
        const std::string folder = m_request.out + "/desk/" + intake.language;
        const std::string row = "queue." + intake.number;
        if (!wait_for_desk(row)) {
            fail("the number does not appear in the live queue");
            return;
        }
        for (const Result<void>& done :
             {m_desk->screenshot(folder + "-queue.png"), m_desk->tap(row),
              m_desk->tap("action.call"), m_desk->tap("action.open"), m_desk->wait()}) {
            if (!done) {
                fail(to_string(done.error()));
                return;
            }
        }
        if (!wait_for_desk("action.close")) {
            fail("the case sheet does not open");
            return;
        }
        static_cast<void>(m_desk->wait());
        static_cast<void>(m_desk->screenshot(folder + "-case.png"));
        compare_with_sheet(run, intake);
        compare_with_envelope(entry.header.id, run, intake);
        for (const char* id : {"action.close", "ask.counselled"}) {
            if (const Result<void> tapped = m_desk->tap(id); !tapped) {
                fail(to_string(tapped.error()));
            }
            static_cast<void>(m_desk->wait());
        }
    }

    /// Every text that was typed stands on the case sheet as it was typed.
    void compare_with_sheet(const BotRun& run, codec::DemoIntake& intake) {
        const Result<codec::AutomationTree> tree = m_desk->tree();
        if (!tree) {
            intake.failures.push_back("desk: " + to_string(tree.error()));
            return;
        }
        bool whole = true;
        for (const auto& [path, answer] : relevant(run).fields) {
            const auto* typed = std::get_if<TextAnswer>(&answer);
            if (typed == nullptr) {
                continue;
            }
            const std::string id = "case." + path.question + "." + std::to_string(path.instance);
            const codec::AutomationNode* node = tree->find(id);
            if (node == nullptr || node->value.find(typed->text.view()) == std::string::npos) {
                intake.failures.push_back(
                    "desk: " + id + (node == nullptr ? " is missing" : " shows something else"));
                whole = false;
            }
        }
        for (const codec::AutomationNode& node : tree->nodes) {
            if (node.overflows || node.missing_glyphs > 0) {
                intake.failures.push_back("layout: desk: " + node.id);
            }
        }
        intake.case_sheet_shown = whole;
    }

    /// Opens the very envelope that the service holds, with the centre's key.
    void compare_with_envelope(const IntakeId& id, const BotRun& run, codec::DemoIntake& intake) {
        const auto fail = [&](const std::string& why) {
            intake.failures.push_back("envelope: " + why);
        };
        const Result<Bytes> envelope = m_client->envelope(id);
        if (!envelope) {
            fail(to_string(envelope.error()));
            return;
        }
        intake.sealed_bytes = static_cast<std::int64_t>(envelope->size());
        Result<std::string> payload = vault::open(*envelope, *m_key);
        if (!payload) {
            fail(to_string(payload.error()));
            return;
        }
        const Result<IntakeContent> content = codec::read_intake(*payload);
        if (!content) {
            fail(to_string(content.error()));
            return;
        }
        const Answers expected = relevant(run);
        intake.answers_entered = static_cast<int>(expected.fields.size());
        intake.answers_opened = static_cast<int>(content->answers.fields.size());
        for (const auto& [path, answer] : expected.fields) {
            const Answer* opened = content->answers.find(path);
            if (opened == nullptr || !(*opened == answer)) {
                fail(path.question + "#" + std::to_string(path.instance) +
                     (opened == nullptr ? " is missing" : " differs from what was entered"));
            }
        }
        for (const auto& [path, answer] : content->answers.fields) {
            if (expected.find(path) == nullptr) {
                fail(path.question + "#" + std::to_string(path.instance) + " was never entered");
            }
        }
        intake.answers_match = expected.fields == content->answers.fields;
        if (content->language != intake.language) {
            fail("its language is " + content->language);
        }
    }

    Answers relevant(const BotRun& run) const {
        Answers answers = run.entered;
        for (const auto& [path, answer] : run.entered.fields) {
            const std::string& repeat = m_form->by_name.at(path.question)->repeat;
            if (!repeat.empty()) {
                answers.repeats[repeat] = std::max(answers.repeats[repeat], path.instance + 1);
            }
        }
        return relevant_answers(*m_form, answers, german_today());
    }

    // --- after -----------------------------------------------------------------------------------
    void finish() {
        const Result<codec::Listing> listing = m_client->list();
        if (!listing) {
            m_summary.failures.push_back("queue: " + to_string(listing.error()));
            return;
        }
        for (codec::DemoIntake& intake : m_summary.intakes) {
            for (const QueueEntry& entry : listing->page.entries) {
                if (!intake.number.empty() && entry.header.number == intake.number) {
                    ++intake.times_in_queue;
                    intake.state_in_queue = std::string(to_string(entry.state));
                }
            }
            if (intake.times_in_queue != 1) {
                intake.failures.push_back("it stands " + std::to_string(intake.times_in_queue) +
                                          " times in the queue");
            }
            if (intake.state_in_queue != "done") {
                intake.failures.push_back("its state in the queue is \"" + intake.state_in_queue +
                                          "\"");
            }
        }
        if (listing->page.entries.size() != m_summary.intakes.size()) {
            m_summary.failures.push_back(
                "the queue holds " + std::to_string(listing->page.entries.size()) +
                " entries for " + std::to_string(m_summary.intakes.size()) + " intakes");
        }
        if (const Result<codec::AutomationStats> stats = m_terminal->client->stats()) {
            m_summary.terminal_start_ms = stats->start_ms;
            m_summary.terminal_resident_bytes = stats->resident_bytes;
        }
        static_cast<void>(m_desk->screenshot(m_request.out + "/desk/end.png"));
    }

    const DemoRun& m_request;
    std::ostream& m_progress;
    std::string m_state, m_url, m_account, m_password;
    std::vector<std::string> m_languages;
    std::optional<text::Catalogue> m_catalogue;
    std::unique_ptr<Questionnaire> m_form;
    std::optional<vault::PrivateKey> m_key;
    codec::DemoSummary m_summary;
    // In the order of starting: the service ends last.
    std::unique_ptr<ChildProcess> m_service;
    std::optional<RunningProgram> m_terminal, m_desk_program;
    AutomationClient* m_desk = nullptr;  ///< of m_desk_program
    std::unique_ptr<sync::DeskClient> m_client;
};

}  // namespace

Result<DemoOutcome> run_demo(const DemoRun& request, std::ostream& progress) {
    return Demo(request, progress).run();
}

}  // namespace lotse::tools
