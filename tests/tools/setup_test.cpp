// SPDX-License-Identifier: EUPL-1.2
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>

#include "codec/settings/kiosk_config.h"
#include "codec/settings/queue_config.h"
#include "codec/settings/setup_files.h"
#include "store/sqlite_queue.h"
#include "support/opened_account.h"
#include "support/temp_folder.h"
#include "support/tls_files.h"
#include "tools/certificates.h"
#include "tools/seal_commands.h"
#include "tools/setup/cli.h"
#include "tools/setup/qr.h"
#include "tools/setup/terminal.h"
#include "vault/envelope.h"
#include "vault/key_files.h"

namespace lotse::tools::setup {
namespace {

namespace fs = std::filesystem;

constexpr Costs kCheap{{1, 8}, {1, 8}};

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string found(const std::string& text, const std::string& pattern) {
    std::smatch match;
    return std::regex_search(text, match, std::regex(pattern)) ? match[1].str() : "";
}

/// Comes at the n-th time that the set-up asks for it.
class AtStep final : public Interruption {
public:
    explicit AtStep(int step) : m_left(step) {}
    void hold(bool on) override { held = on; }
    bool asked() const override { return m_left-- <= 0; }
    bool held = false;

private:
    mutable int m_left;
};

class Setup : public testing::Test {
protected:
    void SetUp() override { m_mask = umask(077); }
    void TearDown() override { umask(m_mask); }

    int run(std::vector<std::string> words, const std::string& typed = "",
            Interruption* interruption = nullptr, const std::string& locale = "en_GB.UTF-8") {
        words.insert(words.begin(), "lotse-setup");
        std::vector<const char*> argv;
        for (const std::string& word : words) {
            argv.push_back(word.c_str());
        }
        std::istringstream in(typed);
        std::ostringstream out, complaints;
        AtStep never(1'000'000);
        const int status = setup::run(
            static_cast<int>(argv.size()), argv.data(),
            {in, out, complaints, interruption != nullptr ? *interruption : never, locale, kCheap});
        printed = out.str();
        errors = complaints.str();
        return status;
    }
    std::string state() const { return folder.path("queue"); }
    std::vector<std::string> silent_centre() const {
        return {"centre",     "--no-questions", "--state",   state(),
                "--name",     "Beratung Köln",  "--host",    "localhost",
                "--terminal", "eingang",        "--secrets", folder.path("secrets.toml")};
    }
    std::string password_of(const std::string& account) const {
        return found(read(folder.path("secrets.toml")), "\"" + account + "\" = \"(.*)\"");
    }
    std::string code() const { return found(read(folder.path("secrets.toml")), "code = \"(.*)\""); }
    std::string file() const { return state() + "/terminals/eingang.lotse"; }
    codec::CentreFacts facts() const {
        return *codec::read_centre_facts(read(state() + "/setup.toml"), "setup.toml");
    }
    /// Names in the state folder.
    std::set<std::string> names(const std::string& path) const {
        std::set<std::string> out;
        if (fs::exists(path)) {
            for (const auto& entry : fs::directory_iterator(path)) {
                out.insert(entry.path().filename().string());
            }
        }
        return out;
    }

    support::TempFolder folder;
    std::string printed, errors;

private:
    mode_t m_mask = 0;
};

TEST_F(Setup, without_questions_a_centre_is_complete_and_every_password_opens_its_key) {
    ASSERT_EQ(run(silent_centre()), 0) << errors;
    EXPECT_EQ(names(state()),
              (std::set<std::string>{"desk", "keys", "queue", "recovery", "setup.toml", "sheet.txt",
                                     "terminals", "tls"}));
    const codec::CentreFacts made = facts();
    EXPECT_EQ(made.centre, "beratung-koeln");
    EXPECT_EQ(made.service, "https://localhost:8443");
    EXPECT_EQ(made.terminals, std::vector<std::string>{"eingang A"});
    auto queue = store::open_queue(state() + "/queue/queue.db", vault::hash);
    ASSERT_TRUE(queue.ok());
    EXPECT_TRUE((*queue)->audit_log.verify().ok());
    for (const std::string name : {"leitung", "empfang", "beratung"}) {
        const auto account = (*queue)->accounts.find(name);
        ASSERT_TRUE(account.ok() && account->has_value()) << name;
        EXPECT_EQ((*account)->rights, *rights_of_role(name == "leitung" ? "all" : "counsellor"));
        const auto keys =
            support::opened_account(**account, password_of(name),
                                    vault::load_service_key(state() + "/keys/service.key").value());
        ASSERT_TRUE(keys.ok() && keys->centre);
        const vault::PrivateKey* key = &*keys->centre;
        EXPECT_EQ(vault::to_hex(key->public_key()), made.recipients.front());
        EXPECT_NE(printed.find(vault::fingerprint(key->public_key())), std::string::npos);
        EXPECT_NE(read(state() + "/sheet.txt").find(vault::fingerprint(key->public_key())),
                  std::string::npos);
    }
    EXPECT_TRUE((*queue)->terminals.key(made.centre, "eingang")->has_value());
    const CertificateFiles tls{state() + "/tls/server.pem", state() + "/tls/server.key",
                               state() + "/tls/ca.pem"};
    EXPECT_EQ(check_certificates(tls, "localhost"), std::nullopt);
    EXPECT_EQ(check_certificates(tls, "elsewhere.example")->fault, CertificateFault::OtherHost);
}

TEST_F(Setup, no_secret_stands_in_a_centres_files_and_only_their_owner_reads_them) {
    ASSERT_EQ(run(silent_centre()), 0) << errors;
    const std::string secrets = read(folder.path("secrets.toml"));
    std::set<std::string> all;
    const std::regex quoted("= \"([^/\"]+)\"");
    for (std::sregex_iterator i(secrets.begin(), secrets.end(), quoted), end; i != end; ++i) {
        all.insert((*i)[1]);
    }
    EXPECT_EQ(all.size(), 6u) << "three passwords, the recovery key's, PIN and code";
    int files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(state())) {
        struct stat info {};
        ASSERT_EQ(stat(entry.path().c_str(), &info), 0);
        EXPECT_EQ(info.st_mode & 077, 0u) << entry.path();
        if (!entry.is_regular_file()) {
            continue;
        }
        ++files;
        for (const std::string& secret : all) {
            EXPECT_EQ(read(entry.path().string()).find(secret), std::string::npos) << entry.path();
        }
    }
    EXPECT_GE(files, 9);
    struct stat info {};
    ASSERT_EQ(stat(folder.path("secrets.toml").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0600u);
    for (const std::string& secret : all) {
        EXPECT_NE(printed.find(secret), std::string::npos) << "shown once";
    }
}

TEST_F(Setup, a_person_answers_in_german_and_is_asked_again_after_a_mistake) {
    const std::string answers =
        "Beratung Süd\n"  // name
        "süd\n\n"         // a short name that cannot be one, then the proposal
        "nicht ein name!\nqueue.example.org\n"
        "0\n9443\n"
        "überall\n\n"  // listen
        "3\n1\n"       // certificates
        "chefin\n"
        "chefin, anna\nanna, boris\n"
        "-\n"  // no terminal
        "vielleicht\nj\n";
    ASSERT_EQ(run({"centre", "--state", state()}, answers, nullptr, "de_DE.UTF-8"), 0)
        << printed << errors;
    EXPECT_NE(printed.find("Name der Beratungsstelle [Anerkennungsberatung]: "), std::string::npos);
    EXPECT_NE(printed.find("kein Rechnername und keine Adresse"), std::string::npos);
    EXPECT_NE(printed.find("„chefin“ kommt zweimal vor"), std::string::npos);
    EXPECT_NE(printed.find("Bitte ja oder nein"), std::string::npos);
    EXPECT_EQ(facts().centre, "beratung-sued");
    EXPECT_EQ(facts().service, "https://queue.example.org:9443");
    EXPECT_TRUE(facts().terminals.empty());
    auto queue = store::open_queue(state() + "/queue/queue.db", vault::hash);
    EXPECT_EQ((*(*queue)->accounts.find("chefin"))->rights, *rights_of_role("all"));
    EXPECT_TRUE((*queue)->accounts.find("boris")->has_value());
    EXPECT_FALSE((*queue)->accounts.find("empfang")->has_value());
}

TEST_F(Setup, who_says_no_or_stops_answering_has_changed_nothing) {
    ASSERT_EQ(run({"centre", "--state", state()}, "\n\n\n\n\n\n\n\n\nn\n"), 0) << errors;
    EXPECT_NE(printed.find("Nothing was made."), std::string::npos);
    EXPECT_FALSE(fs::exists(state()));
    EXPECT_EQ(run({"centre", "--state", state()}, "Nord\n\n"), 1);
    EXPECT_NE(errors.find("--host"), std::string::npos) << errors;
    EXPECT_FALSE(fs::exists(state()));
    EXPECT_EQ(run({"centre", "--state", state(), "--host", "a b"}), 1)
        << "a wrong option is not asked for";
    EXPECT_EQ(run({"--yes", "centre", "--state", state(), "--account", "leitung"}), 1);
    EXPECT_NE(errors.find("twice"), std::string::npos);
    EXPECT_FALSE(fs::exists(state()));
}

TEST_F(Setup, answers_come_from_a_file_and_options_stand_above_it) {
    std::ofstream(folder.path("a.toml"))
        << "[centre]\nname = \"Nord\"\n[service]\nhost = \"127.0.0.1\"\nport = 9000\n"
           "[accounts]\nothers = []\n[terminals]\nnames = []\n";
    ASSERT_EQ(run({"-y", "centre", "--state", state(), "--answers", folder.path("a.toml"), "--port",
                   "9001"}),
              0)
        << errors;
    EXPECT_EQ(facts().service, "https://127.0.0.1:9001");
    EXPECT_EQ(facts().name, "Nord");
    std::ofstream(folder.path("b.toml")) << "[service]\nhots = \"x\"\n";
    EXPECT_EQ(
        run({"-y", "centre", "--state", folder.path("b"), "--answers", folder.path("b.toml")}), 1);
    EXPECT_NE(errors.find("b.toml:2: service.hots"), std::string::npos) << errors;
}

TEST_F(Setup, given_certificates_are_taken_only_if_terminals_will_trust_them) {
    const support::TlsFiles good = support::make_tls_files(folder.path("good"), "127.0.0.1");
    const support::TlsFiles other = support::make_tls_files(folder.path("other"), "127.0.0.1");
    const auto with = [&](const std::string& host, const std::string& certificate,
                          const std::string& key, const std::string& authority) {
        return run({"--yes", "centre", "--state", state(), "--host", host, "--no-accounts",
                    "--no-terminals", "--certificate", certificate, "--private-key", key,
                    "--authority", authority});
    };
    EXPECT_EQ(with("10.0.0.1", good.certificate, good.key, good.ca), 1);
    EXPECT_NE(errors.find("not valid for 10.0.0.1"), std::string::npos) << errors;
    EXPECT_EQ(with("queue.example", good.certificate, good.key, good.ca), 1);
    EXPECT_EQ(with("127.0.0.1", good.certificate, other.key, good.ca), 1);
    EXPECT_NE(errors.find("is not the key of"), std::string::npos) << errors;
    EXPECT_EQ(with("127.0.0.1", good.certificate, good.key, other.ca), 1);
    EXPECT_NE(errors.find("does not confirm"), std::string::npos) << errors;
    EXPECT_EQ(with("127.0.0.1", good.key, good.key, good.ca), 1);
    EXPECT_NE(errors.find("expected a certificate in PEM"), std::string::npos) << errors;
    EXPECT_EQ(with("127.0.0.1", good.certificate, good.certificate, good.ca), 1);
    EXPECT_EQ(with("127.0.0.1", good.certificate, folder.path("none"), good.ca), 1);
    EXPECT_EQ(run({"--yes", "centre", "--state", state(), "--host", "127.0.0.1", "--certificate",
                   good.certificate}),
              1);
    EXPECT_NE(errors.find("all three files"), std::string::npos) << errors;
    EXPECT_FALSE(fs::exists(state())) << "nothing is made before they are checked";

    ASSERT_EQ(with("127.0.0.1", good.certificate, good.key, good.ca), 0) << errors;
    EXPECT_EQ(read(state() + "/tls/server.key"), read(good.key));
    EXPECT_FALSE(fs::exists(state() + "/tls/ca.key"));
    EXPECT_FALSE(facts().own_authority);
    struct stat info {};
    ASSERT_EQ(stat((state() + "/tls/server.key").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0600u);
}

TEST_F(Setup, a_second_run_keeps_the_centre) {
    ASSERT_EQ(run(silent_centre()), 0) << errors;
    const std::string before = read(state() + "/setup.toml"),
                      key = read(state() + "/tls/server.key");
    ASSERT_EQ(
        run({"--yes", "centre", "--state", state(), "--name", "Anders", "--host", "other.example"}),
        0)
        << errors;
    EXPECT_NE(printed.find("nothing was changed"), std::string::npos);
    EXPECT_EQ(read(state() + "/setup.toml"), before);
    EXPECT_EQ(read(state() + "/tls/server.key"), key);
    EXPECT_EQ(names(state()).count(".setup"), 0u);
}

TEST_F(Setup, a_second_run_looks_after_the_certificate) {
    ASSERT_EQ(run(silent_centre()), 0) << errors;
    fs::remove(state() + "/tls/server.pem");
    EXPECT_EQ(run({"--yes", "centre", "--state", state()}), 1);
    EXPECT_NE(errors.find("server.pem"), std::string::npos) << errors;
}

TEST_F(Setup, an_interruption_at_any_step_leaves_nothing_and_the_next_run_works) {
    int steps = 0;
    for (int status = 1; status != 0; ++steps) {
        ASSERT_LT(steps, 20);
        AtStep interruption(steps);
        status = run(silent_centre(), "", &interruption);
        EXPECT_FALSE(interruption.held);
        if (status != 0) {
            EXPECT_NE(errors.find("interrupted"), std::string::npos) << errors;
            EXPECT_FALSE(fs::exists(state())) << "a folder that was made for it";
            EXPECT_FALSE(fs::exists(folder.path("secrets.toml")));
        }
    }
    EXPECT_GE(steps, 5) << "each account, each terminal, and the last moment";
    EXPECT_TRUE(fs::exists(state() + "/setup.toml"));
}

TEST_F(Setup, what_a_killed_set_up_left_is_removed_but_nothing_foreign) {
    fs::create_directories(state() + "/.setup/queue");
    std::ofstream(state() + "/.setup/moving");
    std::ofstream(state() + "/.setup/queue/queue.db") << "half";
    fs::create_directories(state() + "/tls");
    std::ofstream(state() + "/tls/ca.pem") << "half";
    std::ofstream(state() + "/notes.txt") << "mine";
    ASSERT_EQ(run(silent_centre()), 0) << errors;
    EXPECT_NE(read(state() + "/tls/ca.pem"), "half");
    EXPECT_EQ(read(state() + "/notes.txt"), "mine");

    fs::create_directories(folder.path("old/queue"));
    std::ofstream(folder.path("old/queue/queue.db")) << "somebody's";
    EXPECT_EQ(run({"--yes", "centre", "--state", folder.path("old")}), 1);
    EXPECT_NE(errors.find(folder.path("old/queue")), std::string::npos) << errors;
    EXPECT_EQ(read(folder.path("old/queue/queue.db")), "somebody's");
    EXPECT_EQ(names(folder.path("old")), std::set<std::string>{"queue"});
}

TEST_F(Setup, a_folder_that_is_not_there_is_made_with_the_way_to_it) {
    ASSERT_EQ(run({"--yes", "centre", "--state", folder.path("var/lib/lotse/queue/"),
                   "--no-accounts", "--no-terminals"}),
              0)
        << errors;
    struct stat info {};
    ASSERT_EQ(stat(folder.path("var/lib/lotse/queue").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0700u);
    ASSERT_EQ(stat(folder.path("var/lib/lotse").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0755u)
        << "the terminal's folder may lie beside, for another user";
}

TEST_F(Setup, two_at_once_do_not_meet) {
    fs::create_directories(state() + "/.setup");
    const int other = ::open((state() + "/.setup").c_str(), O_RDONLY | O_DIRECTORY);
    ASSERT_EQ(flock(other, LOCK_EX), 0);
    EXPECT_EQ(run(silent_centre()), 1);
    EXPECT_NE(errors.find("another set-up is running"), std::string::npos) << errors;
    EXPECT_TRUE(fs::exists(state() + "/.setup")) << "it is the other's";
    ::close(other);
    EXPECT_EQ(run(silent_centre()), 0) << errors;
}

TEST_F(Setup, files_that_cannot_be_written_are_named_and_leave_nothing) {
    std::ofstream(folder.path("secrets.toml")) << "an older one";
    EXPECT_EQ(run(silent_centre()), 1);
    EXPECT_NE(errors.find("secrets.toml"), std::string::npos);
    EXPECT_FALSE(fs::exists(state()));
    EXPECT_EQ(read(folder.path("secrets.toml")), "an older one");
    EXPECT_EQ(run({"--yes", "centre", "--state", folder.path("secrets.toml/x")}), 1);
    EXPECT_EQ(run({"--yes", "centre", "--state", folder.path("a/b/c"), "--secrets",
                   folder.path("d/secrets.toml")}),
              1);
    EXPECT_FALSE(fs::exists(folder.path("a"))) << "nor the way to it";
    EXPECT_EQ(run({"--yes", "centre", "--state", state(), "--owner", "nobody-of-this-name"}), 1);
    EXPECT_NE(errors.find("no such user"), std::string::npos);
}

TEST_F(Setup, what_a_german_set_up_refuses_is_said_in_german) {
    std::ofstream(folder.path("there")) << "no answers = =";
    const auto refused = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"--lang", "de", "--yes"});
        EXPECT_EQ(run(words), 1);
        return errors;
    };
    const std::string missing = folder.path("missing"), there = folder.path("there");
    const auto centre = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"centre", "--state", state(), "--no-terminals"});
        return more;
    };
    using testing::HasSubstr;
    EXPECT_THAT(refused(centre({"--answers", missing})), HasSubstr("missing: gibt es nicht"));
    EXPECT_THAT(refused(centre({"--answers", folder.path()})), HasSubstr("ist ein Ordner"));
    EXPECT_THAT(refused(centre({"--secrets", there})), HasSubstr("there: gibt es schon"));
    EXPECT_THAT(refused(centre({"--secrets", missing + "/x"})),
                HasSubstr("missing: gibt es nicht"));
    EXPECT_THAT(refused({"centre", "--state", there + "/x"}),
                HasSubstr("ein Teil des Pfads ist kein Ordner"));
    EXPECT_THAT(refused({"qr", missing}), HasSubstr("missing: gibt es nicht"));
    EXPECT_THAT(refused({"terminal", "--state", state(), "--from", missing}),
                HasSubstr("missing: gibt es nicht"));
    EXPECT_THAT(refused(centre({"--answers", there})),
                HasSubstr("Der Grund, auf Englisch: is not valid TOML"));
    EXPECT_FALSE(fs::exists(state()));
}

TEST_F(Setup, files_of_a_folder_that_belongs_to_the_services_user_become_its_own) {
    if (geteuid() != 0) {
        GTEST_SKIP() << "needs root";
    }
    fs::create_directories(state());
    ASSERT_EQ(chown(state().c_str(), 65534, 65534), 0);
    ASSERT_EQ(run(silent_centre()), 0) << errors;
    ASSERT_EQ(run({"--yes", "terminal-file", "--state", state(), "--out", folder.path("t2.lotse")},
                  password_of("leitung") + "\n"),
              0)
        << errors;
    for (const auto& entry : fs::recursive_directory_iterator(state())) {
        struct stat info {};
        ASSERT_EQ(stat(entry.path().c_str(), &info), 0);
        EXPECT_EQ(info.st_uid, 65534u) << entry.path();
    }
    ASSERT_EQ(run({"terminal", "--state", folder.path("kiosk"), "--from", file(), "--owner",
                   "nobody", "--no-test"},
                  code() + "\n"),
              0)
        << errors;
    struct stat info {};
    ASSERT_EQ(stat(folder.path("kiosk/terminal/terminal.key").c_str(), &info), 0);
    EXPECT_EQ(info.st_uid, 65534u);
}

TEST_F(Setup, the_address_to_listen_on_is_written_into_the_services_settings_and_nothing_else) {
    const std::string config = folder.path("queue.toml");
    std::ofstream(config) << "# mine\n[listen]\naddress = \"127.0.0.1\"   # loopback\nport = "
                             "8443\n[limits]\nthreads = 3\n";
    ASSERT_EQ(run({"--yes", "centre", "--state", state(), "--host", "queue.example", "--port",
                   "9443", "--no-terminals", "--config", config}),
              0)
        << errors;
    EXPECT_EQ(read(config),
              "# mine\n[listen]\naddress = \"0.0.0.0\"\nport = 9443\n[limits]\nthreads = 3\n");
    std::ofstream(config) << "[limits]\nthreads = 3\n";
    ASSERT_EQ(run({"--yes", "centre", "--state", folder.path("b"), "--host", "queue.example",
                   "--no-terminals", "--config", config}),
              0);
    EXPECT_EQ(read(config), "[limits]\nthreads = 3\n");
    EXPECT_NE(printed.find("[listen]"), std::string::npos) << "what cannot be written is said";
}

TEST_F(Setup, a_terminal_takes_its_file_and_seals_for_the_centre) {
    ASSERT_EQ(run(silent_centre()), 0) << errors;
    const std::string kiosk = folder.path("kiosk");
    EXPECT_EQ(
        run({"terminal", "--state", kiosk, "--from", file(), "--no-test"}, "wrong\nwrong\nwrong\n"),
        1);
    EXPECT_NE(errors.find("does not fit"), std::string::npos) << errors;
    EXPECT_FALSE(fs::exists(kiosk));
    EXPECT_EQ(run({"--yes", "terminal", "--state", kiosk, "--from", file(), "--no-test"},
                  "wrong\n" + code() + "\n"),
              1)
        << "a script has one attempt";
    ASSERT_EQ(run({"terminal", "--state", kiosk, "--from", file(), "--no-test"},
                  "wrong\n" + code() + "\n"),
              0)
        << errors;
    EXPECT_EQ(names(kiosk), std::set<std::string>{"terminal"});
    EXPECT_EQ(names(kiosk + "/terminal"),
              (std::set<std::string>{"ca.pem", "enrolment.toml", "terminal.key"}));
    EXPECT_EQ(read(kiosk + "/terminal/ca.pem"), read(state() + "/tls/ca.pem"));
    const auto enrolment =
        codec::read_enrolment(read(kiosk + "/terminal/enrolment.toml"), "enrolment.toml");
    ASSERT_TRUE(enrolment.ok());
    EXPECT_EQ(enrolment->terminal, "eingang");
    EXPECT_EQ(enrolment->recipients, facts().recipients);
    EXPECT_EQ(enrolment->configuration_key, facts().configuration_key);
    EXPECT_TRUE(vault::verify_pin(found(read(folder.path("secrets.toml")), "pin = \"(.*)\""),
                                  enrolment->pin_hash));

    const auto sealed = seal_as_terminal(kiosk, {"TEST", "de", ""}, "answers");
    ASSERT_TRUE(sealed.ok()) << to_string(sealed.error());
    auto queue = store::open_queue(state() + "/queue/queue.db", vault::hash);
    EXPECT_TRUE(vault::verify(sealed->intake.envelope,
                              **(*queue)->terminals.key("beratung-koeln", "eingang"))
                    .ok());
    const auto keys =
        support::opened_account(**(*queue)->accounts.find("empfang"), password_of("empfang"),
                                vault::load_service_key(state() + "/keys/service.key").value());
    EXPECT_EQ(*vault::open(sealed->intake.envelope, *keys->centre), "answers");
}

TEST_F(Setup, a_terminal_keeps_what_it_has) {
    ASSERT_EQ(run(silent_centre()), 0) << errors;
    const std::string kiosk = folder.path("kiosk"), typed = code() + "\n";
    ASSERT_EQ(run({"terminal", "--state", kiosk, "--from", file(), "--no-test"}, typed), 0)
        << errors;
    const std::string before = read(kiosk + "/terminal/enrolment.toml");
    EXPECT_EQ(run({"terminal", "--state", kiosk, "--from", file(), "--no-test"}, typed), 0)
        << "the same file again";
    ASSERT_EQ(run({"--yes", "terminal-file", "--state", state(), "--out", folder.path("t2.lotse"),
                   "--secrets", folder.path("s2")},
                  password_of("leitung") + "\n"),
              0)
        << errors;
    const std::string second = found(read(folder.path("s2")), "code = \"(.*)\"");
    EXPECT_EQ(run({"terminal", "--state", kiosk, "--from", folder.path("t2.lotse"), "--no-test"},
                  second + "\n"),
              1);
    EXPECT_NE(errors.find("another terminal"), std::string::npos) << errors;
    EXPECT_EQ(read(kiosk + "/terminal/enrolment.toml"), before);
    AtStep now(0);
    EXPECT_EQ(run({"terminal", "--state", folder.path("k2"), "--from", folder.path("t2.lotse"),
                   "--no-test"},
                  second + "\n", &now),
              1);
    EXPECT_TRUE(names(folder.path("k2")).empty()) << "interrupted";
}

TEST_F(Setup, a_scanner_types_the_text_and_the_code_follows) {
    ASSERT_EQ(run(silent_centre()), 0) << errors;
    std::string typed = read(file());
    std::transform(typed.begin(), typed.end(), typed.begin(),
                   [](char c) { return static_cast<char>(std::tolower(c)); });
    ASSERT_EQ(run({"terminal", "--state", folder.path("kiosk"), "--from", "-", "--no-test"},
                  typed + code() + "\r\n"),
              0)
        << errors;
    EXPECT_EQ(run({"terminal", "--state", folder.path("k2"), "--from", "-"}, typed.substr(0, 400)),
              1);
    EXPECT_NE(errors.find("is no file for a terminal"), std::string::npos) << errors;
    std::ofstream(folder.path("damaged")) << typed.substr(0, 300) << 'Y' << typed.substr(301);
    EXPECT_EQ(run({"terminal", "--state", folder.path("k2"), "--from", folder.path("damaged")},
                  code() + "\n"),
              1);
    EXPECT_NE(errors.find("keyboard"), std::string::npos) << errors;
    EXPECT_FALSE(fs::exists(folder.path("k2")));
}

TEST_F(Setup, further_terminals_get_free_names_and_letters_and_none_is_replaced) {
    ASSERT_EQ(run(silent_centre()), 0) << errors;
    const std::string password = password_of("leitung") + "\n";
    ASSERT_EQ(run({"terminal-file", "--state", state()},
                  "\n\n" + folder.path("one.lotse") + "\n\n" + password),
              0)
        << errors;
    ASSERT_EQ(run({"-y", "terminal-file", "--state", state(), "--out", folder.path("two.lotse")},
                  password),
              0)
        << errors;
    EXPECT_EQ(run({"-y", "terminal-file", "--state", state(), "--out", folder.path("x")},
                  "wrong horse battery\n"),
              1);
    EXPECT_EQ(run({"-y", "terminal-file", "--state", state(), "--out", folder.path("x"),
                   "--account", "empfang"},
                  password_of("empfang") + "\n"),
              1);
    EXPECT_NE(errors.find("may not enrol"), std::string::npos) << errors;
    EXPECT_EQ(facts().terminals,
              (std::vector<std::string>{"eingang A", "terminal-1 B", "terminal-2 C"}));
    EXPECT_EQ(run({"-y", "terminal-file", "--state", state(), "--name", "neu", "--prefix", "A",
                   "--out", folder.path("x")}),
              1);
    EXPECT_NE(errors.find("eingang"), std::string::npos) << errors;
    EXPECT_EQ(run({"-y", "terminal-file", "--state", state(), "--name", "eingang", "--out",
                   folder.path("x")}),
              1);
    EXPECT_NE(errors.find("terminal revoke"), std::string::npos) << errors;
    EXPECT_EQ(run({"-y", "terminal-file", "--state", state(), "--out", folder.path("one.lotse")},
                  password),
              1)
        << "files are not overwritten";
    EXPECT_FALSE(fs::exists(folder.path("x")));
    EXPECT_EQ(facts().terminals.size(), 3u);
    const auto held = store::open_queue(state() + "/queue/queue.db", vault::hash);
    EXPECT_FALSE((*held)->terminals.key("beratung-koeln", "neu")->has_value());
    EXPECT_EQ(run({"-y", "terminal-file", "--state", state(), "--out", folder.path("x")}, password),
              1);
    EXPECT_NE(errors.find("systemctl stop"), std::string::npos) << errors;
    EXPECT_EQ(run({"-y", "terminal-file", "--state", folder.path("nowhere")}), 1);
    EXPECT_NE(errors.find("lotse-setup centre"), std::string::npos) << errors;
}

TEST_F(Setup, the_file_is_shown_as_a_qr_code) {
    ASSERT_EQ(run(silent_centre()), 0) << errors;
    ASSERT_EQ(run({"qr", file()}), 0) << errors;
    EXPECT_GT(std::count(printed.begin(), printed.end(), '\n'), 40);
    EXPECT_NE(printed.find("▀"), std::string::npos);
    ASSERT_EQ(run({"qr", file(), "--png", folder.path("qr.png")}), 0) << errors;
    EXPECT_EQ(read(folder.path("qr.png")).substr(1, 3), "PNG");
    EXPECT_EQ(run({"qr", file(), "--png", folder.path("qr.png")}), 1) << "not overwritten";
    EXPECT_EQ(run({"qr", folder.path("secrets.toml")}), 1);
    EXPECT_EQ(print::qr_code(std::string(5000, 'A')), std::nullopt);
    const auto code = print::qr_code("LOTSE");
    ASSERT_TRUE(code.has_value());
    EXPECT_EQ(code->side, 21 + 8);
    EXPECT_TRUE(code->black(4, 4)) << "a corner's pattern";
    EXPECT_FALSE(code->black(3, 3)) << "the quiet zone";
}

TEST_F(Setup, the_menu_leads_to_each_of_the_four) {
    EXPECT_EQ(run({}, "7\n"), 1);
    for (const char* line : {"  1  ", "  2  ", "  3  ", "  4  "}) {
        EXPECT_NE(printed.find(line), std::string::npos);
    }
    EXPECT_EQ(run({"--yes"}), 2) << "there is no menu for a script";
    EXPECT_EQ(run({"bogus"}), 2);
    EXPECT_EQ(run({"--lang", "fr"}), 2);
    EXPECT_EQ(run({"--help"}), 0);
    const std::string help = printed;
    for (const char* command : {"centre", "terminal-file", "terminal", "check", "qr"}) {
        EXPECT_NE(help.find(command), std::string::npos) << command;
        EXPECT_EQ(run({command, "--help"}), 0);
    }
}

TEST(SetupTexts, both_languages_say_everything_with_the_same_values) {
    const auto values = [](std::string_view text) {
        std::set<char> out;
        for (std::size_t i = 0; i + 2 < text.size(); ++i) {
            if (text[i] == '{' && text[i + 2] == '}') {
                out.insert(text[i + 1]);
            }
        }
        return out;
    };
    for (std::size_t i = 0; i < kTexts; ++i) {
        const Wording& both = wording(static_cast<Text>(i));
        EXPECT_FALSE(both.german.empty() || both.english.empty()) << i;
        EXPECT_EQ(values(both.german), values(both.english)) << both.english;
    }
    EXPECT_EQ(tongue_of("de_AT.UTF-8"), Tongue::German);
    EXPECT_EQ(tongue_of("C"), Tongue::English);
}

TEST(SetupHosts, names_and_addresses_are_told_from_everything_else) {
    for (const char* good : {"localhost", "lotse.example.org", "a-b.c", "xn--kln-sna.de",
                             "10.0.0.1", "::1", "2001:db8::5"}) {
        EXPECT_TRUE(is_host(good)) << good;
    }
    for (const std::string& bad :
         {std::string(), std::string("a b"), std::string("köln.de"), std::string("-a.de"),
          std::string("a-.de"), std::string("a..b"), std::string("a."), std::string("https://a"),
          std::string("a:8443"), std::string("10.0.0.256"), std::string("1.2.3"),
          std::string("[::1]"), std::string(64, 'a')}) {
        EXPECT_FALSE(is_host(bad)) << bad;
    }
}

}  // namespace
}  // namespace lotse::tools::setup
