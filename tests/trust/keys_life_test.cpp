// SPDX-License-Identifier: EUPL-1.2
// Who gets what opens intakes, whoever runs the service: by whose word, and sealed to whose key.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "codec/wire/intake_json.h"
#include "codec/wire/keys_wire.h"
#include "codec/wire/people_wire.h"
#include "codec/wire/proposal_wire.h"
#include "codec/wire/wire.h"
#include "support/temp_folder.h"
#include "trust/desk_at.h"
#include "trust/hostile_service.h"
#include "vault/envelope.h"
#include "vault/signed_document.h"

namespace lotse::trust {
namespace {

using Json = nlohmann::ordered_json;
using support::MemoryStore;
using support::TestCentre;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using testing::UnorderedElementsAre;

class KeysLife : public testing::Test {
protected:
    static void SetUpTestSuite() { spdlog::set_level(spdlog::level::off); }

    /// Everybody who is there is named in the register of people, with whoever vouches for them.
    void begin() {
        service.restart([this](MemoryStore& store) {
            people.centre = TestCentre::kCentre;
            for (const StaffAccount& one : centre.accounts) {
                if (one.centre == TestCentre::kCentre) {
                    people.people.push_back({one.name, one.rights, "test", WallTime{}, one.sign});
                }
            }
            ASSERT_TRUE(store
                            .keep_people(people,
                                         vault::sign_document(vault::kPeopleDocument,
                                                              codec::write_people(people),
                                                              centre.register_key()),
                                         {})
                            .ok());
            intake = sealed_to(centre.centre_key.public_key(), 1);
            ASSERT_TRUE(store.put(intake, WallTime{}).ok());
        });
    }
    SealedIntake sealed_to(const vault::PublicKey& key, int n) const {
        IntakeContent content;
        content.questionnaire = "anerkennung";
        content.language = "uk";
        const IntakeHeader header = centre.header(n);
        return vault::seal(header, codec::write_intake(content), {key}, centre.terminal_key)
            .value();
    }
    /// With a version more, which nobody was given yet.
    void add_version(const vault::PrivateKey& key, const std::string& name) {
        KeysRegister next = centre.keys();
        next.serial = 2;
        next.previous = vault::hash(centre.signed_form(centre.keys()));
        const vault::PublicKey& made = key.public_key();
        next.versions.push_back({name, Bytes(made.bytes.begin(), made.bytes.end()), true,
                                 WallTime{std::chrono::seconds{1'790'000'000}}, 1});
        ASSERT_TRUE(service.store().keep_keys(next, centre.signed_form(next), {}).ok());
    }
    void grant(const char* account, const vault::PrivateKey& key, const std::string& name) {
        StaffAccount holder = account_of(account);
        vault::PublicKey box;
        std::copy(holder.box.begin(), holder.box.end(), box.bytes.begin());
        holder.grants.push_back(
            {std::string(kGrantVersion), name, vault::seal_grant(key.secret(), box).value()});
        ASSERT_TRUE(service.store()
                        .save(holder, {"test", AuditAction::AccessGranted, account, WallTime{}})
                        .ok());
    }
    StaffAccount account_of(const std::string& name) {
        return **service.store().accounts.find(name);
    }
    bool has(const std::string& account, const std::string& version) {
        const StaffAccount held = account_of(account);
        return std::any_of(held.grants.begin(), held.grants.end(), [&](const Grant& one) {
            return one.kind == kGrantVersion && one.name == version;
        });
    }
    static void log_in(DeskAt& desk, const char* account) {
        ASSERT_TRUE(std::holds_alternative<desk::LoggedIn>(
            desk.answer_to(desk::LogIn{account, SecretText(TestCentre::kPassword)})))
            << account;
    }
    /// An admin who reads nothing lets a counsellor in, who chooses a password.
    void let_in(DeskAt& admin, DeskAt& hers) {
        log_in(admin, TestCentre::kAdmin);
        const admin::Event given = std::get<admin::Event>(admin.answer_to(
            admin::Effect(admin::GiveRights{"dora", *rights_of_role("counsellor"), false})));
        const auto* made = std::get_if<admin::CodeMade>(&given);
        ASSERT_NE(made, nullptr);
        ASSERT_TRUE(std::holds_alternative<desk::PasswordWanted>(
            hers.answer_to(desk::LogIn{"dora", made->code.code})));
        ASSERT_TRUE(std::holds_alternative<desk::LoggedIn>(
            hers.answer_to(desk::ChoosePassword{SecretText("vier Woerter sind genug")})));
    }
    /// Done to what a desk is told of one reader.
    void alter_reader(const std::string& account, std::function<void(Json&)> spoil) {
        service.alter([account, spoil](const std::string& route, std::string& body) {
            if (route != "GET /v1/centre") {
                return;
            }
            Json json = Json::parse(body);
            for (Json& reader : json["readers"]) {
                if (reader["account"] == account) {
                    spoil(reader);
                }
            }
            body = json.dump();
        });
    }
    bool opens(DeskAt& desk, const SealedIntake& sealed) {
        desk.known();  // what was reported before is not the answer
        const QueueEntry entry = **service.store().find(TestCentre::kCentre, sealed.header.id);
        return std::holds_alternative<desk::CaseDecrypted>(desk.answer_to(desk::OpenCase{entry}));
    }
    KeysRegister keys() {
        const std::string document = *service.store().signed_keys(TestCentre::kCentre);
        return codec::read_keys(std::string_view(document).substr(document.find('\n') + 1)).value();
    }
    WallTime now() const {
        return WallTime{std::chrono::seconds{1'795'000'000}} + service.passed();
    }
    auto rows() { return service.store().audit_rows; }

    TestCentre centre;
    HostileService service{centre};
    PeopleRegister people;
    SealedIntake intake;
    support::TempFolder memory, other, own;
};

TEST_F(KeysLife, a_reader_whom_an_admin_lets_in_without_the_key_is_admitted_by_a_colleague) {
    begin();
    DeskAt admin(centre, service.url(), memory.path()), hers(centre, service.url(), own.path());
    let_in(admin, hers);
    const std::string fingerprint = hers.known().own_fingerprint;
    EXPECT_EQ(fingerprint.size(), 39u) << "eight groups of four digits";
    EXPECT_FALSE(opens(hers, intake));
    EXPECT_FALSE(has("dora", "0"));

    DeskAt colleague(centre, service.url(), other.path());
    log_in(colleague, TestCentre::kOtherAccount);
    const std::vector<desk::Newcomer> asked = colleague.known().newcomers;
    ASSERT_EQ(asked.size(), 1u);
    EXPECT_EQ(asked[0].account, "dora");
    EXPECT_EQ(asked[0].by, TestCentre::kAdmin);
    EXPECT_EQ(asked[0].fingerprint, fingerprint);
    EXPECT_FALSE(has("dora", "0")) << "nobody said yes";

    ASSERT_TRUE(colleague.after<desk::QueueKnown>(desk::Admit{asked[0]}));
    EXPECT_TRUE(has("dora", "0"));
    EXPECT_THAT(colleague.known().newcomers, IsEmpty());
    EXPECT_THAT(rows(), Contains(ElementsAre(TestCentre::kOtherAccount, "access granted",
                                             StartsWith("dora 0 "))));
    ASSERT_TRUE(hers.after<desk::TerminalsKnown>(desk::AskTerminals{}));
    EXPECT_EQ(hers.known().own_fingerprint, "");
    EXPECT_TRUE(opens(hers, intake)) << "in the same session";
    EXPECT_TRUE(std::holds_alternative<desk::Unlocked>(
        hers.answer_to(desk::Unlock{"dora", SecretText("vier Woerter sind genug")})));
    EXPECT_TRUE(opens(hers, intake)) << "and after a lock";
}

TEST_F(KeysLife, a_service_that_puts_another_key_in_somebodys_place_is_found) {
    begin();
    DeskAt admin(centre, service.url(), memory.path()), hers(centre, service.url(), own.path());
    let_in(admin, hers);
    const vault::PublicKey foreign = vault::PrivateKey::generate().public_key();
    const Bytes box(foreign.bytes.begin(), foreign.bytes.end());
    alter_reader("dora", [&](Json& reader) { reader["box"] = codec::to_base64(box); });
    {
        DeskAt colleague(centre, service.url(), other.path());
        log_in(colleague, TestCentre::kOtherAccount);
        EXPECT_THAT(colleague.known().newcomers, IsEmpty()) << "nobody is asked about a forgery";
        EXPECT_THAT(rows(), Contains(ElementsAre(TestCentre::kOtherAccount, "alarm", "A8")));
    }
    // Without anybody who vouches, the person who compares finds another fingerprint.
    alter_reader("dora", [&](Json& reader) {
        reader["box"] = codec::to_base64(box);
        reader["vouched"] = "";
    });
    DeskAt colleague(centre, service.url(), other.path());
    log_in(colleague, TestCentre::kOtherAccount);
    const std::vector<desk::Newcomer> asked = colleague.known().newcomers;
    ASSERT_EQ(asked.size(), 1u);
    EXPECT_NE(asked[0].fingerprint, hers.known().own_fingerprint);
    EXPECT_FALSE(has("dora", "0"));
    // What was compared is what is admitted, not what the service says later.
    alter_reader("dora", [](Json&) {});
    ASSERT_TRUE(colleague.after<desk::TerminalsKnown>(desk::AskTerminals{}));
    EXPECT_TRUE(colleague.after<desk::ActionRefused>(desk::Admit{asked[0]}));
    EXPECT_FALSE(has("dora", "0"));
}

TEST_F(KeysLife, who_reads_gets_what_a_colleague_has_without_a_question_but_no_key_of_a_stranger) {
    begin();
    const vault::PrivateKey key = vault::PrivateKey::generate();
    add_version(key, "2026-12");
    grant(TestCentre::kOtherAccount, key, "2026-12");
    const SealedIntake later = sealed_to(key.public_key(), 2);
    ASSERT_TRUE(service.store().put(later, WallTime{}).ok());
    DeskAt annas(centre, service.url(), own.path());
    log_in(annas, TestCentre::kAccount);
    EXPECT_TRUE(opens(annas, intake));
    EXPECT_FALSE(opens(annas, later));

    alter_reader(TestCentre::kAccount, [](Json& reader) {
        const vault::PublicKey foreign = vault::PrivateKey::generate().public_key();
        reader["box"] = codec::to_base64(Bytes(foreign.bytes.begin(), foreign.bytes.end()));
    });
    {
        DeskAt colleague(centre, service.url(), memory.path());
        log_in(colleague, TestCentre::kOtherAccount);
        EXPECT_THAT(colleague.known().newcomers, IsEmpty());
        EXPECT_FALSE(has(TestCentre::kAccount, "2026-12"));
        EXPECT_THAT(rows(), Contains(ElementsAre(TestCentre::kOtherAccount, "alarm", "A8")));
    }
    service.alter(nullptr);
    DeskAt colleague(centre, service.url(), memory.path());
    log_in(colleague, TestCentre::kOtherAccount);
    EXPECT_THAT(colleague.known().newcomers, IsEmpty());
    EXPECT_TRUE(has(TestCentre::kAccount, "2026-12"));
    ASSERT_TRUE(annas.after<desk::TerminalsKnown>(desk::AskTerminals{}));
    EXPECT_TRUE(opens(annas, later));
    EXPECT_TRUE(opens(annas, intake)) << "and what was sealed before";
}

TEST_F(KeysLife, somebody_from_before_keys_were_registered_is_asked_about) {
    begin();
    const vault::PrivateKey key = vault::PrivateKey::generate();
    add_version(key, "2026-12");
    grant(TestCentre::kOtherAccount, key, "2026-12");
    PeopleRegister next = people;
    next.serial = 2;
    next.previous = vault::hash(*service.store().signed_people(TestCentre::kCentre));
    for (RegisteredPerson& person : next.people) {
        person.sign.clear();
    }
    ASSERT_TRUE(
        service.store()
            .keep_people(next,
                         vault::sign_document(vault::kPeopleDocument, codec::write_people(next),
                                              centre.register_key()),
                         {})
            .ok());
    DeskAt colleague(centre, service.url(), memory.path());
    log_in(colleague, TestCentre::kOtherAccount);
    const std::vector<desk::Newcomer> asked = colleague.known().newcomers;
    ASSERT_EQ(asked.size(), 1u);
    EXPECT_EQ(asked[0].account, TestCentre::kAccount);
    EXPECT_FALSE(has(TestCentre::kAccount, "2026-12"));
    ASSERT_TRUE(colleague.after<desk::QueueKnown>(desk::Admit{asked[0]}));
    EXPECT_TRUE(has(TestCentre::kAccount, "2026-12"));
    EXPECT_THAT(rows(), Not(Contains(ElementsAre(testing::_, "alarm", testing::_))));
}

TEST_F(KeysLife, who_reads_makes_versions_an_admins_desk_signs_and_terminals_seal_to_them) {
    service.key_months = 1;
    begin();
    {
        DeskAt counsellor(centre, service.url(), other.path());
        log_in(counsellor, TestCentre::kOtherAccount);
        const std::optional<desk::KeysWait> wait = counsellor.known().keys_wait;
        EXPECT_EQ(keys().serial, 1) << "nobody signed";
        ASSERT_TRUE(wait.has_value()) << "which the desk says, and who could";
        EXPECT_FALSE(wait->reader_left);
        EXPECT_THAT(wait->signers, UnorderedElementsAre(TestCentre::kAccount, TestCentre::kAdmin));
        EXPECT_TRUE(has(TestCentre::kOtherAccount, "2026-12"));
        EXPECT_TRUE(has(TestCentre::kAccount, "2027-01")) << "made for all who read";
        EXPECT_TRUE(opens(counsellor, intake))
            << "and what waits opens nothing, and hinders nothing";
    }
    {
        DeskAt admin(centre, service.url(), memory.path());
        log_in(admin, TestCentre::kAdmin);
        EXPECT_FALSE(admin.known().keys_wait.has_value()) << "it was signed for at once";
    }
    const KeysRegister signed_for = keys();
    EXPECT_EQ(signed_for.serial, 2);
    ASSERT_EQ(signed_for.versions.size(), 3u);
    EXPECT_THAT(rows(),
                Contains(ElementsAre(TestCentre::kOtherAccount, "key proposed", "2026-12")));
    EXPECT_THAT(rows(), Contains(ElementsAre(TestCentre::kAdmin, "key added", "2027-01")));

    service.pass(std::chrono::days{20});
    const KeyVersion& current = version_at(signed_for, now());
    EXPECT_EQ(current.version, "2026-12");
    vault::PublicKey half;
    std::copy(current.key.begin(), current.key.end(), half.bytes.begin());
    const SealedIntake later = sealed_to(half, 2);
    ASSERT_TRUE(service.store().put(later, WallTime{}).ok());
    DeskAt annas(centre, service.url(), own.path());
    log_in(annas, TestCentre::kAccount);
    EXPECT_TRUE(opens(annas, later));
    EXPECT_TRUE(opens(annas, intake));
    EXPECT_EQ(keys().versions.size(), 4u) << "she reads and signs: one more lies ahead";
    EXPECT_FALSE(keys().versions[0].current) << "the first one is over";
    const std::int64_t serial = keys().serial;
    ASSERT_TRUE(annas.after<desk::TerminalsKnown>(desk::AskTerminals{}));
    EXPECT_EQ(keys().serial, serial) << "and nothing more is made";
}

TEST_F(KeysLife, a_version_that_nobody_who_reads_made_is_not_signed_for) {
    service.key_months = 1;
    begin();
    const vault::PublicKey foreign = vault::PrivateKey::generate().public_key();
    const vault::SigningKey stranger = vault::SigningKey::generate();
    const auto forged = [&](const char* by, const vault::SigningKey& signer) {
        return vault::sign_document(
            vault::kProposalDocument,
            codec::write_proposal({TestCentre::kCentre, "2026-12",
                                   Bytes(foreign.bytes.begin(), foreign.bytes.end()),
                                   now() + std::chrono::days{1}, 1, by}),
            signer);
    };
    service.alter([&](const std::string& route, std::string& body) {
        if (route == "GET /v1/centre") {
            Json json = Json::parse(body);
            json["proposals"] = {forged(TestCentre::kOtherAccount, stranger),
                                 forged(TestCentre::kAdmin, stranger),
                                 forged(TestCentre::kReception, stranger),
                                 forged("nobody", stranger), "not signed at all"};
            for (Json& reader : json["readers"]) {  // it says that the stranger's key is theirs
                reader["sign"] = codec::to_base64(stranger.public_key());
            }
            body = json.dump();
        }
    });
    DeskAt admin(centre, service.url(), memory.path());
    log_in(admin, TestCentre::kAdmin);
    admin.known();
    EXPECT_EQ(keys().serial, 1);
}

TEST_F(KeysLife, after_a_reader_left_nobody_seals_to_what_that_person_had) {
    begin();
    DeskAt admin(centre, service.url(), memory.path()), annas(centre, service.url(), own.path());
    log_in(admin, TestCentre::kAdmin);
    log_in(annas, TestCentre::kAccount);
    ASSERT_TRUE(std::holds_alternative<admin::PeopleChanged>(std::get<admin::Event>(
        admin.answer_to(admin::Effect(admin::RemovePerson{TestCentre::kOtherAccount})))));
    EXPECT_EQ(version_at(keys(), now()).version, "0") << "nobody who reads was there";
    ASSERT_TRUE(annas.after<desk::TerminalsKnown>(desk::AskTerminals{}));
    const KeysRegister next = keys();
    EXPECT_EQ(version_at(next, now()).version, "2026-11-18");
    EXPECT_FALSE(next.versions[0].current);
    EXPECT_TRUE(has(TestCentre::kAccount, "2026-11-18"));
    EXPECT_TRUE(opens(annas, intake)) << "what was sealed before";
}

}  // namespace
}  // namespace lotse::trust
