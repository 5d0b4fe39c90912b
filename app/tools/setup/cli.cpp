// SPDX-License-Identifier: EUPL-1.2
#include "tools/setup/cli.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <ostream>

#include "base/version.h"
#include "core/limits.h"
#include "tools/setup/centre.h"
#include "tools/setup/check.h"
#include "tools/setup/folder.h"
#include "tools/setup/services.h"
#include "tools/setup/terminal.h"

namespace lotse::tools::setup {
namespace {

constexpr int kFailed = 1;
constexpr int kUsage = 2;

/// Options over a file of answers over questions.
template <class Value>
void prefer(std::optional<Value>& answer, const std::optional<Value>& option) {
    if (option) {
        answer = option;
    }
}

/// One spelling for one folder: absolute, without a slash at the end.
void tidy(std::string& folder) {
    if (folder.empty()) {
        return;
    }
    std::error_code failed;
    const std::filesystem::path whole =
        std::filesystem::absolute(folder, failed).lexically_normal();
    if (!failed) {
        folder = (whole.has_filename() ? whole : whole.parent_path()).string();
    }
}

class CommandLine {
public:
    explicit CommandLine(const Surroundings& surroundings)
        : m_around(surroundings), m_console{surroundings.in, surroundings.out} {
        m_app.set_version_flag("--version", "lotse-setup " + version());
        m_app.require_subcommand(0, 1);
        m_app
            .add_option("--lang", m_language,
                        "de or en; without it the language of the environment")
            ->check(CLI::IsMember({"de", "en"}));
        m_app.fallthrough();
        m_app.add_flag("-y,--yes,--no-questions", m_silent,
                       "Ask nothing: options, answers and proposals hold");
        add_centre();
        add_terminal_file();
        add_qr();
        add_terminal();
        add_check();
    }

    int run(int argc, const char* const* argv) {
        try {
            m_app.parse(argc, argv);
        } catch (const CLI::ParseError& error) {
            return m_app.exit(error, m_around.out, m_around.errors) == 0 ? 0 : kUsage;
        }
        for (std::string* folder : {&m_centre.state, &m_file.state, &m_terminal.state,
                                    &m_check.state, &m_check.terminal}) {
            tidy(*folder);
        }
        Dialogue dialogue(m_console, tongue_of(m_language.empty() ? m_around.locale : m_language),
                          !m_silent);
        if (!m_work && m_silent) {
            m_around.errors << "lotse-setup: expected a command; --help lists them\n";
            return kUsage;
        }
        Result<void> done = look_at_files(dialogue);
        if (done) {
            done = m_work ? m_work(dialogue) : menu(dialogue);
        }
        if (!done) {
            m_around.errors << "lotse-setup: " << dialogue.told(done.error()) << '\n';
            return kFailed;
        }
        return 0;
    }

private:
    using Work = std::function<Result<void>(Dialogue&)>;

    /// Before anybody has answered a question.
    Result<void> look_at_files(const Dialogue& dialogue) const {
        const std::string& from = m_terminal.from;
        for (const std::string& file :
             {m_answers_file, m_qr_of, from == "-" ? std::string() : from, m_check.ca}) {
            if (Result<void> read = can_be_read(file, dialogue); !read) {
                return read;
            }
        }
        for (const std::string& file : {m_file.secrets, m_file.out, m_file.png, m_qr_png}) {
            if (Result<void> made = can_be_made(file, dialogue); !made) {
                return made;
            }
        }
        return {};
    }

    void when_chosen(CLI::App* command, Work work) {
        command->callback([this, work = std::move(work)] { m_work = work; });
    }

    void add_centre() {
        CLI::App* made = m_app.add_subcommand("centre", "On the service's machine: make a centre");
        made->add_option("--state", m_centre.state, "The service's state folder")
            ->capture_default_str()
            ->type_name("DIR");
        made->add_option(
                "--answers", m_answers_file,
                "Answers in TOML: [centre] name, id; [service] host, port, listen; [certificate] "
                "file, private_key, authority; [accounts] admin, others; [terminals] names")
            ->type_name("FILE");
        made->add_option("--name", m_answers.name, "Name of the centre, for people");
        made->add_option("--id", m_answers.centre,
                         "Its short name: Latin letters, digits, '.', '_', '-'");
        made->add_option("--host", m_answers.host,
                         "Name or address by which terminals and desks reach the service");
        made->add_option("--port", m_answers.port, "… and its port");
        made->add_option("--listen", m_answers.listen,
                         "Address of this machine that the service listens on");
        made->add_flag("--own-authority", m_centre.own_authority, "Make the certificates here");
        made->add_option("--certificate", m_answers.certificate,
                         "Or: a given certificate with its chain, PEM")
            ->type_name("FILE");
        made->add_option("--private-key", m_answers.private_key,
                         "… its key, PEM, not under a password")
            ->type_name("FILE");
        made->add_option("--authority", m_answers.authority,
                         "… and the authority that terminals will trust, PEM")
            ->type_name("FILE");
        made->add_option("--admin", m_answers.admin, "Account that may administer the centre");
        made->add_option("--account", m_accounts, "Another account; may be repeated");
        made->add_flag("--no-accounts", m_no_accounts, "Only the admin's account")
            ->excludes("--account");
        made->add_option("--terminal", m_terminals, "Terminal to enrol at once; may be repeated");
        made->add_flag("--no-terminals", m_no_terminals, "Enrol no terminal now")
            ->excludes("--terminal");
        made->add_option("--owner", m_centre.owner, "User that the service runs as")
            ->type_name("USER");
        made->add_option("--secrets", m_centre.secrets,
                         "Also write passwords, PINs and codes into this new file (TOML, 0600)")
            ->type_name("FILE");
        made->add_option("--config", m_config,
                         "The service's settings, where the address to listen on is written")
            ->type_name("FILE");
        when_chosen(made, [this](Dialogue& dialogue) { return centre(dialogue); });
    }

    void add_terminal_file() {
        CLI::App* made = m_app.add_subcommand(
            "terminal-file", "On the service's machine: enrol a terminal with a file or a QR code");
        made->add_option("--state", m_file.state, "The service's state folder")
            ->capture_default_str()
            ->type_name("DIR");
        made->add_option("--name", m_file.name, "Name of the terminal");
        made->add_option("--prefix", m_file.prefix, "1 to 3 letters before its queue numbers");
        made->add_option("--account", m_file.account,
                         "An account that lets people in: it signs; its password is read");
        made->add_option("--out", m_file.out, "The file to make, for instance on a USB stick")
            ->type_name("FILE");
        made->add_option("--png", m_file.png, "Also its QR code as a picture")->type_name("FILE");
        made->add_flag("--qr", m_file.qr, "Also its QR code as text");
        made->add_option("--secrets", m_file.secrets,
                         "Also write PIN and code into this new file (TOML, 0600)")
            ->type_name("FILE");
        when_chosen(made, [this](Dialogue& dialogue) {
            return terminal_file(m_file, dialogue, m_around.costs);
        });
    }

    void add_qr() {
        CLI::App* shown = m_app.add_subcommand("qr", "Show a terminal's file as a QR code");
        shown->add_option("file", m_qr_of, "As made by centre or terminal-file")
            ->required()
            ->type_name("FILE");
        shown->add_option("--png", m_qr_png, "As a picture instead of text")->type_name("FILE");
        when_chosen(shown,
                    [this](Dialogue& dialogue) { return show_qr(m_qr_of, m_qr_png, dialogue); });
    }

    void add_terminal() {
        CLI::App* made = m_app.add_subcommand(
            "terminal", "At the terminal: take the file or the QR code's text; test the line");
        made->add_option("--state", m_terminal.state, "The terminal's state folder")
            ->capture_default_str()
            ->type_name("DIR");
        made->add_option(
                "--from", m_terminal.from,
                "The file; - is standard input. Its code is read from there, too, on the next line")
            ->type_name("FILE");
        made->add_option("--owner", m_terminal.owner, "User that the terminal runs as")
            ->type_name("USER");
        made->add_flag("!--no-test", m_terminal.test, "Send no test intake");
        when_chosen(made, [this](Dialogue& dialogue) {
            return set_up_terminal(m_terminal, dialogue, m_around.interruption);
        });
    }

    void add_check() {
        CLI::App* made = m_app.add_subcommand(
            "check", "Open the terminals' test intakes at the running service, and remove them");
        made->add_option("--state", m_check.state, "The service's state folder")
            ->capture_default_str()
            ->type_name("DIR");
        made->add_option("--service", m_check.service, "Address of the service, from elsewhere")
            ->type_name("URL");
        made->add_option("--ca", m_check.ca, "… and the authority of its certificate")
            ->type_name("FILE");
        made->add_option("--account", m_check.account,
                         "Account; its password is read from standard input");
        made->add_option("--terminal", m_check.terminal,
                         "State folder of a terminal on this machine that sends one first")
            ->type_name("DIR");
        when_chosen(
            made, [this](Dialogue& dialogue) { return check(m_check, dialogue, m_around.costs); });
    }

    Result<void> centre(Dialogue& dialogue) {
        if (!m_answers_file.empty()) {
            const Result<std::string> text =
                read_file(m_answers_file, limits::kLargestSettingsBytes);
            if (!text) {
                return text.error();
            }
            const Result<codec::SetupAnswers> answers =
                codec::read_setup_answers(*text, m_answers_file);
            if (!answers) {
                return answers.error();
            }
            m_centre.answers = *answers;
        }
        codec::SetupAnswers& answers = m_centre.answers;
        prefer(answers.name, m_answers.name);
        prefer(answers.centre, m_answers.centre);
        prefer(answers.host, m_answers.host);
        prefer(answers.port, m_answers.port);
        prefer(answers.listen, m_answers.listen);
        prefer(answers.certificate, m_answers.certificate);
        prefer(answers.private_key, m_answers.private_key);
        prefer(answers.authority, m_answers.authority);
        prefer(answers.admin, m_answers.admin);
        if (m_no_accounts || !m_accounts.empty()) {
            answers.accounts = m_accounts;
        }
        if (m_no_terminals || !m_terminals.empty()) {
            answers.terminals = m_terminals;
        }
        std::error_code failed;
        m_centre.config =
            !m_config.empty() ? m_config
            : m_centre.state == kCentreState && std::filesystem::exists(kQueueConfig, failed)
                ? kQueueConfig
                : "";
        return set_up_centre(m_centre, dialogue, m_around.interruption, m_around.costs);
    }

    /// For whoever starts it without a word.
    Result<void> menu(Dialogue& dialogue) {
        for (const Text line : {Text::Menu, Text::MenuCentre, Text::MenuTerminalFile,
                                Text::MenuTerminal, Text::MenuCheck}) {
            dialogue.tell(line);
        }
        std::error_code failed;
        const bool made = std::filesystem::exists(m_centre.state + "/setup.toml", failed);
        const Result<std::string> chosen = dialogue.ask(
            Text::MenuExpected, "centre, terminal-file, terminal, check", std::nullopt,
            made ? "2" : "1", [&](const std::string& answer) -> std::optional<std::string> {
                return answer.size() == 1 && answer[0] >= '1' && answer[0] <= '4'
                           ? std::nullopt
                           : std::optional(dialogue.words(Text::MenuExpected));
            });
        if (!chosen) {
            return chosen.error();
        }
        switch ((*chosen)[0]) {
            case '1':
                return centre(dialogue);
            case '2':
                return terminal_file(m_file, dialogue, m_around.costs);
            case '3':
                return set_up_terminal(m_terminal, dialogue, m_around.interruption);
            default:
                return check(m_check, dialogue, m_around.costs);
        }
    }

    CLI::App m_app{
        "First set-up of a Lotse centre and its terminals. Without a command it asks what to do.",
        "lotse-setup"};
    const Surroundings& m_around;
    Console m_console;
    Work m_work;
    std::string m_language;
    bool m_silent = false;
    std::string m_answers_file, m_config;
    codec::SetupAnswers m_answers;
    std::vector<std::string> m_accounts, m_terminals;
    bool m_no_accounts = false, m_no_terminals = false;
    CentreRequest m_centre{kCentreState, {}, false, "", "", ""};
    TerminalFileRequest m_file{kCentreState, "", "", "", "", "", "", false};
    std::string m_qr_of, m_qr_png;
    TerminalRequest m_terminal{kTerminalState, "", "", true};
    CheckRequest m_check{kCentreState, "", "", "", ""};
};

}  // namespace

int run(int argc, const char* const* argv, const Surroundings& surroundings) {
    CommandLine line(surroundings);
    return line.run(argc, argv);
}

}  // namespace lotse::tools::setup
