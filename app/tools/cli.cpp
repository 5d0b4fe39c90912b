// SPDX-License-Identifier: EUPL-1.2
#include "tools/cli.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <istream>
#include <ostream>

#include "base/version.h"
#include "text/layout/layout_tool.h"
#include "tools/centre_commands.h"
#include "tools/change_password.h"
#include "tools/clip_options.h"
#include "tools/conformance.h"
#include "tools/demo.h"
#include "tools/demo_setup.h"
#include "tools/form_commands.h"
#include "tools/key_commands.h"
#include "tools/locale_commands.h"
#include "tools/occupation_commands.h"
#include "tools/recover_commands.h"
#include "tools/seal_commands.h"
#include "tools/slip_command.h"
#include "tools/upgrade_centre.h"
#include "tools/way.h"

namespace lotse::tools {
namespace {

constexpr int kFailed = 1;
constexpr int kUsage = 2;

/// What the command line asks for; set by the command's callback, run after the whole line was
/// understood.
using Work = std::function<int()>;

class CommandLine {
public:
    CommandLine(Console& console, std::ostream& errors) : m_console(console), m_errors(errors) {
        m_app.set_version_flag("--version", "lotse-tool " + version());
        // Not `require_subcommand(1)`: it would hide an unknown option behind "a subcommand is
        // required".
        m_app.require_subcommand(0, 1);
        add_keys();
        add_enrol();
        add_terminal_commands();
        add_display();
        add_account();
        add_centre();
        add_recover();
        add_audit();
        add_outbox();
        add_seal();
        add_layout();
        add_locale();
        add_clips(m_app, m_clips, m_console,
                  [this](CLI::App* command, std::function<Result<void>()> work) {
                      when_chosen(command, std::move(work));
                  });
        add_forms();
        add_occupations();
        add_demo_setup();
        add_demo();
        add_way();
        add_slip();
        add_conformance();
    }

    int run(int argc, const char* const* argv) {
        try {
            m_app.parse(argc, argv);
        } catch (const CLI::ParseError& error) {
            return m_app.exit(error, m_console.out, m_errors) == 0 ? 0 : kUsage;
        }
        if (!m_work) {
            m_errors << "lotse-tool: expected a command; --help lists them\n";
            return kUsage;
        }
        return m_work();
    }

private:
    void when_chosen(CLI::App* command, std::function<Result<void>()> work) {
        command->callback([this, work = std::move(work)] {
            m_work = [this, work] {
                const Result<void> done = work();
                if (!done) {
                    m_errors << "lotse-tool: " << to_string(done.error()) << '\n';
                    return kFailed;
                }
                return 0;
            };
        });
    }

    void add_keys() {
        CLI::App* keys = m_app.add_subcommand("keys", "A centre's key pair");
        keys->require_subcommand(0, 1);
        CLI::App* made = keys->add_subcommand("new", "Make a key pair; prints its password once");
        made->add_option("file", m_new_key.file, "The key file to make")
            ->required()
            ->type_name("FILE");
        made->add_flag("--ask-password", m_new_key.ask_password,
                       "Read the password from standard input");
        when_chosen(made, [this] { return new_key(m_new_key, m_console); });

        CLI::App* shown =
            keys->add_subcommand("fingerprint", "Print a key's fingerprint, to compare");
        shown
            ->add_option("key", m_fingerprint_of,
                         "A key file, or a public key of 64 hexadecimal digits")
            ->required();
        when_chosen(shown, [this] { return show_fingerprint(m_fingerprint_of, m_console); });

        CLI::App* tested =
            keys->add_subcommand("test", "Seal a test intake and open it; reads the password");
        tested->add_option("file", m_test_key.file, "The key file")->required()->type_name("FILE");
        tested
            ->add_option("--recipient", m_test_key.recipient,
                         "Public key that the terminals seal to")
            ->type_name("HEX");
        when_chosen(tested, [this] { return test_key(m_test_key, m_console); });
    }

    void add_enrol() {
        CLI::App* command =
            m_app.add_subcommand("enrol", "Make a terminal's keys and enrolment file");
        command->add_option("--state", m_enrol.state, "The terminal's state folder")
            ->required()
            ->type_name("DIR");
        command->add_option("--centre", m_enrol.centre, "Short name of the centre")->required();
        command->add_option("--terminal", m_enrol.terminal, "Name of the terminal")->required();
        command->add_option("--prefix", m_enrol.prefix, "1 to 3 letters before its queue numbers")
            ->required();
        command
            ->add_option("--recipient", m_enrol.recipients,
                         "Public key to seal to: the centre's, then the recovery key")
            ->required()
            ->type_name("HEX");
        command->add_option("--service", m_enrol.service, "Address of the queue service")
            ->required()
            ->type_name("URL");
        command
            ->add_option("--ca", m_enrol.ca_file,
                         "Certificate authority, relative to the state folder")
            ->capture_default_str()
            ->type_name("FILE");
        command
            ->add_option(
                "--configuration-key", m_enrol.configuration_key,
                "Key that signs configurations, as printed by keys new; without it none is taken")
            ->type_name("HEX");
        command
            ->add_option("--centre-file", m_enrol.centre_file,
                         "desk/centre.toml of the service: by it the terminal knows the centre's "
                         "register of keys; not needed with --account")
            ->type_name("FILE");
        command->add_option("--account", m_enrol.account,
                            "Register the terminal at the running service, too, with this account, "
                            "which lets people in; its password is read");
        command
            ->add_option("--queue", m_enrol.queue,
                         "With --account: in this database instead, while the service is stopped")
            ->type_name("FILE");
        command->add_flag("--ask-pin", m_enrol.ask_pin,
                          "Read the staff menu's PIN from standard input");
        when_chosen(command, [this] { return enrol(m_enrol, m_console); });
    }

    void add_terminal_commands() {
        CLI::App* terminal =
            m_app.add_subcommand("terminal", "Terminals that the queue service knows");
        terminal->require_subcommand(0, 1);
        const auto common = [this](CLI::App* command) {
            CLI::Option* service =
                command->add_option("--service", m_terminal.address.service,
                                    "Address of the running queue service, with --ca …");
            service->type_name("URL");
            command
                ->add_option("--ca", m_terminal.address.ca_file, "The authority of its certificate")
                ->needs(service)
                ->type_name("FILE");
            command
                ->add_option("--queue", m_terminal.queue,
                             "… or its database, while the service is stopped")
                ->excludes(service)
                ->type_name("FILE");
            command->add_option("--centre", m_terminal.centre, "Short name of the centre")
                ->required();
            command->add_option("--terminal", m_terminal.terminal, "Name of the terminal")
                ->required();
            command
                ->add_option("--account", m_terminal.account,
                             "An account that lets people in: it signs; its password is read")
                ->required();
            command
                ->add_option("--service-key", m_terminal.service_key,
                             "The service's key, if it is not keys/service.key beside the "
                             "database's folder")
                ->type_name("FILE");
        };
        CLI::App* added = terminal->add_subcommand("add", "Register an enrolled terminal");
        common(added);
        added->add_option("--public-key", m_terminal.public_key, "As printed by enrol")
            ->required()
            ->type_name("HEX");
        added
            ->add_option("--prefix", m_terminal.prefix,
                         "The letters before its queue numbers, as given to enrol")
            ->required();
        when_chosen(added, [this] { return add_terminal(m_terminal, m_console); });
        CLI::App* revoked =
            terminal->add_subcommand("revoke", "Take nothing from a terminal or display any more");
        common(revoked);
        when_chosen(revoked, [this] { return revoke_terminal(m_terminal, m_console); });
    }

    void add_display() {
        CLI::App* display = m_app.add_subcommand("display", "Call displays in waiting rooms");
        display->require_subcommand(0, 1);
        CLI::App* command = display->add_subcommand(
            "enrol", "Make a display's key and enrolment file, and register it");
        command->add_option("--state", m_display.state, "The display's state folder")
            ->required()
            ->type_name("DIR");
        command->add_option("--centre", m_display.centre, "Short name of the centre")->required();
        command->add_option("--display", m_display.display, "Name of the display")->required();
        command->add_option("--service", m_display.service, "Address of the queue service")
            ->required()
            ->type_name("URL");
        command
            ->add_option("--ca", m_display.ca_file,
                         "Certificate authority, relative to the state folder")
            ->capture_default_str()
            ->type_name("FILE");
        command
            ->add_option("--account", m_display.account,
                         "An account that lets people in: it signs; its password is read")
            ->required();
        command
            ->add_option("--queue", m_display.queue,
                         "In this database instead, while the service is stopped")
            ->type_name("FILE");
        when_chosen(command, [this] { return enrol_display(m_display, m_console); });
    }

    void add_account() {
        CLI::App* account = m_app.add_subcommand("account", "Staff accounts");
        account->require_subcommand(0, 1);
        CLI::App* added =
            account->add_subcommand("add", "Add an account; prints its password once");
        added->add_option("--queue", m_account.queue, "The queue database")
            ->required()
            ->type_name("FILE");
        added->add_option("--centre", m_account.centre, "Short name of the centre")->required();
        added->add_option("--name", m_account.name, "Name to log in with")->required();
        added
            ->add_option("--key", m_account.key_file, "The centre's key file; its password is read")
            ->type_name("FILE");
        added->add_option("--from-account", m_account.from_account,
                          "Or an account that holds the key; its password is read");
        added
            ->add_option("--role", m_account.role,
                         "reception (sees the queue, no answers), counsellor, admin (no cases), "
                         "auditor, or all; without it a new account is a counsellor's, and one "
                         "that is invited anew keeps its rights")
            ->type_name("ROLE");
        added->add_flag_callback(
            "--admin", [this] { m_account.role = "all"; }, "The same as --role all");
        added->add_flag("--ask-password", m_account.ask_password,
                        "Read the new password from standard input, after the other");
        added->add_flag("--invite", m_account.invite,
                        "Print a code for 7 days instead, with which its owner chooses a password; "
                        "also for an account whose password was forgotten");
        added
            ->add_option("--service-key", m_account.service_key,
                         "The service's key, if it is not keys/service.key beside the database's "
                         "folder")
            ->type_name("FILE");
        when_chosen(added, [this] { return tools::add_account(m_account, m_console); });
        add_own_password(*account);
    }

    void add_own_password(CLI::App& account) {
        CLI::App* changed = account.add_subcommand(
            "password", "Change one's own password at the running service; reads the one of now");
        changed->add_option("--service", m_password.service, "Address of the queue service")
            ->required()
            ->type_name("URL");
        changed->add_option("--ca", m_password.ca_file, "The authority of its certificate")
            ->required()
            ->type_name("FILE");
        changed->add_option("--account", m_password.account, "Name to log in with")->required();
        changed->add_flag("--ask-password", m_password.ask_password,
                          "Read the new password from standard input, after the one of now");
        when_chosen(changed, [this] { return change_password(m_password, m_console); });
    }

    void add_centre() {
        CLI::App* centre = m_app.add_subcommand("centre", "A whole centre");
        centre->require_subcommand(0, 1);
        CLI::App* upgraded = centre->add_subcommand(
            "upgrade",
            "Bring a centre of an earlier version to accounts that belong to persons. Stop the "
            "service first. Says what it does, asks for the password of an account or key, and "
            "prints "
            "a code for every account; the queue stays as it is");
        upgraded->add_option("--state", m_upgrade.state, "The service's state folder")
            ->required()
            ->type_name("DIR");
        upgraded
            ->add_option("--queue", m_upgrade.queue,
                         "The queue database, if it is not queue/queue.db in the state folder")
            ->type_name("FILE");
        upgraded
            ->add_option("--key", m_upgrade.key_file, "The centre's key file; its password is read")
            ->type_name("FILE");
        upgraded->add_option("--account", m_upgrade.account,
                             "Or the account whose password is read; without both an admin's");
        when_chosen(upgraded, [this] { return upgrade_centre(m_upgrade, m_console); });
    }

    void add_recover() {
        CLI::App* recover = m_app.add_subcommand(
            "recover", "What the recovery key is for: all passwords are lost, or keys/shred.keys");
        recover->require_subcommand(0, 1);
        const auto key_options = [](CLI::App& command, std::string& centre, std::string& key) {
            command.add_option("--centre", centre, "Short name of the centre")->required();
            command.add_option("--key", key, "The recovery key file; its password is read")
                ->required()
                ->type_name("FILE");
        };
        CLI::App* granted = recover->add_subcommand(
            "grant",
            "Give an account the versions of the centre's key that were sealed to the recovery "
            "key; the service is stopped");
        granted->add_option("--queue", m_recover_grant.queue, "The queue database")
            ->required()
            ->type_name("FILE");
        key_options(*granted, m_recover_grant.centre, m_recover_grant.key_file);
        granted->add_option("--to", m_recover_grant.account, "An account that reads")->required();
        granted->add_flag("--invite", m_recover_grant.invite,
                          "Its password is lost, too: print a code for 7 days, with which its "
                          "owner chooses another");
        granted
            ->add_option("--service-key", m_recover_grant.service_key,
                         "The service's key, if it is not keys/service.key beside the database's "
                         "folder")
            ->type_name("FILE");
        when_chosen(granted, [this] { return recover_grant(m_recover_grant, m_console); });

        CLI::App* exported = recover->add_subcommand(
            "export",
            "Open the intakes themselves, each into a file: where no version was sealed to the "
            "recovery key, or nobody goes on");
        exported
            ->add_option("--queue", m_recover_export.queue,
                         "The database of a service that is stopped")
            ->type_name("FILE");
        exported
            ->add_option("--backup", m_recover_export.backup,
                         "Or a backup, which stays as it is; needs no key of the service")
            ->type_name("DIR");
        key_options(*exported, m_recover_export.centre, m_recover_export.key_file);
        exported
            ->add_option("--out", m_recover_export.out, "A new folder, readable for its owner only")
            ->required()
            ->type_name("DIR");
        exported
            ->add_option("--service-key", m_recover_export.service_key,
                         "With --queue: the service's key, if it is not keys/service.key beside "
                         "the database's folder")
            ->type_name("FILE");
        when_chosen(exported, [this] { return recover_export(m_recover_export, m_console); });
    }

    void add_audit() {
        CLI::App* audit = m_app.add_subcommand("audit", "What staff and tools did");
        audit->require_subcommand(0, 1);
        CLI::App* verified =
            audit->add_subcommand("verify", "Check that no row was changed or removed");
        verified->add_option("--queue", m_audited, "The queue database")
            ->required()
            ->type_name("FILE");
        when_chosen(verified, [this] { return verify_audit(m_audited, m_console); });
    }

    void add_outbox() {
        CLI::App* outbox = m_app.add_subcommand("outbox", "What a terminal has not delivered yet");
        outbox->require_subcommand(0, 1);
        CLI::App* counted =
            outbox->add_subcommand("count", "Count the intakes of a terminal that is stopped");
        counted->add_option("--state", m_counted, "The terminal's state folder")
            ->required()
            ->type_name("DIR");
        when_chosen(counted, [this] { return count_outbox(m_counted, m_console); });
    }

    void add_seal() {
        CLI::App* sealed = m_app.add_subcommand("seal", "Seal a file as a terminal does");
        sealed->add_option("file", m_seal.in, "What to seal; - is standard input")->required();
        sealed->add_option("--state", m_seal.state, "An enrolled terminal's state folder")
            ->required()
            ->type_name("DIR");
        sealed->add_option("--out", m_seal.out, "The envelope; - is standard output")
            ->capture_default_str();
        sealed->add_option("--number", m_seal.number, "Queue number")->capture_default_str();
        sealed->add_option("--language", m_seal.language, "Language of counselling")
            ->capture_default_str();
        sealed->add_option("--questionnaire", m_seal.questionnaire, "Name of the questionnaire");
        when_chosen(sealed, [this] { return seal_file(m_seal, m_console); });

        CLI::App* opened =
            m_app.add_subcommand("open", "Open an envelope; reads the key's password");
        opened->add_option("file", m_open.in, "The envelope")->required()->type_name("FILE");
        opened->add_option("--key", m_open.key_file, "The centre's or the recovery key file")
            ->required()
            ->type_name("FILE");
        opened
            ->add_option("--terminal-key", m_open.terminal_key,
                         "Refuse what this terminal did not sign")
            ->type_name("HEX");
        opened->add_option("--out", m_open.out, "The content; - is standard output")
            ->capture_default_str();
        when_chosen(opened, [this] { return open_file(m_open, m_console); });
    }

    void add_layout() {
        CLI::App* command =
            m_app.add_subcommand("layout", "Lay out rows of text and print the result as JSON");
        command->add_option("--fonts", m_fonts, "Folder of the font files")
            ->required()
            ->type_name("DIR");
        command->add_option("--png", m_pictures, "Write a picture of every row into this folder")
            ->type_name("DIR");
        command->callback([this] {
            m_work = [this] {
                return text::run_layout_tool(
                    m_fonts, m_pictures.empty() ? std::nullopt : std::optional(m_pictures),
                    m_console.in, m_console.out, m_errors);
            };
        });
    }

    void add_locale() {
        CLI::App* locale = m_app.add_subcommand("locale", "Language folders");
        locale->require_subcommand(0, 1);
        CLI::App* linted =
            locale->add_subcommand("lint", "Check texts, keyboards, fonts and settings");
        linted->add_option("--locales", m_lint.locales, "The folder of language folders")
            ->required()
            ->type_name("DIR");
        linted->add_flag("--json", m_lint.json, "Print a JSON array");
        when_chosen(linted, [this] { return tools::lint_locales(m_lint, m_console); });

        CLI::App* status = locale->add_subcommand("status", "How far each language is");
        status->add_option("--locales", m_status.locales, "The folder of language folders")
            ->required()
            ->type_name("DIR");
        status->add_flag("--json", m_status.json, "Print a JSON array");
        when_chosen(status, [this] { return tools::locale_status(m_status, m_console); });
        add_exchange(*locale);
    }

    void add_exchange(CLI::App& locale) {
        CLI::App* out =
            locale.add_subcommand("export", "Write the texts of a language for translators");
        out->add_option("--locales", m_export.locales, "The folder of language folders")
            ->required()
            ->type_name("DIR");
        out->add_option("--language", m_export.language, "Its tag, e.g. uk")
            ->required()
            ->type_name("TAG");
        out->add_option("--format", m_export.format, "json (Weblate, Crowdin), xliff (1.2) or xlsx")
            ->required();
        out->add_option("--out", m_export.out, "A new file; - is standard output")
            ->capture_default_str()
            ->type_name("FILE");
        out->add_option("--only", m_export.only,
                        "all, missing or stale (the German text changed since)")
            ->capture_default_str();
        when_chosen(out, [this] { return export_texts(m_export, m_console); });

        CLI::App* in = locale.add_subcommand("import", "Take the texts that translators hand back");
        in->add_option("file", m_import.file, "A .json, .xliff, .xlf or .xlsx file")
            ->required()
            ->type_name("FILE");
        in->add_option("--locales", m_import.locales, "The folder of language folders")
            ->required()
            ->type_name("DIR");
        in->add_option("--language", m_import.language,
                       "Its tag, if neither the file nor its name says so")
            ->type_name("TAG");
        in->add_option("--german", m_import.german,
                       "json: the German export that the translators worked from")
            ->type_name("FILE");
        in->add_flag("--made-from-current", m_import.made_from_current,
                     "What does not carry its German text was made from the German of now")
            ->excludes("--german");
        in->add_flag("--anyway", m_import.anyway,
                     "Take what can be taken of a file that looks wrong");
        in->add_flag("--dry-run", m_import.dry_run, "Only list what would change");
        in->add_flag("--json", m_import.json, "Print a JSON object");
        when_chosen(in, [this] { return import_texts(m_import, m_console); });

        CLI::App* accepted = locale.add_subcommand(
            "accept", "Record that the texts say what the German ones say now");
        accepted->add_option("--locales", m_accept.locales, "The folder of language folders")
            ->required()
            ->type_name("DIR");
        accepted
            ->add_option("--language", m_accept.languages,
                         "Its tag; more than one may be given; none: all")
            ->type_name("TAG");
        accepted->add_option("--id", m_accept.ids, "A text; more than one may be given; none: all")
            ->type_name("ID");
        when_chosen(accepted, [this] { return accept_texts(m_accept, m_console); });
    }

    void add_forms() {
        CLI::App* xlsform =
            m_app.add_subcommand("xlsform", "Questionnaires as XLSForm spreadsheets");
        xlsform->require_subcommand(0, 1);
        CLI::App* in = xlsform->add_subcommand(
            "import", "Make a questionnaire and its texts from a spreadsheet");
        in->add_option("file", m_import_form.file, "The .xlsx file")->required()->type_name("FILE");
        in->add_option("--name", m_import_form.name, "Name of the questionnaire")->required();
        in->add_option("--language", m_import_form.languages,
                       "Language of a column, e.g. Dari=fa-AF; default=TAG for columns without one")
            ->type_name("NAME=TAG");
        in->add_option("--out", m_import_form.out, "Receives questionnaires/ and locales/")
            ->capture_default_str()
            ->type_name("DIR");
        in->add_option("--locales", m_import_form.locales,
                       "Folder of the language folders, for the words of or_other and yes_no")
            ->capture_default_str()
            ->type_name("DIR");
        in->add_flag("--replace", m_import_form.replace, "Write over files that are there");
        in->add_flag("--accept-lost-conditions", m_import_form.accept_lost_conditions,
                     "Import although conditions that decide who is asked cannot take effect");
        in->add_flag("--json", m_import_form.json, "Print the report as JSON");
        when_chosen(in, [this] { return import_form(m_import_form, m_console); });

        CLI::App* out = xlsform->add_subcommand(
            "export", "Write a questionnaire in all languages as a spreadsheet");
        out->add_option("name", m_export_form.name, "Name of the questionnaire")->required();
        out->add_option("--out", m_export_form.out, "A new .xlsx file; - is standard output")
            ->required()
            ->type_name("FILE");
        out->add_option("--questionnaires", m_export_form.questionnaires,
                        "Folder of the definitions")
            ->capture_default_str()
            ->type_name("DIR");
        out->add_option("--locales", m_export_form.locales, "Folder of the language folders")
            ->capture_default_str()
            ->type_name("DIR");
        when_chosen(out, [this] { return export_form(m_export_form, m_console); });

        CLI::App* expression = m_app.add_subcommand("expression", "Expressions of questionnaires");
        expression->require_subcommand(0, 1);
        CLI::App* evaluated = expression->add_subcommand(
            "eval", "Evaluate lines {\"expr\": …, \"values\": {…}, \"this\": …}");
        evaluated
            ->add_option("--timezone", m_evaluate.zone,
                         "Where the clock stands, e.g. America/Phoenix; days then count from "
                         "1970-01-01T00:00Z, as in ODK Web Forms. Without it: Europe/Berlin and "
                         "whole days, as a kiosk and ODK Collect count")
            ->type_name("ZONE");
        when_chosen(evaluated, [this] { return evaluate_expressions(m_evaluate, m_console); });
    }

    void add_occupations() {
        CLI::App* occupations =
            m_app.add_subcommand("occupations", "A centre's own occupations, and names from ESCO");
        occupations->require_subcommand(0, 1);
        const auto folder = [](CLI::App* command, std::string& shipped) {
            command->add_option("--shipped", shipped, "Folder of the shipped table")
                ->capture_default_str()
                ->type_name("DIR");
        };
        CLI::App* in = occupations->add_subcommand(
            "import", "Check a table and put it into the centre's folder");
        in->add_option("file", m_import_occupations.file,
                       "Table (.tsv or .csv), or ESCO's names with confirmed rows")
            ->required()
            ->type_name("FILE");
        in->add_option("--to", m_import_occupations.to,
                       "The centre's folder, questionnaires.occupations in kiosk.toml")
            ->required()
            ->type_name("DIR");
        in->add_option("--language", m_import_occupations.language,
                       "The file has ESCO's names in this language")
            ->type_name("TAG");
        in->add_flag("--replace", m_import_occupations.replace, "Write over a file that is there");
        folder(in, m_import_occupations.shipped);
        when_chosen(in, [this] { return import_occupations(m_import_occupations, m_console); });

        CLI::App* esco = occupations->add_subcommand(
            "esco", "Propose names of ESCO's CSV files, for a person to confirm");
        esco->add_option("--match", m_esco.match, "occupations_de.csv or occupations_en.csv")
            ->required()
            ->type_name("FILE");
        esco->add_option("--names", m_esco.names, "The CSV file in the language that is wanted")
            ->required()
            ->type_name("FILE");
        esco->add_option("--out", m_esco.out, "A new file; - is standard output")
            ->required()
            ->type_name("FILE");
        esco->add_option("--own", m_esco.own, "The centre's folder")->type_name("DIR");
        folder(esco, m_esco.shipped);
        when_chosen(esco, [this] { return propose_esco(m_esco, m_console); });
    }

    void add_demo_setup() {
        CLI::App* command =
            m_app.add_subcommand("demo-setup", "Make everything that a demo centre needs");
        command->add_option("--state", m_demo.state, "The folder to make it in")
            ->required()
            ->type_name("DIR");
        command->add_option("--service", m_demo.service, "Address of the queue service")
            ->capture_default_str()
            ->type_name("URL");
        when_chosen(command, [this]() -> Result<void> {
            const auto announce = [this](const DemoSecrets& secrets) {
                m_console.out << "A demo centre was made in " << m_demo.state
                              << ".\n  Staff account:      " << m_demo.account
                              << "\n  Password:           " << secrets.password
                              << "\n  PIN of the terminal's staff menu: " << secrets.pin
                              << "\n  Password of the recovery key:     "
                              << secrets.recovery_password
                              << "\n  Fingerprint of the centre key:    " << secrets.fingerprint
                              << "\nPasswords and PIN are shown only now. Write them down."
                              << std::endl;
            };
            const Result<std::optional<DemoSecrets>> made = set_up_demo(m_demo, announce);
            if (!made) {
                return made.error();
            }
            if (!*made) {
                m_console.out << "The demo centre in " << m_demo.state
                              << " is ready; account: " << m_demo.account
                              << ", its password was shown when the centre was made.\n";
            }
            return {};
        });
    }

    void add_demo() {
        CLI::App* command =
            m_app.add_subcommand("demo", "Play complete intakes without a person and check them");
        command->add_option("--bin", m_demo_run.bin, "Folder of the programs")
            ->required()
            ->type_name("DIR");
        command->add_option("--out", m_demo_run.out, "Where pictures and summary.json go")
            ->required()
            ->type_name("DIR");
        command
            ->add_option("--data", m_demo_run.data,
                         "Folder that holds locales, assets and kiosk-config")
            ->capture_default_str()
            ->type_name("DIR");
        command->add_option("--questionnaire", m_demo_run.questionnaire, "Which one is filled in")
            ->capture_default_str();
        command->add_option("--languages", m_demo_run.languages, "Only these, e.g. de,ar")
            ->delimiter(',');
        command->add_option("--window", m_demo_run.window, "Size of the terminal's window")
            ->capture_default_str();
        when_chosen(command, [this]() -> Result<void> {
            const Result<DemoOutcome> outcome = run_demo(m_demo_run, m_console.out);
            if (!outcome) {
                return outcome.error();
            }
            if (!outcome->passed) {
                return Error{Kind::Refused, m_demo_run.out + "/summary.json",
                             "not every intake passed"};
            }
            return {};
        });
    }

    void add_way() {
        CLI::App* command = m_app.add_subcommand(
            "way", "Measure how much a client reads, taps and types until the number");
        command->add_option("--language", m_way.language, "Tag of the language, e.g. ar")
            ->capture_default_str();
        command->add_option("--bin", m_way.bin, "Folder of the programs; without it, this one's")
            ->type_name("DIR");
        command
            ->add_option("--data", m_way.data, "Folder that holds locales, assets and kiosk-config")
            ->capture_default_str()
            ->type_name("DIR");
        command->add_option("--window", m_way.window, "Size of the terminal's window")
            ->capture_default_str();
        command->add_flag("--json", m_way.json, "One line of JSON");
        command->add_flag("--screens", m_way.screens, "The words of each screen, too");
        when_chosen(command, [this]() -> Result<void> {
            if (m_way.bin.empty()) {
                m_way.bin = program_folder();
            }
            return measure_way(m_way, m_console.out);
        });
    }

    void add_slip() {
        CLI::App* command = m_app.add_subcommand("slip", "Make a ticket as a terminal prints it");
        command->add_option("--language", m_slip.language, "Tag of the language, e.g. ar")
            ->required();
        command->add_option("--number", m_slip.number, "The queue number, e.g. A017")->required();
        command->add_option("--width", m_slip.width_mm, "Of the roll in millimetres: 58 or 80")
            ->capture_default_str()
            ->type_name("MM");
        command->add_option("--institution", m_slip.institution, "Name of the centre")
            ->capture_default_str();
        command
            ->add_option("--to", m_slip.out,
                         "A new file: .png, .pdf, or .escpos for a receipt printer")
            ->required()
            ->type_name("FILE");
        command->add_option("--data", m_slip.data, "Folder that holds locales and kiosk-config")
            ->capture_default_str()
            ->type_name("DIR");
        when_chosen(command, [this] { return make_slip_file(m_slip, m_console); });
    }

    void add_conformance() {
        CLI::App* command = m_app.add_subcommand(
            "conformance", "Write what runs of the checks show of EN 301 549, clause by clause");
        command
            ->add_option("--run", m_conformance.runs,
                         "Counts that the tests wrote; several are added up")
            ->required()
            ->type_name("FILE");
        command->add_option("--out", m_conformance.out, "A new file; - is standard output")
            ->required()
            ->type_name("FILE");
        command
            ->add_option("--data", m_conformance.data,
                         "Folder that holds locales, assets and kiosk-config")
            ->capture_default_str()
            ->type_name("DIR");
        when_chosen(command, [this] { return report_conformance(m_conformance, m_console); });
    }

    CLI::App m_app{"Set-up and care of a Lotse counselling centre.", "lotse-tool"};
    Console& m_console;
    std::ostream& m_errors;
    Work m_work;
    NewKey m_new_key;
    std::string m_fingerprint_of;
    TestKey m_test_key;
    Enrol m_enrol;
    TerminalChange m_terminal;
    EnrolDisplay m_display;
    AddAccount m_account;
    UpgradeCentre m_upgrade;
    ChangePassword m_password;
    std::string m_audited, m_counted;
    LintLocales m_lint;
    LocaleStatus m_status;
    ExportTexts m_export;
    ImportTexts m_import;
    AcceptTexts m_accept;
    ClipOptions m_clips;
    SealFile m_seal;
    OpenFile m_open;
    std::string m_fonts, m_pictures;
    ImportForm m_import_form;
    ImportOccupations m_import_occupations;
    ProposeEscoNames m_esco;
    ExportForm m_export_form;
    EvaluateExpressions m_evaluate;
    DemoOptions m_demo;
    DemoRun m_demo_run;
    RecoverGrant m_recover_grant;
    RecoverExport m_recover_export;
    SlipRequest m_slip;
    WayRequest m_way;
    ConformanceRequest m_conformance;
};

}  // namespace

int run(int argc, const char* const* argv, std::istream& in, std::ostream& out,
        std::ostream& errors) {
    Console console{in, out};
    CommandLine line(console, errors);
    return line.run(argc, argv);
}

}  // namespace lotse::tools
