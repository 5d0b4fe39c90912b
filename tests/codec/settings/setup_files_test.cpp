// SPDX-License-Identifier: EUPL-1.2
#include "codec/settings/setup_files.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "codec/settings/terminal_file.h"

namespace lotse::codec {
namespace {

TerminalFile sample_file() {
    TerminalFile file;
    file.enrolment.centre = "nord";
    file.enrolment.terminal = "terminal-1";
    file.enrolment.prefix = "A";
    file.enrolment.recipients = {std::string(64, 'a'), std::string(62, '0') + "1f"};
    file.enrolment.service = "https://lotse.example.org:8443";
    file.enrolment.pin_hash = "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA";
    file.enrolment.configuration_key = std::string(64, 'c');
    file.signing_seed = Bytes(32, 7);
    file.authority = Bytes(450, 9);
    return file;
}

TEST(TerminalFile, what_is_packed_comes_back_the_same) {
    TerminalFile file = sample_file();
    EXPECT_EQ(*unpack_terminal(pack_terminal(file)), file);
    file.enrolment.register_key = std::string(64, 'd');
    EXPECT_EQ(*unpack_terminal(pack_terminal(file)), file);
    file.enrolment.configuration_key.clear();
    file.enrolment.recipients.resize(1);
    EXPECT_EQ(*unpack_terminal(pack_terminal(file)), file);
}

TEST(TerminalFile, every_shortened_or_lengthened_content_is_corrupt) {
    const std::string packed = pack_terminal(sample_file());
    for (std::size_t size = 0; size < packed.size(); ++size) {
        EXPECT_EQ(unpack_terminal(std::string_view(packed).substr(0, size)).error().kind,
                  Kind::Corrupt)
            << size;
    }
    EXPECT_FALSE(unpack_terminal(packed + "x").ok());
    EXPECT_FALSE(unpack_terminal("\x02" + packed.substr(1)).ok()) << "a version that is not known";
}

TEST(TerminalFile, its_text_holds_any_bytes_and_only_signs_that_every_scanner_types_alike) {
    for (std::size_t size = 0; size < 40; ++size) {
        Bytes bytes;
        for (std::size_t i = 0; i < size; ++i) {
            bytes.push_back(static_cast<std::uint8_t>(i * 37 + size));
        }
        const std::string text = write_terminal_text(bytes);
        EXPECT_EQ(text.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUV."), std::string::npos)
            << text;
        EXPECT_EQ(*read_terminal_text(text), bytes);
        EXPECT_TRUE(is_whole_terminal_text(text));
        EXPECT_FALSE(is_whole_terminal_text(text.substr(0, text.size() - 1)));
    }
}

TEST(TerminalFile, wrapped_and_small_letters_are_read_and_what_is_missing_is_said) {
    const Bytes bytes{'l', 'o', 't', 's', 'e', 0, 255};
    std::string typed = write_terminal_text(bytes);
    std::transform(typed.begin(), typed.end(), typed.begin(),
                   [](char c) { return static_cast<char>(std::tolower(c)); });
    typed.insert(20, "\r\n  ");
    EXPECT_EQ(*read_terminal_text(typed + "\n"), bytes);
    EXPECT_NE(read_terminal_text("hello").error().detail.find("LOTSE.TERMINAL.1."),
              std::string::npos);
    EXPECT_NE(read_terminal_text("LOTSE.TERMINAL.1.AB").error().detail.find("full stop"),
              std::string::npos);
    EXPECT_NE(read_terminal_text("LOTSE.TERMINAL.1.YZ.").error().detail.find("keyboard"),
              std::string::npos);
    EXPECT_FALSE(read_terminal_text("LOTSE.TERMINAL.1.A.").ok()) << "five bits are no byte";
    EXPECT_FALSE(read_terminal_text(std::string(100'000, 'A')).ok());
}

TEST(SetupAnswers, all_of_them_or_none) {
    const auto none = read_setup_answers("", "a.toml");
    ASSERT_TRUE(none.ok());
    EXPECT_EQ(*none, SetupAnswers{});
    const auto all = read_setup_answers(
        "[centre]\nname = \"Nord\"\nid = \"nord\"\n[service]\nhost = \"h\"\nport = 9443\nlisten = "
        "\"0.0.0.0\"\n"
        "[certificate]\nfile = \"c\"\nprivate_key = \"k\"\nauthority = \"a\"\n"
        "[accounts]\nadmin = \"chef\"\nothers = []\n[terminals]\nnames = [\"t1\", \"t2\"]\n",
        "a.toml");
    ASSERT_TRUE(all.ok()) << to_string(all.error());
    EXPECT_EQ(all->port, 9443);
    EXPECT_EQ(all->authority, "a");
    EXPECT_EQ(all->accounts, std::vector<std::string>{}) << "none is an answer";
    EXPECT_EQ(all->terminals, (std::vector<std::string>{"t1", "t2"}));
}

TEST(SetupAnswers, a_misspelt_key_names_its_line) {
    const auto wrong = read_setup_answers("[service]\nhsot = \"x\"\n", "a.toml");
    ASSERT_FALSE(wrong.ok());
    EXPECT_EQ(wrong.error().where, "a.toml:2: service.hsot");
    EXPECT_EQ(read_setup_answers("[service]\nport = 0\n", "a.toml").error().where,
              "a.toml:2: service.port");
}

TEST(CentreFacts, what_is_written_comes_back_the_same) {
    CentreFacts facts;
    facts.name = "Beratung \"Köln\"";
    facts.centre = "koeln";
    facts.host = "lotse.example.org";
    facts.service = "https://lotse.example.org:8443";
    facts.recipients = {"aa", "bb"};
    facts.configuration_key = "cc";
    facts.own_authority = false;
    facts.terminals = {"t1 A", "t2 B"};
    const auto again = read_centre_facts(write_centre_facts(facts), "setup.toml");
    ASSERT_TRUE(again.ok()) << to_string(again.error());
    EXPECT_EQ(*again, facts);
    EXPECT_FALSE(read_centre_facts("centre = \"demo\"\n", "setup.toml").ok())
        << "a demo centre's is another file";
    EXPECT_FALSE(read_centre_facts("", "setup.toml").ok());
}

}  // namespace
}  // namespace lotse::codec
