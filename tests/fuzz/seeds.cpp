// SPDX-License-Identifier: EUPL-1.2
/// Writes the inputs that the fuzzers begin with, FOLDER/<target>/…, from the repository's own
/// files and from what the program itself writes: fuzz_seeds FOLDER
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "codec/files.h"
#include "codec/forms/configuration_json.h"
#include "codec/settings/kiosk_config.h"
#include "codec/settings/setup_files.h"
#include "codec/settings/terminal_file.h"
#include "codec/translation/language_json.h"
#include "codec/translation/translation_file.h"
#include "codec/wire/automation.h"
#include "codec/wire/bundle.h"
#include "codec/wire/configuration_wire.h"
#include "codec/wire/help_wire.h"
#include "codec/wire/intake_json.h"
#include "codec/wire/keys_wire.h"
#include "codec/wire/staff_wire.h"
#include "codec/wire/wire.h"
#include "support/sample_configuration.h"
#include "support/sample_intakes.h"
#include "support/sample_register.h"
#include "vault/keys.h"

namespace {

using namespace lotse;
using namespace lotse::codec;
namespace fs = std::filesystem;

/// Longer ones make every step of the fuzzer slow and find nothing more.
constexpr std::size_t kLongestSeed = 6000;

class Seeds {
public:
    explicit Seeds(fs::path folder) : m_folder(std::move(folder)) {}

    void add(const std::string& target, const std::string& bytes) {
        if (bytes.size() > kLongestSeed) {
            return;
        }
        const fs::path folder = m_folder / target;
        fs::create_directories(folder);
        std::ofstream(folder / ("seed-" + std::to_string(m_next++)), std::ios::binary) << bytes;
    }
    /// The targets whose first byte chooses.
    void add(const std::string& target, int choice, const std::string& bytes) {
        add(target, std::string(1, static_cast<char>(choice)) + bytes);
    }
    int count() const { return m_next; }

private:
    fs::path m_folder;
    int m_next = 0;
};

std::string file(const fs::path& path) {
    const auto text = codec::read_file(path.string(), 16 * 1024 * 1024);
    if (!text) {
        std::fprintf(stderr, "%s\n", to_string(text.error()).c_str());
        std::exit(1);
    }
    return *text;
}

/// In the order of their names.
std::vector<fs::path> files_below(const fs::path& folder, const std::string& ends_with) {
    std::vector<fs::path> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path().string().ends_with(ends_with)) {
            out.push_back(entry.path());
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

IntakeContent intake() {
    IntakeContent out;
    out.questionnaire = "anerkennung";
    out.language = "uk";
    out.answers.fields[{"family_name", 0}] = TextAnswer{SecretText("Шевченко")};
    out.answers.fields[{"goal", 0}] = ChoiceAnswer{{"own_occupation", "other"}};
    return out;
}

void add_configuration(Seeds& seeds) {
    codec::Bundle bundle;
    bundle.json = codec::write_configuration(support::sample_configuration());
    seeds.add("configuration", bundle.json);
    seeds.add("configuration", codec::join_bundle(bundle));
    seeds.add("configuration", codec::write_configuration({}));
}

void add_wire(Seeds& seeds) {
    QueueEntry entry;
    entry.header = support::sample_header(1);
    codec::Listing listing;
    listing.centre = "demo";
    listing.day = "2026-11-22";
    listing.revision = 3;
    listing.page.entries = {entry, entry};
    codec::ConfigurationList list;
    list.published = {{7, {}, "anna", "Note", "terminal-1"}};
    list.reports = {{"terminal-1", 6, 7, "texts, pl, a: is empty", "0.1.0", {}, 0}};
    codec::Session session;
    session.token = "t";
    session.centre = "demo";
    session.account = "anna";
    session.wrapped = Bytes(77, 7);
    const SecretText proof(codec::to_base64(Bytes(32, 9)));
    const std::vector<Grant> grants = {{"version", "0", Bytes(80, 1)}};
    codec::Health health;
    health.version = "0.1.0";
    const std::vector<std::string> messages = {
        codec::write_receipt({}),
        codec::write_problem({Kind::Refused, "intake", "is known"}),
        codec::write_entry(entry),
        codec::write_listing(listing),
        codec::write_action({QueueAction::Call, 3}),
        codec::write_log_in({"anna", proof}),
        codec::write_session(session),
        codec::write_change({"demo", 4}),
        codec::write_health(health),
        codec::write_report({"demo", list.reports.front()}),
        codec::write_signed_report({"{}", Bytes(64, 1)}),
        codec::write_wrong_time(WallTime{}),
        codec::write_configurations(list),
        codec::write_intake(intake()),
        codec::to_base64(Bytes(30, 200)),
        to_hex(Digest{}),
        codec::write_log_in_start("anna"),
        codec::write_log_in_terms({"demo", Bytes(16, 3), {}}),
        codec::write_centre({"demo", grants, "lotse-signed 1 keys\n{}", ""}),
        codec::write_new_password({proof, proof, {}, Bytes(77, 1)}),
        codec::write_acceptance(
            {{proof, proof, {}, Bytes(77, 1)}, {Bytes(32, 1), Bytes(32, 2), grants}}),
        codec::write_keys(support::sample_register()),
        codec::write_alarm({Alarm::Reader, "000102030405060708090a0b0c0d0e0f"}),
    };
    for (std::size_t i = 0; i < messages.size(); ++i) {
        seeds.add("wire", static_cast<int>(i), messages[i]);
    }
    seeds.add("wire", 26,
              codec::write_help_call({"demo", "terminal-1", "ar", 1, 2, false, {}, {}}));
    seeds.add("wire", 27, codec::write_help_answer(HelpAnswer::Told));
    seeds.add("questionnaire", messages[13]);
}

void add_texts(Seeds& seeds, const fs::path& root) {
    for (const char* tag : {"de", "pl", "ar", "ti"}) {
        const auto language = codec::read_language_folder((root / "locales" / tag).string());
        if (!language) {
            std::fprintf(stderr, "%s\n", to_string(language.error()).c_str());
            std::exit(1);
        }
        Translation translation;
        translation.tag = tag;
        int kept = 0;
        for (const auto& [id, text] : language->messages) {
            if (text.find('{') != text.npos || ++kept % 40 == 0) {
                seeds.add("pattern", *tag, text);
                seeds.add("layout", std::string("\x23\x30\x50\x01", 4) + text);
                if (translation.rows.size() < 6) {
                    translation.rows.push_back(
                        {id, text, text, "Hinweis", TextState::Draft, 40, ""});
                }
            }
        }
        for (const auto format :
             {codec::TranslationFormat::FlatJson, codec::TranslationFormat::Xliff}) {
            if (const auto written = codec::write_translation(translation, format)) {
                seeds.add("translation", *written);
            }
        }
        for (int i = 0; const char* name :
                        {"language.json", "keyboard.json", "regions.json", "sources.json"}) {
            const fs::path path = root / "locales" / tag / name;
            if (fs::exists(path)) {  // German is its own source
                seeds.add("language", i, file(path).substr(0, kLongestSeed - 1));
            }
            ++i;
        }
    }
    seeds.add("language", 2,
              R"({"start.welcome": "Willkommen", "a.b": "{count, plural, one {#} other {#}}"})");
    seeds.add("language", 3, R"({"made_from": ["0a1b2c3d"]})");
}

/// Small definitions with each kind of question, and the expressions of the shipped ones.
void add_forms(Seeds& seeds, const fs::path& root) {
    for (const fs::path& path : files_below(root / "kiosk-config/questionnaires", ".json")) {
        const std::string text = file(path);
        std::size_t at = 0;
        while ((at = text.find("${", at)) != text.npos) {
            const std::size_t begin = text.rfind('"', at) + 1, end = text.find('"', at);
            if (end != text.npos) {
                seeds.add("expression", text.substr(begin, end - begin));
            }
            at = end == text.npos ? text.size() : end;
        }
    }
    for (const char* expression :
         {"regex(., '^[a-z]{2,5}$')", "if(selected(${a}, 'x'), 1, 2.5) + count(${b})",
          "format-date(date('2026-01-02'), '%Y-%m-%d')",
          "coalesce(${a}, 'x') = \"y\" and not(${b} > 3)", "sum(${c}) div 2 mod 3",
          "decimal-date-time(today()) - 1"}) {
        seeds.add("expression", expression);
        seeds.add("line",
                  std::string(R"({"expr": ")") + "1 + 1" +
                      R"(", "values": {"a": 34, "b": ["x", 1, null]}, "this": "2026-01-02"})");
    }
    const std::string definition =
        R"json({"name": "f", "version": "1", "survey": [{"type": "group", "name": "s", "children": [
        {"type": "text", "name": "a", "hint": true}, {"type": "integer", "name": "b", "relevant": "${a} != ''"},
        {"type": "select_one", "name": "c", "choices": "yn"}, {"type": "repeat", "name": "r", "at_most": 3, "children": [
        {"type": "date", "name": "d", "constraint": ". <= today()"}]}]}], "choices": {"yn": [{"name": "yes"}, {"name": "no"}]}})json";
    seeds.add("questionnaire", definition);
    seeds.add("xlsform", 3, definition);
    const std::string cells =
        "type\tname\tlabel\tlabel::Dari\thint\trelevant\tconstraint\tconstraint_"
        "message\tcalculation\tappearance\tchoice_filter\trequired\todd\n"
        "begin_group\ts\tSection\n"
        "text\ta\tA\tالف\thelp\n"
        "integer\tb\tB\t\t\t${a} != ''\t. > 0 and . < 9\ttoo big\n"
        "select_one yn\tc\tC\t\t\t\t\t\t\tminimal\tlist = ${a}\tyes\tkept\n"
        "select_multiple yn or_other\td\tD\n"
        "begin_repeat\tr\tEntry\n"
        "date\te\tE\t\t\t\t. <= today()\t\t\tyear\n"
        "end_repeat\n"
        "calculate\tf\t\t\t\t\t\t\t${b} + 1\n"
        "note\tg\tHello ${a}\n"
        "end_group\n"
        "\flist_name\tname\tlabel\tlabel::Dari\tlist\nyn\tyes\tYes\tبلی\tx\nyn\tno\tNo\tنه\ty\n"
        "\fform_title\tform_id\tdefault_language\nForm\tf\ten\n";
    for (const int through : {2, 4, 5}) {
        seeds.add("xlsform", through, cells);
    }
    seeds.add("xlsform", 1,
              "<worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>type</t></is></c><c "
              "r='B1' t='s'>"
              "<v>0</v></c><c r='C1'><v>44562.5</v></c></row></sheetData><mergeCells><mergeCell "
              "ref='A1:B1'/>"
              "</mergeCells></worksheet>");
    for (const char* line :
         {R"({"do":"tree"})", R"({"do":"tap","id":"action.next"})", R"({"do":"type","text":"ä"})",
          R"({"do":"stats","reset":true})", R"({"ok":false,"error":"x"})"}) {
        seeds.add("line", line);
    }
}

void add_settings(Seeds& seeds, const fs::path& root) {
    for (const fs::path& path : files_below(root / "kiosk-config", ".toml")) {
        seeds.add("settings", file(path));
    }
    codec::Enrolment enrolment;
    enrolment.centre = "demo";
    enrolment.terminal = "terminal-1";
    enrolment.prefix = "A";
    enrolment.recipients = {std::string(64, 'a')};
    enrolment.service = "https://127.0.0.1:8443";
    enrolment.ca_file = "tls/ca.pem";
    enrolment.pin_hash = "$argon2id$";
    seeds.add("settings", codec::write_enrolment(enrolment));
    codec::TerminalFile terminal{enrolment, Bytes(32, 1), Bytes(400, 2)};
    terminal.enrolment.recipients = {std::string(64, 'a'), std::string(64, 'b')};
    terminal.enrolment.configuration_key = std::string(64, 'c');
    const std::string packed = codec::pack_terminal(terminal);
    seeds.add("settings", packed);
    seeds.add("settings", codec::write_terminal_text(Bytes(packed.begin(), packed.end())));
    seeds.add("settings", codec::write_centre_facts({"Beratung",
                                                     "demo",
                                                     "localhost",
                                                     "https://localhost:8443",
                                                     {"aa"},
                                                     "bb",
                                                     true,
                                                     {"t A"}}));
    for (const fs::path& path : files_below(root / "assets/icons", ".svg")) {
        seeds.add("icon", file(path));
    }
    seeds.add("event_stream", 7,
              "retry: 500\n\nid: 3\nevent: change\ndata: {\"revision\":3}\n\n: beat\r\n\r\ndata: "
              "a\rdata: b\r\r");
    for (const int choice : {0, 1, 2, 3}) {
        seeds.add("envelope", choice, std::string("\0\0", 2) + "LTSE\x01\x01\x01\x01");
    }
    seeds.add("envelope", 4,
              std::string("\0\0", 2) + "lotse-signing-key-1 " + std::string(64, 'a') + "\n");
    seeds.add("envelope", 4,
              std::string("\0\0", 2) + "lotse-wrapped-key-1 " + std::string(266, 'a') + "\n");
    seeds.add("envelope", 5, std::string("\0\0", 2) + std::string(64, 'a'));
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        std::fprintf(stderr, "usage: fuzz_seeds FOLDER\n");
        return 2;
    }
    Seeds seeds(arguments[1]);
    const fs::path root = LOTSE_SOURCE_DIR;
    add_configuration(seeds);
    add_wire(seeds);
    add_texts(seeds, root);
    add_forms(seeds, root);
    add_settings(seeds, root);
    std::printf("%d seeds\n", seeds.count());
    return 0;
}
