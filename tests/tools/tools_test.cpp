// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>

#include "base/clock.h"
#include "base/version.h"
#include "codec/settings/centre_pin.h"
#include "codec/settings/kiosk_config.h"
#include "codec/wire/keys_wire.h"
#include "codec/wire/people_wire.h"
#include "core/limits.h"
#include "store/sqlite_queue.h"
#include "support/opened_account.h"
#include "support/temp_folder.h"
#include "tools/centre_commands.h"
#include "tools/cli.h"
#include "tools/demo_setup.h"
#include "tools/key_commands.h"
#include "tools/registers.h"
#include "tools/seal_commands.h"
#include "vault/configuration_key.h"
#include "vault/envelope.h"
#include "vault/key_files.h"
#include "vault/signed_document.h"

namespace lotse::tools {
namespace {

constexpr vault::WrapCost kCheapWrap{1, 8};
constexpr vault::PasswordCost kCheapHash{1, 8};

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The first group of `pattern` in `text`.
std::string found(const std::string& text, const std::string& pattern) {
    std::smatch match;
    return std::regex_search(text, match, std::regex(pattern)) ? match[1].str() : "";
}

class Tools : public testing::Test {
protected:
    /// Runs a command of this library with `typed` as standard input.
    template <class Request>
    Result<void> run(Result<void> (*command)(const Request&, Console&), const Request& request,
                     const std::string& typed = "") {
        std::istringstream in(typed);
        std::ostringstream out;
        Console console{in, out};
        const Result<void> done = command(request, console);
        printed = out.str();
        return done;
    }
    int command_line(std::vector<const char*> arguments, const std::string& typed = "") {
        arguments.insert(arguments.begin(), "lotse-tool");
        std::istringstream in(typed);
        std::ostringstream out, complaints;
        const int status =
            tools::run(static_cast<int>(arguments.size()), arguments.data(), in, out, complaints);
        printed = out.str();
        errors = complaints.str();
        return status;
    }
    DemoOptions demo_options() {
        DemoOptions options;
        options.state = folder.path("state");
        options.wrap_cost = kCheapWrap;
        options.password_cost = kCheapHash;
        return options;
    }
    vault::ServiceKey service_key() const {
        return vault::load_service_key(folder.path("state/keys/service.key")).value();
    }
    /// Of the demo's centre; without `from` it holds no key.
    AddAccount account(const std::string& name, const std::string& from = "beratung") const {
        AddAccount request;
        request.queue = folder.path("state/queue/queue.db");
        request.centre = "demo";
        request.name = name;
        request.from_account = from;
        request.cost = kCheapWrap;
        return request;
    }
    DemoSecrets make_demo() {
        Result<std::optional<DemoSecrets>> made = set_up_demo(demo_options());
        LOTSE_CHECK(made.ok() && made->has_value());
        return **made;
    }

    support::TempFolder folder;
    std::string printed, errors;
};

TEST_F(Tools, a_demo_centre_is_complete_its_intake_reaches_an_account_that_can_open_it) {
    const DemoSecrets secrets = make_demo();
    const std::string state = folder.path("state");

    const std::string enrolment_file = state + "/terminal/enrolment.toml";
    const auto enrolment = codec::read_enrolment(read(enrolment_file), enrolment_file);
    ASSERT_TRUE(enrolment.ok()) << to_string(enrolment.error());
    EXPECT_TRUE(vault::verify_pin(secrets.pin, enrolment->pin_hash));
    EXPECT_TRUE(std::filesystem::exists(state + "/" + enrolment->ca_file));
    ASSERT_EQ(enrolment->recipients.size(), 2u) << "centre and recovery key";

    std::ofstream(folder.path("answers")) << "answers";
    SealFile seal;
    seal.state = state;
    seal.in = folder.path("answers");
    seal.out = folder.path("envelope");
    ASSERT_TRUE(run(seal_file, seal).ok());
    const std::string bytes = read(seal.out);
    const Bytes envelope(bytes.begin(), bytes.end());

    auto queue = store::open_queue(state + "/queue/queue.db", vault::hash);
    ASSERT_TRUE(queue.ok());
    EXPECT_TRUE((*queue)->audit_log.verify().ok());
    const auto key = (*queue)->terminals.key(enrolment->centre, enrolment->terminal);
    ASSERT_TRUE(key.ok() && key->has_value());
    EXPECT_TRUE(vault::verify(envelope, **key).ok());
    const auto account = (*queue)->accounts.find("beratung");
    ASSERT_TRUE(account.ok() && account->has_value());
    const auto keys = support::opened_account(**account, secrets.password, service_key());
    ASSERT_TRUE(keys.ok() && keys->centre);
    EXPECT_EQ(*vault::open(envelope, *keys->centre), "answers");
    EXPECT_EQ(vault::fingerprint(keys->centre->public_key()), secrets.fingerprint);
    EXPECT_EQ(vault::to_hex(keys->configuration->public_key()), enrolment->configuration_key);
    EXPECT_NE(read(state + "/desk/centre-key.txt").find(secrets.fingerprint), std::string::npos);
}

TEST_F(Tools, a_sealed_intake_names_its_language_as_the_folders_do) {
    make_demo();
    SealFile seal;
    seal.state = folder.path("state");
    seal.out = folder.path("envelope");
    for (const auto& [written, tag] :
         {std::pair("uk", "uk"), std::pair("UK_ua", "uk"), std::pair("prs", "fa-AF"),
          std::pair("Dari", "fa-AF"), std::pair("DE-de", "de"), std::pair("kmr", "ku")}) {
        seal.language = written;
        seal.out = folder.path(std::string("envelope ") + written);
        const auto sealed = run(seal_file, seal, "answers");
        ASSERT_TRUE(sealed.ok()) << written << ": " << to_string(sealed.error());
        const std::string bytes = read(seal.out);
        const auto header = vault::read_header(Bytes(bytes.begin(), bytes.end()));
        ASSERT_TRUE(header.ok());
        EXPECT_EQ(header->language, tag) << written;
    }
    for (const char* nobodys : {"", "Klingonisch von vorgestern", "Kurdish"}) {
        seal.language = nobodys;
        const auto refused = run(seal_file, seal, "answers");
        ASSERT_FALSE(refused.ok()) << nobodys;
        EXPECT_EQ(refused.error().where, "--language");
    }
}

TEST_F(Tools, the_recovery_key_opens_what_the_centre_lost_its_key_for) {
    const DemoSecrets secrets = make_demo();
    SealFile seal;
    seal.state = folder.path("state");
    seal.out = folder.path("envelope");
    ASSERT_TRUE(run(seal_file, seal, "answers").ok());
    OpenFile open;
    open.in = seal.out;
    open.key_file = folder.path("state/recovery/recovery.key");
    ASSERT_TRUE(run(open_file, open, secrets.recovery_password + "\n").ok());
    EXPECT_EQ(printed, "answers");
    EXPECT_EQ(run(open_file, open, secrets.password + "\n").error().kind, Kind::Refused);
    open.terminal_key = std::string(64, '0');
    EXPECT_FALSE(run(open_file, open, secrets.recovery_password + "\n").ok())
        << "foreign signature";
}

TEST_F(Tools, no_secret_of_a_demo_centre_stands_in_any_of_its_files) {
    const DemoSecrets secrets = make_demo();
    int files = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder.path("state"))) {
        if (!file.is_regular_file()) {
            continue;
        }
        ++files;
        const std::string bytes = read(file.path().string());
        for (const std::string& secret : {secrets.password, secrets.recovery_password}) {
            EXPECT_EQ(bytes.find(secret), std::string::npos) << file.path();
        }
        struct stat facts {};
        ASSERT_EQ(stat(file.path().c_str(), &facts), 0);
        EXPECT_EQ(facts.st_mode & 077, 0u) << file.path();
    }
    EXPECT_GE(files, 10);
}

TEST_F(Tools, a_second_set_up_changes_nothing_even_while_the_service_runs) {
    make_demo();
    const std::string before = read(folder.path("state/terminal/enrolment.toml"));
    const auto running = store::open_queue(folder.path("state/queue/queue.db"), vault::hash);
    ASSERT_TRUE(running.ok());
    const auto again = set_up_demo(demo_options());
    ASSERT_TRUE(again.ok()) << to_string(again.error());
    EXPECT_FALSE(again->has_value());
    EXPECT_EQ(read(folder.path("state/terminal/enrolment.toml")), before);
}

TEST_F(Tools, an_interrupted_set_up_is_begun_anew_but_nothing_foreign_is_touched) {
    std::filesystem::create_directories(folder.path("state/.setup/terminal"));
    std::ofstream(folder.path("state/.setup/terminal/terminal.key")) << "half";
    EXPECT_TRUE(set_up_demo(demo_options())->has_value());

    std::filesystem::remove(folder.path("state/setup.toml"));
    const auto refused = set_up_demo(demo_options());
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().kind, Kind::Refused);
    EXPECT_NE(refused.error().detail.find("setup.toml"), std::string::npos);
}

TEST_F(Tools,
       a_set_up_that_was_interrupted_at_any_step_is_made_anew_with_passwords_that_were_shown) {
    std::vector<std::string> shown;
    const auto announce = [&](const DemoSecrets& secrets) {
        shown.push_back(secrets.password);
        // As if the power went: nothing of what comes after the passwords were shown has happened.
        std::filesystem::copy(folder.path("state"), folder.path("copy"),
                              std::filesystem::copy_options::recursive);
    };
    ASSERT_TRUE(set_up_demo(demo_options(), announce)->has_value());
    for (const char* still_beside : {"", "recovery", "terminal"}) {
        std::filesystem::remove_all(folder.path("state"));
        std::filesystem::rename(folder.path("copy"), folder.path("state"));
        EXPECT_FALSE(std::filesystem::exists(folder.path("state/setup.toml")));
        if (*still_beside != '\0') {
            std::filesystem::rename(folder.path("state/") + still_beside,
                                    folder.path("state/.setup/") + still_beside);
        }
        const auto made = set_up_demo(demo_options(), announce);
        ASSERT_TRUE(made.ok()) << to_string(made.error());
        ASSERT_TRUE(made->has_value());
        EXPECT_EQ((*made)->password, shown.back());
        EXPECT_FALSE(std::filesystem::exists(folder.path("state/.setup")));
    }
    EXPECT_EQ(std::set<std::string>(shown.begin(), shown.end()).size(), 4U);
}

TEST_F(Tools, a_new_key_file_is_tested_and_its_password_shown_once) {
    NewKey request{folder.path("centre.key"), false, kCheapWrap};
    ASSERT_TRUE(run(new_key, request).ok());
    const std::string password = found(printed, "Password: +(\\S+)");
    const std::string public_key = found(printed, "Public key: +(\\S+)");
    const std::string shown = found(printed, "Fingerprint: +(.+)\n");
    ASSERT_FALSE(password.empty());
    EXPECT_TRUE(run(test_key, TestKey{request.file, public_key}, password + "\n").ok());
    EXPECT_FALSE(run(test_key, TestKey{request.file, public_key}, "wrong password\n").ok());
    EXPECT_FALSE(run(test_key, TestKey{request.file, std::string(64, '1')}, password + "\n").ok())
        << "terminals seal to another key";
    EXPECT_EQ(run(new_key, request).error().kind, Kind::Refused) << "keys are never overwritten";

    std::ostringstream out;
    std::istringstream in;
    Console console{in, out};
    ASSERT_TRUE(show_fingerprint(request.file, console).ok());
    ASSERT_TRUE(show_fingerprint(public_key, console).ok());
    EXPECT_EQ(out.str(), shown + "\n" + shown + "\n");
    EXPECT_FALSE(show_fingerprint(folder.path("none"), console).ok());
}

TEST_F(Tools, a_given_password_is_asked_for_and_not_printed) {
    ASSERT_TRUE(
        run(new_key, NewKey{folder.path("k"), true, kCheapWrap}, "ein langes Passwort\n").ok());
    EXPECT_EQ(printed.find("ein langes"), std::string::npos);
    EXPECT_TRUE(run(test_key, TestKey{folder.path("k"), ""}, "ein langes Passwort\r\n").ok());
    EXPECT_FALSE(run(new_key, NewKey{folder.path("k2"), true, kCheapWrap}, "kurz\n").ok());
    EXPECT_FALSE(run(new_key, NewKey{folder.path("k2"), true, kCheapWrap}, "").ok());
    EXPECT_FALSE(std::filesystem::exists(folder.path("k2")));
}

TEST_F(Tools, an_enrolled_terminal_is_registered_at_once_or_by_the_printed_command) {
    const std::string password = make_demo().password + "\n";
    const std::string queue_file = folder.path("state/queue/queue.db");
    Enrol request;
    request.state = folder.path("second");
    request.centre = "demo";
    request.terminal = "terminal-2";
    request.prefix = "B";
    request.recipients = {vault::to_hex(vault::PrivateKey::generate().public_key())};
    request.service = "https://queue.example:8443";
    request.pin_cost = kCheapHash;
    ASSERT_TRUE(run(enrol, request).ok());
    const std::string file = request.state + "/terminal/enrolment.toml";
    const auto enrolment = codec::read_enrolment(read(file), file);
    ASSERT_TRUE(enrolment.ok());
    EXPECT_EQ(enrolment->prefix, "B");
    EXPECT_EQ(enrolment->register_key, "") << "nobody said who signs";
    EXPECT_NE(printed.find("never changes to another version"), std::string::npos) << printed;
    request.centre_file = folder.path("state/desk/centre.toml");
    ASSERT_TRUE(run(enrol, request).ok());
    EXPECT_EQ(codec::read_enrolment(read(file), file)->register_key,
              codec::read_centre_pin(read(request.centre_file), request.centre_file)->register_key);
    EXPECT_EQ(printed.find("never changes"), std::string::npos) << printed;
    request.centre = "nord";
    EXPECT_EQ(run(enrol, request).error().where, request.centre_file) << "of another centre";
    request.centre = "demo";
    request.centre_file.clear();
    ASSERT_TRUE(run(enrol, request).ok());
    EXPECT_TRUE(vault::verify_pin(found(printed, "PIN: +([0-9]+)"),
                                  codec::read_enrolment(read(file), file)->pin_hash));

    const std::string public_key = found(printed, "--public-key ([0-9a-f]+)");
    const auto own = vault::load_signing_key(request.state + "/terminal/terminal.key");
    EXPECT_EQ(public_key, vault::to_hex(own->public_key()));
    EXPECT_EQ(found(printed, "--prefix ([A-Z]+)"), "B");
    TerminalChange change{queue_file, "demo", "terminal-2", "", public_key, "B", ""};
    EXPECT_EQ(run(add_terminal, change).error().where, "--account") << "somebody signs it";
    change.account = "beratung";
    EXPECT_FALSE(run(add_terminal, change, "wrong horse battery\n").ok());
    ASSERT_TRUE(run(add_terminal, change, password).ok());
    {
        auto queue = store::open_queue(queue_file, vault::hash);
        EXPECT_EQ(**(*queue)->terminals.key("demo", "terminal-2"), own->public_key());
    }
    ASSERT_TRUE(run(revoke_terminal, change, password).ok());
    EXPECT_FALSE(run(revoke_terminal, change, password).ok()) << "revoked already";
    EXPECT_FALSE(run(add_terminal, change, password).ok()) << "neither key nor letters come again";
    request.prefix = "C";
    ASSERT_TRUE(run(enrol, request).ok());
    EXPECT_EQ(found(printed, "--public-key ([0-9a-f]+)"), public_key)
        << "what waits in its outbox is signed with this key";
    EXPECT_NE(printed.find("keeps its signing key"), std::string::npos);
    EXPECT_EQ(codec::read_enrolment(read(file), file)->prefix, "C");
    const std::string key_file = request.state + "/terminal/terminal.key";
    std::ofstream(key_file, std::ios::trunc) << "damaged";
    EXPECT_EQ(run(enrol, request).error().where, key_file);
    EXPECT_EQ(read(key_file), "damaged") << "a key is never overwritten";

    request.state = folder.path("third");
    request.terminal = "terminal-3";
    request.queue = queue_file;
    request.account = "beratung";
    ASSERT_TRUE(run(enrol, request, password).ok());
    const std::string third = request.state + "/terminal/enrolment.toml";
    const auto registered = codec::read_enrolment(read(third), third);
    const std::string first = folder.path("state/terminal/enrolment.toml");
    EXPECT_EQ(registered->register_key, codec::read_enrolment(read(first), first)->register_key)
        << "it takes registers of keys, and changes versions with them";
    EXPECT_EQ(registered->recipients, codec::read_enrolment(read(first), first)->recipients)
        << "the register's, not what somebody typed";
    auto queue = store::open_queue(queue_file, vault::hash);
    EXPECT_EQ(read(request.state + "/terminal/keys.signed"),
              *(*queue)->terminals.signed_keys("demo"))
        << "the register is there before the first client";
    EXPECT_TRUE((*queue)->terminals.key("demo", "terminal-3")->has_value());
    EXPECT_FALSE((*queue)->terminals.key("demo", "terminal-2")->has_value());
    EXPECT_TRUE((*queue)->audit_log.verify().ok());
}

TEST_F(Tools,
       the_register_of_a_centre_is_signed_grows_by_one_and_is_believed_from_its_signer_only) {
    const DemoSecrets secrets = make_demo();
    const std::string queue_file = folder.path("state/queue/queue.db");
    const std::string pin_file = folder.path("state/desk/centre.toml");
    const auto pin = codec::read_centre_pin(read(pin_file), pin_file);
    ASSERT_TRUE(pin.ok()) << to_string(pin.error());
    EXPECT_EQ(pin->centre, "demo");
    const Bytes signer = vault::bytes_from_hex(pin->register_key).value();
    const auto enrolment =
        codec::read_enrolment(read(folder.path("state/terminal/enrolment.toml")), "enrolment");
    Digest first{};
    {
        auto queue = store::open_queue(queue_file, vault::hash);
        const auto keys = newest_keys((*queue)->terminals, "demo", signer);
        ASSERT_TRUE(keys.ok()) << to_string(keys.error());
        EXPECT_EQ(keys->serial, 1);
        ASSERT_EQ(keys->terminals.size(), 1u);
        EXPECT_EQ(keys->terminals[0].prefix, enrolment->prefix);
        EXPECT_EQ(vault::to_hex(keys->configuration), enrolment->configuration_key);
        EXPECT_EQ(vault::to_hex(keys->versions[0].key), enrolment->recipients[0]);
        EXPECT_EQ(vault::to_hex(keys->recovery[0].key), enrolment->recipients[1]);
        first = vault::hash(*(*queue)->terminals.signed_keys("demo"));
        // Whoever is there from the first day stands in the register of people: a reader who
        // comes later is new at every desk.
        const auto json = vault::open_document(*(*queue)->accounts.signed_people("demo"),
                                               vault::kPeopleDocument, signer);
        ASSERT_TRUE(json.ok()) << to_string(json.error());
        const auto people = codec::read_people(*json);
        ASSERT_TRUE(people.ok());
        EXPECT_EQ(people->serial, 1);
        ASSERT_EQ(people->people.size(), 1u);
        EXPECT_EQ(people->people[0].account, "beratung");
        EXPECT_TRUE(people->people[0].rights.has(StaffRight::Open));
        // Somebody else's signature, and a register that somebody put into the database.
        EXPECT_EQ(newest_keys((*queue)->terminals, "demo", Bytes(32, 1)).error().kind,
                  Kind::Refused);
        EXPECT_FALSE(newest_keys((*queue)->terminals, "nord", signer).ok());
    }
    const TerminalChange change{queue_file,    "demo", "terminal-1", "beratung", "",
                                std::string(), ""};
    ASSERT_TRUE(run(revoke_terminal, change, secrets.password + "\n").ok());
    auto queue = store::open_queue(queue_file, vault::hash);
    ASSERT_TRUE((*queue)->begin(service_key().tags()).ok());
    const auto second = newest_keys((*queue)->terminals, "demo", signer);
    EXPECT_EQ(second->serial, 2);
    EXPECT_EQ(second->previous, first);
    EXPECT_TRUE(second->terminals[0].blocked);
    const vault::SigningKey stranger = vault::SigningKey::generate();
    KeysRegister forged = *second;
    forged.serial = 3;
    ASSERT_TRUE((*queue)
                    ->terminals
                    .keep_keys(forged,
                               vault::sign_document(vault::kKeysDocument, codec::write_keys(forged),
                                                    stranger),
                               {{"test", AuditAction::TerminalEnrolled, "demo", WallTime{}}})
                    .ok());
    queue->reset();
    const Result<void> refused = run(revoke_terminal, change, secrets.password + "\n");
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().detail.find("Nothing was signed"), std::string::npos)
        << refused.error().detail;
}

TEST_F(Tools, a_display_is_enrolled_with_a_key_of_its_own_and_can_be_revoked) {
    const DemoSecrets secrets = make_demo();
    const std::string queue_file = folder.path("state/queue/queue.db");
    EnrolDisplay request;
    request.state = folder.path("wartezimmer");
    request.centre = "demo";
    request.display = "display-2";
    request.service = "https://queue.example:8443";
    request.account = "beratung";
    request.queue = queue_file;
    ASSERT_TRUE(run(enrol_display, request, secrets.password + "\n").ok());
    const std::string file = request.state + "/display/enrolment.toml";
    const auto enrolment = codec::read_display_enrolment(read(file), file);
    ASSERT_TRUE(enrolment.ok()) << to_string(enrolment.error());
    EXPECT_EQ(*enrolment,
              (codec::DisplayEnrolment{"demo", "display-2", request.service, "tls/ca.pem"}));
    EXPECT_EQ(codec::read_display_enrolment("[display]\nname = \"d\"", file).error().where,
              file + ": display.centre");
    const Bytes key =
        vault::load_signing_key(request.state + "/display/display.key").value().public_key();
    const auto pin_file = folder.path("state/desk/centre.toml");
    const Bytes signer =
        vault::bytes_from_hex(codec::read_centre_pin(read(pin_file), pin_file)->register_key)
            .value();
    const auto newest = [&] {
        auto queue = store::open_queue(queue_file, vault::hash);
        return newest_keys((*queue)->terminals, "demo", signer).value();
    };
    const KeysRegister keys = newest();
    ASSERT_NE(find_display(keys, "display-1"), nullptr) << "of the demo";
    ASSERT_NE(find_display(keys, "display-2"), nullptr);
    EXPECT_EQ(find_display(keys, "display-2")->key, key);
    EXPECT_EQ(keys.terminals.size(), 1u) << "it is no terminal";
    ASSERT_TRUE(run(enrol_display, request, secrets.password + "\n").ok()) << "again";
    EXPECT_EQ(newest().serial, keys.serial) << "with the key that it has";
    const TerminalChange change{queue_file, "demo", "display-2", "beratung", "", "", ""};
    ASSERT_TRUE(run(revoke_terminal, change, secrets.password + "\n").ok());
    EXPECT_EQ(find_display(newest(), "display-2"), nullptr);
}

TEST_F(Tools, a_terminal_pins_the_configuration_key_that_was_printed_with_the_centre_key) {
    NewKey key{folder.path("centre.key"), false, kCheapWrap};
    ASSERT_TRUE(run(new_key, key).ok());
    const std::string password = found(printed, "Password: +(\\S+)");
    const std::string pinned = found(printed, "--configuration-key`:\n +(\\S+)");
    EXPECT_EQ(pinned.size(), 64u);
    ASSERT_TRUE(run(test_key, TestKey{key.file, ""}, password + "\n").ok());
    EXPECT_EQ(found(printed, "--configuration-key`:\n +(\\S+)"), pinned);
    const auto wrapped = vault::load_wrapped_key(key.file);
    ASSERT_TRUE(wrapped.ok());
    const auto centre = vault::unwrap(*wrapped, password);
    ASSERT_TRUE(centre.ok());
    EXPECT_EQ(vault::to_hex(vault::configuration_key(*centre).public_key()), pinned);

    Enrol request;
    request.state = folder.path("kiosk");
    request.centre = "nord";
    request.terminal = "eingang";
    request.prefix = "B";
    request.recipients = {std::string(64, 'a')};
    request.service = "https://queue.example:8443";
    request.pin_cost = kCheapHash;
    request.configuration_key = pinned;
    ASSERT_TRUE(run(enrol, request).ok());
    const std::string file = request.state + "/terminal/enrolment.toml";
    EXPECT_EQ(codec::read_enrolment(read(file), file)->configuration_key, pinned);
    request.configuration_key = "1234";
    EXPECT_EQ(run(enrol, request).error().where, "--configuration-key");
}

TEST_F(Tools, wrong_names_keys_and_files_are_refused_with_what_was_expected) {
    make_demo();
    Enrol request;
    request.state = folder.path("x");
    request.centre = "Beratung Süd";
    request.terminal = "t";
    EXPECT_NE(run(enrol, request).error().where.find("centre"), std::string::npos);
    request.centre = "demo";
    request.prefix = "Ä 1";
    EXPECT_EQ(run(enrol, request).error().where, "prefix \"Ä 1\"");
    EXPECT_FALSE(std::filesystem::exists(request.state))
        << "nothing is made for a terminal that cannot seal";
    request.prefix = "A";
    request.recipients = {"00ff"};
    EXPECT_NE(run(enrol, request).error().detail.find("64 hexadecimal"), std::string::npos);
    request.recipients = {std::string(64, '1')};
    request.ask_pin = true;
    EXPECT_NE(run(enrol, request, "123\n").error().detail.find("6 to 12 digits"),
              std::string::npos);
    const TerminalChange nowhere{folder.path("none.db"), "demo", "t", "beratung",
                                 std::string(64, '1'),   "T",    ""};
    EXPECT_EQ(run(add_terminal, nowhere).error().where, nowhere.queue);
    EXPECT_FALSE(std::filesystem::exists(nowhere.queue)) << "a mistyped name makes no empty centre";
    EXPECT_FALSE(run(add_terminal,
                     {folder.path("state/queue/queue.db"), "demo", "t", "beratung", "00", "T", ""})
                     .ok());
}

TEST_F(Tools, a_running_service_keeps_the_queue_for_itself) {
    make_demo();
    const auto running = store::open_queue(folder.path("state/queue/queue.db"), vault::hash);
    const Result<void> refused =
        run(revoke_terminal, TerminalChange{folder.path("state/queue/queue.db"), "demo",
                                            "terminal-1", "beratung", "", "", ""});
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().detail.find("is lotse-queue running?"), std::string::npos);
}

TEST_F(Tools, a_second_account_opens_the_same_intakes_with_its_own_password) {
    const DemoSecrets secrets = make_demo();
    AddAccount request = account("anna");
    EXPECT_FALSE(run(add_account, request, "wrong password\n").ok());
    ASSERT_TRUE(run(add_account, request, secrets.password + "\n").ok());
    const std::string password = found(printed, "Password: +(\\S+)");
    EXPECT_NE(password, secrets.password);
    EXPECT_EQ(run(add_account, request, secrets.password + "\n").error().kind, Kind::Refused)
        << "the name is taken";
    {
        auto queue = store::open_queue(request.queue, vault::hash);
        const StaffAccount anna = **(*queue)->accounts.find("anna");
        EXPECT_EQ(anna.rights, *rights_of_role("counsellor"));
        const auto keys = support::opened_account(anna, password, service_key());
        ASSERT_TRUE(keys.ok());
        EXPECT_EQ(vault::fingerprint(keys->centre->public_key()), secrets.fingerprint);
        EXPECT_FALSE(keys->configuration);
    }
    for (const char* taken : {"Anna", "ANNA", "Beratung"}) {
        request.name = taken;
        EXPECT_NE(run(add_account, request, secrets.password + "\n")
                      .error()
                      .detail.find("upper and lower case"),
                  std::string::npos)
            << taken;
    }
    for (const char* no_name : {"J\xC3\xB6rg", "anna b", "a/b", "\xEF\xBC\xA1nna"}) {
        request.name = no_name;
        EXPECT_NE(
            run(add_account, request, secrets.password + "\n").error().detail.find("Latin letters"),
            std::string::npos)
            << no_name;
    }
    request.name = "berta";
    request.from_account = "nobody";
    EXPECT_FALSE(run(add_account, request, "x\n").ok());
    request.from_account.clear();
    EXPECT_FALSE(run(add_account, request).ok()) << "a key has to come from somewhere";
    ASSERT_TRUE(
        run(new_key, NewKey{folder.path("c.key"), true, kCheapWrap}, "ein langes Passwort\n").ok());
    request.key_file = folder.path("c.key");
    request.ask_password = true;
    ASSERT_TRUE(run(add_account, request, "ein langes Passwort\nnoch ein Passwort\n").ok());
    EXPECT_EQ(printed.find("noch ein"), std::string::npos);
}

TEST_F(Tools, reception_needs_no_key_and_an_admin_gets_none_that_opens_intakes) {
    const DemoSecrets secrets = make_demo();
    AddAccount request = account("rosa", "");
    request.role = "reception";
    ASSERT_TRUE(run(add_account, request).ok());
    const std::string password = found(printed, "Password: +(\\S+)");
    request.name = "adam";
    request.role = "admin";
    EXPECT_FALSE(run(add_account, request).ok()) << "what signs comes from somewhere";
    request.from_account = "rosa";
    EXPECT_EQ(run(add_account, request, password + "\n").error().kind, Kind::Refused)
        << "reception holds nothing";
    request.from_account = "beratung";
    ASSERT_TRUE(run(add_account, request, secrets.password + "\n").ok());
    const std::string admins = found(printed, "Password: +(\\S+)");
    auto queue = store::open_queue(request.queue, vault::hash);
    const auto rosa = **(*queue)->accounts.find("rosa"), adam = **(*queue)->accounts.find("adam");
    EXPECT_TRUE(rosa.grants.empty());
    const auto keys = support::opened_account(adam, admins, service_key());
    ASSERT_TRUE(keys.ok());
    EXPECT_FALSE(keys->centre);
    EXPECT_TRUE(keys->configuration);
    queue.value().reset();
    request.name = "x";
    request.role = "boss";
    EXPECT_EQ(run(add_account, request).error().where, "--role boss");
}

TEST_F(Tools, a_forgotten_password_is_answered_with_a_code_for_a_week) {
    const DemoSecrets secrets = make_demo();
    AddAccount request = account("anna");
    ASSERT_TRUE(run(add_account, request, secrets.password + "\n").ok());
    const std::string password = found(printed, "Password: +(\\S+)");
    request.invite = true;
    ASSERT_TRUE(run(add_account, request, secrets.password + "\n").ok());
    const std::string code = found(printed, "Code: +(\\S+)");
    auto queue = store::open_queue(request.queue, vault::hash);
    const StaffAccount anna = **(*queue)->accounts.find("anna");
    ASSERT_TRUE(anna.invited_until.has_value());
    EXPECT_GT(*anna.invited_until, wall_now() + std::chrono::days(6));
    EXPECT_TRUE(support::opened_account(anna, code, service_key()).ok());
    EXPECT_FALSE(support::opened_account(anna, password, service_key()).ok());
    queue.value().reset();
    request.centre = "nord";
    EXPECT_EQ(run(add_account, request, secrets.password + "\n").error().kind, Kind::Refused)
        << "another centre's account";
}

TEST_F(Tools, who_is_invited_anew_keeps_the_rights_unless_a_role_is_chosen) {
    const DemoSecrets secrets = make_demo();
    const std::string queue = folder.path("state/queue/queue.db");
    AddAccount request = account("");
    const auto rights_of = [&](const std::string& name) {
        auto opened = store::open_queue(queue, vault::hash);
        return (**(*opened)->accounts.find(name)).rights;
    };
    for (const Role& role : roles()) {
        request.name = "x-" + std::string(role.name);
        request.role = role.name;
        request.invite = false;
        ASSERT_TRUE(run(add_account, request, secrets.password + "\n").ok()) << role.name;
        request.role.clear();
        request.invite = true;
        ASSERT_TRUE(run(add_account, request, secrets.password + "\n").ok()) << role.name;
        EXPECT_EQ(rights_of(request.name), role.rights) << role.name;
        EXPECT_NE(printed.find("role: " + std::string(role.name)), std::string::npos) << printed;
    }
    request.role = "reception";
    ASSERT_TRUE(run(add_account, request, secrets.password + "\n").ok());
    EXPECT_EQ(rights_of(request.name), *rights_of_role("reception"));
}

TEST_F(Tools, no_account_is_added_with_the_key_of_another_service) {
    const DemoSecrets secrets = make_demo();
    const std::string file = folder.path("state/keys/service.key");
    std::filesystem::remove(file);
    ASSERT_TRUE(vault::save_service_key(file, vault::ServiceKey::generate()).ok());
    AddAccount request;
    request.queue = folder.path("state/queue/queue.db");
    request.centre = "demo";
    request.name = "rosa";
    request.role = "reception";
    request.cost = kCheapWrap;
    const Result<void> done = run(add_account, request);
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().kind, Kind::Unusable);
    EXPECT_EQ(done.error().where, file);
    EXPECT_NE(done.error().detail.find("one backup"), std::string::npos) << done.error().detail;
}

TEST_F(Tools, an_invitation_that_is_over_lends_no_key) {
    const DemoSecrets secrets = make_demo();
    AddAccount request = account("anna");
    request.invite = true;
    ASSERT_TRUE(run(add_account, request, secrets.password + "\n").ok());
    const std::string code = found(printed, "Code: +(\\S+)");
    {
        auto queue = store::open_queue(request.queue, vault::hash);
        ASSERT_TRUE((*queue)->begin(service_key().tags()).ok());
        StaffAccount anna = **(*queue)->accounts.find("anna");
        anna.invited_until = wall_now();
        ASSERT_TRUE(
            (*queue)->accounts.save(anna, {"test", AuditAction::AccountInvited, "anna", {}}).ok());
    }
    request.name = "boris";
    request.from_account = "anna";
    const Result<void> done = run(add_account, request, code + "\n");
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().kind, Kind::Refused);
    EXPECT_NE(done.error().detail.find("is over"), std::string::npos) << done.error().detail;
}

TEST_F(Tools, the_demo_of_an_earlier_version_is_not_touched_and_the_way_on_is_named) {
    make_demo();
    std::filesystem::remove_all(folder.path("state/keys"));
    const auto again = set_up_demo(demo_options());
    ASSERT_FALSE(again.ok());
    EXPECT_NE(again.error().detail.find("centre upgrade --state " + folder.path("state")),
              std::string::npos)
        << again.error().detail;
}

TEST_F(Tools, what_is_sealed_has_a_bound_and_an_output_is_never_overwritten) {
    make_demo();
    SealFile seal;
    seal.state = folder.path("state");
    seal.out = folder.path("envelope");
    EXPECT_FALSE(run(seal_file, seal, std::string(limits::kLargestPayloadBytes + 1, 'a')).ok());
    ASSERT_TRUE(run(seal_file, seal, std::string(limits::kLargestPayloadBytes, 'a')).ok());
    EXPECT_EQ(run(seal_file, seal, "again").error().kind, Kind::Refused);
    seal.number = "not a number!";
    seal.out = folder.path("other");
    EXPECT_NE(run(seal_file, seal, "x").error().where.find("number"), std::string::npos);
}

TEST_F(Tools, the_command_line_answers_help_and_version_and_refuses_what_it_does_not_know) {
    EXPECT_EQ(command_line({"--version"}), 0);
    EXPECT_EQ(printed, "lotse-tool " + version() + "\n");
    EXPECT_EQ(command_line({"--help"}), 0);
    for (const char* command :
         {"keys", "enrol", "terminal", "account", "seal", "open", "layout", "demo-setup"}) {
        EXPECT_NE(printed.find(command), std::string::npos);
    }
    for (const std::vector<const char*>& help : {std::vector<const char*>{"keys", "new", "--help"},
                                                 {"enrol", "--help"},
                                                 {"account", "add", "--help"},
                                                 {"demo-setup", "--help"},
                                                 {"layout", "--help"}}) {
        EXPECT_EQ(command_line(help), 0);
        EXPECT_FALSE(printed.empty());
    }
    for (const std::vector<const char*>& wrong : {std::vector<const char*>{},
                                                  {"--bogus"},
                                                  {"bogus"},
                                                  {"keys"},
                                                  {"keys", "--bogus"},
                                                  {"keys", "new"},
                                                  {"demo-setup"},
                                                  {"demo-setup", "--state"},
                                                  {"account", "add", "--name", "x"},
                                                  {"keys", "new", "a", "b"}}) {
        EXPECT_EQ(command_line(wrong), 2) << (wrong.empty() ? "nothing" : wrong.back());
        EXPECT_FALSE(errors.empty());
    }
}

TEST_F(Tools, a_failed_command_says_what_and_where_on_one_line) {
    const std::string none = folder.path("none.key");
    EXPECT_EQ(command_line({"keys", "test", none.c_str()}), 1);
    EXPECT_EQ(errors.rfind("lotse-tool: " + none + ": ", 0), 0u) << errors;
    EXPECT_EQ(std::count(errors.begin(), errors.end(), '\n'), 1);
    EXPECT_TRUE(printed.empty());
}

}  // namespace
}  // namespace lotse::tools
