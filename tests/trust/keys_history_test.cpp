// SPDX-License-Identifier: EUPL-1.2
// Months of a centre whose people come and go, and at each step: who opens what. Desks do all of it
// at the real service; what is looked at is what each person's keys open, those of who left as they
// were when they left. LOTSE_KEY_HISTORIES says how many histories, LOTSE_KEY_SEED where they
// begin.
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "codec/wire/keys_wire.h"
#include "codec/wire/people_wire.h"
#include "support/opened_account.h"
#include "support/temp_folder.h"
#include "trust/desk_at.h"
#include "trust/hostile_service.h"
#include "vault/envelope.h"
#include "vault/signed_document.h"

namespace lotse::trust {
namespace {

using support::MemoryStore;
using support::TestCentre;

constexpr int kMonths = 24;
constexpr int kPeople = 6;
constexpr const char* kOwnPassword = "vier Woerter sind genug";

int from_environment(const char* name, int otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::atoi(text);
}

class History {
public:
    explicit History(unsigned seed) : m_random(seed) {
        m_service.key_months = 1;
        m_service.restart([this](MemoryStore& store) {
            PeopleRegister people;
            people.centre = TestCentre::kCentre;
            for (const StaffAccount& one : m_centre.accounts) {
                if (one.name == TestCentre::kAccount || one.name == TestCentre::kAdmin) {
                    people.people.push_back({one.name, one.rights, "test", WallTime{}, one.sign});
                }
            }
            ASSERT_TRUE(store
                            .keep_people(people,
                                         vault::sign_document(vault::kPeopleDocument,
                                                              codec::write_people(people),
                                                              m_centre.register_key()),
                                         {})
                            .ok());
        });
    }

    void run() {
        for (int month = 0; month < kMonths && !testing::Test::HasFailure(); ++month) {
            for (int i = 0; i < 3; ++i) {
                m_service.pass(std::chrono::days{10});
                if (chance(60)) {
                    seal();
                }
                if (chance(50)) {
                    somebody_comes_or_goes();
                }
                if (chance(60)) {
                    anna_works();
                }
            }
            check(month);
        }
        EXPECT_GT(m_sealed.size(), 10u);
    }

private:
    struct Person {
        bool admitted = false;
    };
    struct Left {
        vault::Keyring keys;
        std::set<std::size_t> opens;  ///< what was sealed while that person was there
    };

    bool chance(int percent) { return static_cast<int>(m_random() % 100) < percent; }
    KeysRegister keys() {
        const std::string text = *m_service.store().signed_keys(TestCentre::kCentre);
        return codec::read_keys(std::string_view(text).substr(text.find('\n') + 1)).value();
    }
    WallTime now() const {
        return WallTime{std::chrono::seconds{1'795'000'000}} + m_service.passed();
    }
    /// As a terminal does, which has the newest register.
    void seal() {
        const KeyVersion current = version_at(keys(), now());
        vault::PublicKey key;
        std::copy(current.key.begin(), current.key.end(), key.bytes.begin());
        m_sealed.push_back(vault::seal(m_centre.header(static_cast<int>(m_sealed.size()) + 1),
                                       "{\"answers\":{}}", {key}, m_centre.terminal_key)
                               .value()
                               .envelope);
    }
    template <class Work>
    void at_a_desk(const std::string& account, const char* password, Work work) {
        const support::TempFolder memory;
        DeskAt desk(m_centre, m_service.url(), memory.path());
        ASSERT_TRUE(std::holds_alternative<desk::LoggedIn>(
            desk.answer_to(desk::LogIn{account, SecretText(password)})))
            << account;
        desk.known();
        work(desk);
    }
    /// Who reads and signs looks after keys, and admits who waits.
    void anna_works() {
        at_a_desk(TestCentre::kAccount, TestCentre::kPassword, [&](DeskAt& desk) {
            for (const desk::Newcomer& one : desk.known().newcomers) {
                if (chance(70)) {
                    ASSERT_TRUE(desk.after<desk::QueueKnown>(desk::Admit{one}));
                    m_people.at(one.account).admitted = true;
                }
            }
        });
    }
    void somebody_comes_or_goes() {
        const std::string name = "p" + std::to_string(m_random() % kPeople);
        if (m_people.contains(name)) {
            goes(name);
        } else {
            comes(name);
        }
    }
    void comes(const std::string& name) {
        // By an admin who reads nothing, or by somebody who passes the keys on.
        const bool by_reader = chance(40);
        std::string code;
        at_a_desk(
            by_reader ? TestCentre::kAccount : TestCentre::kAdmin, TestCentre::kPassword,
            [&](DeskAt& desk) {
                const admin::Event given = std::get<admin::Event>(desk.answer_to(
                    admin::Effect(admin::GiveRights{name, *rights_of_role("counsellor"), false})));
                const auto* made = std::get_if<admin::CodeMade>(&given);
                ASSERT_NE(made, nullptr) << name;
                code = made->code.code.view();
            });
        const support::TempFolder memory;
        DeskAt desk(m_centre, m_service.url(), memory.path());
        ASSERT_TRUE(std::holds_alternative<desk::PasswordWanted>(
            desk.answer_to(desk::LogIn{name, SecretText(code)})));
        ASSERT_TRUE(std::holds_alternative<desk::LoggedIn>(
            desk.answer_to(desk::ChoosePassword{SecretText(kOwnPassword)})));
        desk.known();
        m_people[name].admitted = by_reader;
    }
    void goes(const std::string& name) {
        std::set<std::size_t> before;
        for (std::size_t i = 0; i < m_sealed.size(); ++i) {
            before.insert(i);
        }
        vault::Keyring ring = keyring(name, kOwnPassword);
        if (!m_people.at(name).admitted) {
            EXPECT_FALSE(ring.opens()) << name;
            before.clear();
        }
        m_people.erase(name);
        m_left.push_back({std::move(ring), std::move(before)});
        at_a_desk(TestCentre::kAdmin, TestCentre::kPassword, [&](DeskAt& desk) {
            ASSERT_TRUE(std::holds_alternative<admin::PeopleChanged>(
                std::get<admin::Event>(desk.answer_to(admin::Effect(admin::RemovePerson{name})))));
        });
        anna_works();  // at once: somebody who reads is at a desk
    }
    vault::Keyring keyring(const std::string& name, const char* password) {
        return support::opened_account(**m_service.store().accounts.find(name), password,
                                       m_centre.service_key())
            .value();
    }
    void check(int month) {
        const auto opens = [&](const vault::Keyring& ring, std::size_t i) {
            return ring.open(m_sealed[i]).ok();
        };
        const vault::Keyring annas = keyring(TestCentre::kAccount, TestCentre::kPassword);
        const vault::Keyring admins = keyring(TestCentre::kAdmin, TestCentre::kPassword);
        std::map<std::string, vault::Keyring> rings;
        for (const auto& [name, person] : m_people) {
            rings.emplace(name, keyring(name, kOwnPassword));
        }
        for (std::size_t i = 0; i < m_sealed.size(); ++i) {
            EXPECT_TRUE(opens(annas, i)) << "month " << month << ", intake " << i;
            EXPECT_FALSE(opens(admins, i)) << "month " << month << ", intake " << i;
            for (const auto& [name, ring] : rings) {
                EXPECT_EQ(opens(ring, i), m_people.at(name).admitted)
                    << "month " << month << ", intake " << i << ", " << name;
            }
            for (const Left& left : m_left) {
                EXPECT_EQ(opens(left.keys, i), left.opens.contains(i))
                    << "month " << month << ", intake " << i << ", somebody who left";
            }
        }
    }

    std::mt19937 m_random;
    TestCentre m_centre;
    HostileService m_service{m_centre};
    std::map<std::string, Person> m_people;
    std::vector<Left> m_left;
    std::vector<Bytes> m_sealed;
};

TEST(KeysHistory, who_is_there_opens_everything_and_who_left_nothing_that_came_later) {
    spdlog::set_level(spdlog::level::off);
    const int histories = from_environment("LOTSE_KEY_HISTORIES", 1);
    const int first = from_environment("LOTSE_KEY_SEED", 1);
    for (int seed = first; seed < first + histories && !HasFailure(); ++seed) {
        SCOPED_TRACE("LOTSE_KEY_SEED=" + std::to_string(seed));
        History(static_cast<unsigned>(seed)).run();
    }
}

}  // namespace
}  // namespace lotse::trust
