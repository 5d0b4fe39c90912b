// SPDX-License-Identifier: EUPL-1.2
// Complete intakes through the real programs: filled in, sealed, sent, called, opened and closed.
// What the queue then holds is opened here once more, and judged by the questionnaire's own rules:
// the demo's verdict on itself is not believed.
#include "tools/demo.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "base/clock.h"
#include "codec/forms/questionnaire_json.h"
#include "codec/settings/kiosk_config.h"
#include "codec/wire/intake_json.h"
#include "core/civil_time.h"
#include "core/desk/case_sheet.h"
#include "core/form/form.h"
#include "kiosk/child_program.h"
#include "store/sqlite_queue.h"
#include "support/begun_queue.h"
#include "support/log_watch.h"
#include "support/temp_folder.h"
#include "support/whole_list.h"
#include "tools/registers.h"
#include "vault/envelope.h"
#include "vault/key_files.h"
#include "vault/keys.h"

namespace lotse::kiosk_test {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kCentre = "demo";

std::vector<std::string> configured_languages() {
    const std::string file = LOTSE_SOURCE_DIR "/kiosk-config/demo.toml";
    const Result<codec::KioskConfig> config = codec::read_kiosk_config(content_of(file), file);
    return config ? config->languages : std::vector<std::string>{};
}

class Demo : public testing::Test {
protected:
    Demo() {
        without_a_screen();
        request.bin = LOTSE_BIN;
        request.out = folder.path("out");
    }

    /// Plays it and opens the queue of the centre that it leaves behind.
    void play() {
        std::ostringstream progress;
        Result<tools::DemoOutcome> played = tools::run_demo(request, progress);
        ASSERT_TRUE(played.ok()) << to_string(played.error()) << '\n' << progress.str();
        EXPECT_TRUE(played->passed) << progress.str();
        outcome = std::move(*played);
        for (const char* program : {"queue", "terminal", "desk"}) {
            support::LogWatch().check(request.out + "/" + program + ".log");
        }
        queue = support::begun_queue(outcome.state + "/queue/queue.db",
                                     outcome.state + "/keys/service.key");
        Result<std::unique_ptr<Questionnaire>> read = codec::read_questionnaire_file(
            LOTSE_SOURCE_DIR "/kiosk-config/questionnaires/" + request.questionnaire + ".json");
        ASSERT_TRUE(read.ok()) << to_string(read.error());
        form = std::move(*read);
    }

    std::vector<QueueEntry> entries() {
        const std::string today = to_iso(german_time(wall_now()).date);
        Result<std::vector<QueueEntry>> listed =
            support::whole_list(queue->intakes, kCentre, today);
        EXPECT_TRUE(listed.ok());
        return listed ? std::move(*listed) : std::vector<QueueEntry>{};
    }

    /// What the centre's key finds in the sealed body that the queue holds.
    IntakeContent open(const QueueEntry& entry) {
        const auto service =
            tools::service_secrets(queue->accounts, outcome.state + "/keys/service.key");
        EXPECT_TRUE(service.ok());
        const Result<vault::Keyring> keys = tools::keyring_of(
            outcome.account, kCentre, outcome.password, queue->accounts, *service);
        EXPECT_TRUE(keys.ok() && keys->centre);
        const Result<Bytes> envelope = queue->intakes.read(
            kCentre, entry.header.id,
            {outcome.account, AuditAction::Read, to_hex(entry.header.id), wall_now()});
        EXPECT_TRUE(envelope.ok()) << to_string(envelope.error());
        const Result<std::string> payload = vault::open(*envelope, *keys->centre);
        EXPECT_TRUE(payload.ok()) << to_string(payload.error());
        const Result<IntakeContent> content = codec::read_intake(*payload);
        EXPECT_TRUE(content.ok()) << to_string(content.error());
        return content ? *content : IntakeContent{};
    }

    /// Complete by the questionnaire's rules, and on its case sheet with every answer.
    void expect_whole(const QueueEntry& entry, const IntakeContent& content) {
        EXPECT_EQ(entry.state, QueueState::Done);
        EXPECT_EQ(entry.calls, 1);
        EXPECT_EQ(content.questionnaire, request.questionnaire);
        EXPECT_LE(content.started_at, content.finished_at);  // to the second
        CivilDate day;
        ASSERT_TRUE(from_iso(content.finished_at.substr(0, 10), day)) << content.finished_at;
        std::size_t asked = 0;
        for (const FormPage& page : pages(*form, content.answers, day)) {
            EXPECT_THAT(problems(*form, page, content.answers, day), IsEmpty()) << page.id.name;
            asked += page.fields.size();
        }
        EXPECT_GT(asked, 10U);
        const CaseSheet sheet = case_sheet(*form, content, day);
        EXPECT_THAT(sheet.unplaced, IsEmpty());
        std::set<FieldPath> shown;
        for (const CaseSection& section : sheet.sections) {
            for (const CaseBlock& block : section.blocks) {
                for (const CaseRow& row : block.rows) {
                    EXPECT_TRUE(shown.insert(row.path).second) << row.path.question << " twice";
                }
            }
        }
        for (const auto& [path, answer] : content.answers.fields) {
            EXPECT_TRUE(shown.contains(path)) << path.question << " is not on the case sheet";
        }
    }

    void expect_whole_intakes_in(std::vector<std::string> languages) {
        const std::vector<QueueEntry> listed = entries();
        ASSERT_THAT(listed, SizeIs(languages.size()));
        std::set<std::string> numbers;
        std::vector<std::string> found;
        for (const QueueEntry& entry : listed) {
            SCOPED_TRACE(entry.header.number);
            const IntakeContent content = open(entry);
            numbers.insert(entry.header.number);
            found.push_back(content.language);
            expect_whole(entry, content);
        }
        EXPECT_THAT(numbers, SizeIs(languages.size())) << "a number was given twice";
        EXPECT_THAT(found, testing::UnorderedElementsAreArray(languages));
        EXPECT_TRUE(queue->audit_log.verify().ok());
    }

    support::TempFolder folder;
    tools::DemoRun request;
    tools::DemoOutcome outcome;
    std::unique_ptr<store::CentreStore> queue;
    std::unique_ptr<Questionnaire> form;
};

TEST_F(Demo, an_intake_in_every_configured_language_stands_whole_in_the_queue_and_on_its_sheet) {
    ASSERT_NO_FATAL_FAILURE(play());
    expect_whole_intakes_in(configured_languages());
}

TEST_F(Demo, an_intake_on_an_upright_screen_stands_whole_in_the_queue_and_on_its_sheet) {
    request.languages = {"AR", "ar-SY"};  // one language, however it is written
    request.window = "1080x1920";
    ASSERT_NO_FATAL_FAILURE(play());
    expect_whole_intakes_in({"ar"});
}

TEST_F(Demo, an_employers_intake_stands_whole_in_the_queue_and_on_its_sheet) {
    request.languages = {"en"};
    request.questionnaire = "arbeitgeber";
    ASSERT_NO_FATAL_FAILURE(play());
    expect_whole_intakes_in({"en"});
}

}  // namespace
}  // namespace lotse::kiosk_test
