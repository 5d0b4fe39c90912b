// SPDX-License-Identifier: EUPL-1.2
/// What a machine can see of EN 301 549 in one frame: its semantic tree, its texts, its pixels.
///
/// Each rule counts what it looked at; a finding that is known and has its reason is an exception,
/// with its name, and never counts as met.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "codec/wire/conformance.h"
#include "ui/studio.h"

namespace lotse::ui::test {

enum class Rule : std::size_t {
    TextWhole,
    OneWay,
    LettersHeight,
    LabelThere,
    LabelUnique,
    LabelContains,
    ImageWords,
    LanguageKnown,
    TargetSize,
    TargetPrimary,
    TargetGap,
    LowReach,
    OrderGeometry,
    OrderReach,
    OrderBack,
    OrderInView,
    ContrastText,
    ContrastPart,
    ContrastRing,
    kRules
};
inline constexpr auto kRules = static_cast<std::size_t>(Rule::kRules);

struct RuleText {
    const char* id;
    const char* what;
    std::vector<std::string> clauses;
};
const RuleText& text_of(Rule rule);

/// A frame that was drawn or laid out.
struct Frame {
    const SemanticTree& tree;
    const std::vector<Canvas::DrawnText>& texts;
    const Theme& theme;
    Panel panel;  ///< with its viewing distance
    Access access;
    bool right_to_left = false;
};

struct Finding {
    Rule rule;
    std::string node;
    Role role = Role::Text;
    std::string what;
};

/// What was looked at, and what was found, in one frame or many.
struct Seen {
    std::array<long long, kRules> checked{};
    std::vector<Finding> findings;

    void look(Rule rule, bool good, const Node& node, const std::string& what);
};

/// Height of a capital letter of a face, in em, as it is really drawn.
class Capitals {
public:
    float of(text::Engine& engine, const text::Typography& typography, text::Weight weight);

private:
    std::map<std::pair<std::string, text::Weight>, float> m_known;
};

void look_at_texts(const Frame& frame, text::Engine& engine, Capitals& capitals, Seen& seen);
void look_at_labels(const Frame& frame, Seen& seen);
void look_at_targets(const Frame& frame, Seen& seen);
void look_at_order(const Frame& frame, Seen& seen);
/// `picture`: of the whole frame, nothing of it focused.
void look_at_pixels(const Frame& frame, const platform::Picture& picture, Seen& seen);

/// Goes through all stops of the screen and of its levels with the keys, and back again. `rings`:
/// looks at the ring of each stop, too.
void walk_with_keys(Studio& studio, const terminal::ScreenView& view, bool rings, Seen& seen);

/// Known deviations: their name; empty: it is a violation.
struct KnownException {
    const char* name;
    const char* reason;
};
const KnownException* excuse_for(const Finding& finding, const Frame& frame);

/// Adds up what was seen, in the form that a report is made from.
class Ledger {
public:
    /// `where`: screen, language, panel. Returns the violations, in words.
    std::vector<std::string> add(const Seen& seen, const Frame& frame, const std::string& where);
    std::vector<codec::RunRule> rules() const;

private:
    struct Row {
        long long checked = 0, violations = 0;
        std::map<std::string, codec::RunException> exceptions;
        std::vector<std::string> examples;
    };
    std::array<Row, kRules> m_rows;
};

}  // namespace lotse::ui::test
