// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/intake_json.h"

#include <gtest/gtest.h>

#include <random>

#include "core/limits.h"

namespace lotse::codec {
namespace {

IntakeContent sample() {
    IntakeContent content;
    content.questionnaire = "anerkennung";
    content.questionnaire_version = 4;
    content.questionnaire_hash = "ab12";
    content.language = "fa-AF";
    content.started_at = "2026-11-22T09:00:00";
    content.finished_at = "2026-11-22T09:08:30";
    content.consent = {"consent.text", "cd34", "fa-AF", "2026-11-22T09:00:30", FillMode::ReadAloud};
    Answers& answers = content.answers;
    answers.fields[{"family_name", 0}] = TextAnswer{SecretText("O\"Hara \\ \n\t\x01 ሰላም 𐍈"), "ti"};
    answers.fields[{"job_hours", 1}] = NumberAnswer{SecretText("38.5")};
    answers.fields[{"reasons", 0}] = ChoiceAnswer{{"costs", "other"}};
    answers.fields[{"nothing_chosen", 0}] = ChoiceAnswer{};
    answers.fields[{"occupation", 0}] = ChoiceAnswer{{"arzt"}, SecretText("лікар \"хірург\"")};
    PartialDate date;
    date.calendar = "persian";
    date.precision = DatePrecision::Year;
    date.about = true;
    date.papers_say_first_january = true;
    date.year = 1369;
    date.first = {1990, 3, 21};
    date.last = {1991, 3, 20};
    answers.fields[{"date_of_birth", 0}] = date;
    answers.fields[{"incomplete_date", 0}] = PartialDate{};
    date.time = {"8", "05"};
    answers.fields[{"appointment", 0}] = date;
    answers.fields[{"call_me_at", 0}] = TimeOfDay{"14", "30"};
    answers.fields[{"incomplete_time", 0}] = TimeOfDay{"", "3"};
    answers.fields[{"documents", 0}] =
        GridAnswer{{{"identity", {{"original", "copy"}, {"translation", "none"}}}, {"cv", {}}}};
    answers.fields[{"funding_need", 0}] = Special::PreferNotToSay;
    answers.repeats = {{"job", 2}, {"qualification", 0}};
    return content;
}

TEST(IntakeJson, reading_gives_back_what_was_written) {
    const IntakeContent content = sample();
    const std::string payload = write_intake(content);
    const auto read = read_intake(payload);
    ASSERT_TRUE(read.ok()) << to_string(read.error());
    EXPECT_EQ(read.value(), content);
    EXPECT_EQ(write_intake(read.value()), payload);
}

TEST(IntakeJson, a_number_without_data_is_an_intake_too) {
    const auto read = read_intake(write_intake({}));
    ASSERT_TRUE(read.ok()) << to_string(read.error());
    EXPECT_EQ(read.value(), IntakeContent());
}

TEST(IntakeJson, the_text_is_made_in_one_buffer_that_never_moved) {
    const std::string payload = write_intake(sample());
    EXPECT_EQ(payload.capacity(), payload.size());
}

TEST(IntakeJson, broken_text_is_mended_and_then_stays_the_same) {
    IntakeContent content;
    content.answers.fields[{"t", 0}] = TextAnswer{SecretText("a\xFF\xC3(\xED\xA0\x80"
                                                             "b"),
                                                  "de"};
    const auto read = read_intake(write_intake(content));
    ASSERT_TRUE(read.ok()) << to_string(read.error());
    const auto* text = std::get_if<TextAnswer>(read.value().answers.find({"t", 0}));
    ASSERT_NE(text, nullptr);
    EXPECT_EQ(text->text.view(), "a\uFFFD\uFFFD(\uFFFD\uFFFD\uFFFDb");
    EXPECT_EQ(read_intake(write_intake(read.value())).value(), read.value());
}

TEST(IntakeJson, damage_is_named_without_repeating_an_answer) {
    const std::string payload = write_intake(sample());
    const auto sentence = [&](const std::string& what, const std::string& with) {
        std::string text = payload;
        const auto at = text.find(what);
        EXPECT_NE(at, std::string::npos) << what;
        text.replace(at, what.size(), with);
        const auto read = read_intake(text);
        EXPECT_FALSE(read.ok()) << with;
        if (read.ok()) {
            return std::string();
        }
        EXPECT_EQ(read.error().kind, Kind::Corrupt);
        EXPECT_EQ(to_string(read.error()).find("38.5"), std::string::npos);
        return to_string(read.error());
    };
    EXPECT_NE(sentence("\"number\":\"38.5\"", "\"number\":38.5").find("\"number\" expected text"),
              std::string::npos);
    EXPECT_NE(sentence("\"number\":\"38.5\"", "\"nummer\":\"38.5\"").find("unknown key"),
              std::string::npos);
    EXPECT_NE(sentence("\"number\":\"38.5\"", "\"number\":\"38.5\",\"choices\":[]")
                  .find("exactly one of"),
              std::string::npos);
    EXPECT_NE(sentence("\"question\":\"job_hours\",\"instance\":1", "\"question\":\"family_name\"")
                  .find("already"),
              std::string::npos);
    EXPECT_NE(sentence("\"instance\":1", "\"instance\":-1").find("whole number"),
              std::string::npos);
    EXPECT_NE(sentence("\"special\":\"prefer_not_to_say\"", "\"special\":\"never\"")
                  .find("\"special\" expected"),
              std::string::npos);
    EXPECT_NE(sentence("1990-03-21", "1990-13-21").find("expected days"), std::string::npos);
    EXPECT_NE(sentence("1990-03-21", "1992-03-21").find("the earlier one first"),
              std::string::npos);
    EXPECT_NE(sentence("\"precision\":\"year\"", "\"precision\":\"decade\"")
                  .find("\"precision\" expected"),
              std::string::npos);
    EXPECT_NE(sentence("\"mode\":\"read_aloud\"", "\"mode\":\"sung\"").find("\"mode\" expected"),
              std::string::npos);
    EXPECT_NE(
        sentence("\"job\":2", "\"job\":2000").find("repeats: \"job\" expected a whole number"),
        std::string::npos);
    EXPECT_NE(sentence("\"language\":\"ti\"", "\"language\":7").find("\"language\" expected text"),
              std::string::npos);
    EXPECT_NE(sentence("\"answers\":[", "\"replies\":[").find("unknown key"), std::string::npos);
    EXPECT_FALSE(read_intake("").ok());
    EXPECT_FALSE(read_intake("[]").ok());
    EXPECT_FALSE(read_intake(std::string(limits::kLargestPayloadBytes + 1, ' ')).ok());
}

TEST(IntakeJson, a_newer_format_is_refused_so_that_nobody_takes_it_for_damage) {
    std::string payload = write_intake(sample());
    payload.replace(payload.find("\"format\":1"), 10, "\"format\":2");
    const auto read = read_intake(payload);
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.error().kind, Kind::Refused);
}

std::string random_text(std::mt19937& chance) {
    static const std::vector<std::string> kPieces = {"a",  "ö", "ሰ",  "س",      "\u200c", "\"",
                                                     "\\", "/", "\n", "\x1f",   "\x7f",   "\u2067",
                                                     "𐍈",  "{", "}",  "\u0000", ""};
    std::string out;
    for (int i = std::uniform_int_distribution<int>(0, 30)(chance); i > 0; --i) {
        out += kPieces[std::uniform_int_distribution<std::size_t>(0, kPieces.size() - 1)(chance)];
    }
    if (std::uniform_int_distribution<int>(0, 3)(chance) == 0) {
        out.push_back('\0');
    }
    return out;
}

TEST(IntakeJson, every_intake_survives_the_way_there_and_back) {
    std::mt19937 chance(31);
    const auto number = [&](int below) {
        return std::uniform_int_distribution<int>(0, below - 1)(chance);
    };
    for (int round = 0; round < 3000; ++round) {
        IntakeContent content;
        content.questionnaire = random_text(chance);
        content.questionnaire_version = number(1000000);
        content.language = random_text(chance);
        const auto mode = number(4);
        content.consent.mode =
            mode == 3 ? std::nullopt : std::optional(static_cast<FillMode>(mode));
        content.consent.text_id = random_text(chance);
        for (int i = number(12); i > 0; --i) {
            const FieldPath path{"q" + std::to_string(number(20)), number(limits::kMostRepeats)};
            switch (number(6)) {
                case 0:
                    content.answers.fields[path] =
                        TextAnswer{SecretText(random_text(chance)), random_text(chance)};
                    break;
                case 1:
                    content.answers.fields[path] = NumberAnswer{SecretText(random_text(chance))};
                    break;
                case 2:
                    content.answers.fields[path] =
                        ChoiceAnswer{{random_text(chance), random_text(chance)},
                                     SecretText(random_text(chance))};
                    break;
                case 3:
                    content.answers.fields[path] = static_cast<Special>(number(3));
                    break;
                case 4: {
                    PartialDate date;
                    date.precision = static_cast<DatePrecision>(number(3));
                    date.about = number(2) == 0;
                    date.year = number(9000);
                    date.month = number(13);
                    date.day = number(32);
                    if (number(2) == 0) {
                        date.first = civil_from_days(number(30000));
                        date.last = civil_from_days(days_from_civil(date.first) + number(400));
                    }
                    content.answers.fields[path] = date;
                    break;
                }
                default:
                    content.answers.fields[path] = GridAnswer{
                        {{random_text(chance), {{random_text(chance), random_text(chance)}}}}};
                    break;
            }
        }
        content.answers.repeats[random_text(chance)] = number(limits::kMostRepeats + 1);
        const std::string payload = write_intake(content);
        const auto read = read_intake(payload);
        ASSERT_TRUE(read.ok()) << to_string(read.error());
        ASSERT_EQ(read.value(), content);
        // Any single damage is an error or another intake, never worse.
        std::string damaged = payload;
        damaged[static_cast<std::size_t>(number(static_cast<int>(damaged.size())))] =
            static_cast<char>(number(256));
        const auto other = read_intake(damaged);
        if (other) {
            ASSERT_FALSE(write_intake(other.value()).empty());
        }
    }
}

}  // namespace
}  // namespace lotse::codec
