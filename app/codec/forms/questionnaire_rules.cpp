// SPDX-License-Identifier: EUPL-1.2
#include "codec/forms/questionnaire_rules.h"

#include <algorithm>

#include "codec/json_reader.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

struct Edge {
    std::string to;
    const Rule* rule = nullptr;  ///< null: stands in a group, or uses a list
    int column = 0;
};

/// "question:x" → "x"
std::string name_of(const std::string& node) {
    return node.substr(node.find(':') + 1);
}

class Checker {
public:
    Checker(const Questionnaire& form, const Rules& rules, JsonReader& reader)
        : m_form(form), m_rules(rules), m_reader(reader) {}

    void check() {
        for (const Rule& rule : m_rules.rules) {
            check_names(rule);
            check_columns(rule);
            check_functions(rule);
        }
        if (m_reader.ok()) {
            check_cycles();
        }
    }

private:
    void fail(const Rule& rule, int column, const std::string& why) {
        m_reader.fail(rule.place + ", " + rule.key + ", column " + std::to_string(column), why);
    }

    /// Empty if there is no question and no repeat of that name.
    std::string node_named(const std::string& name) const {
        if (m_form.by_name.contains(name)) {
            return "question:" + name;
        }
        return m_rules.parents.contains("group:" + name) && is_repeat(name) ? "group:" + name : "";
    }

    bool is_repeat(const std::string& name) const {
        return std::any_of(m_form.sections.begin(), m_form.sections.end(),
                           [&](const Group& section) { return has_repeat(section, name); });
    }
    static bool has_repeat(const Group& group, const std::string& name) {
        return std::any_of(
            group.children.begin(), group.children.end(), [&](const Group::Node& node) {
                return node.group &&
                       ((node.group->kind == Group::Kind::Repeat && node.group->name == name) ||
                        has_repeat(*node.group, name));
            });
    }

    void check_names(const Rule& rule) {
        for (const auto& reference : rule.expression.references()) {
            if (node_named(reference.name).empty()) {
                fail(rule, reference.column,
                     "there is no question or repeat \"" + reference.name + "\"");
            }
        }
        if (rule.expression.uses_own_value() && rule.key != "constraint" &&
            rule.key != "required") {
            fail(rule, 1, "'.' stands only in constraint and required; expected ${name}");
        }
    }

    void check_columns(const Rule& rule) {
        for (const auto& word : rule.expression.columns()) {
            if (rule.list.empty()) {
                fail(rule, word.column,
                     "\"" + word.name + "\" means nothing here; expected ${" + word.name +
                         "} for a question or '" + word.name + "' for a text");
                return;
            }
            const auto& choices = m_form.choices.at(rule.list);
            const bool known =
                word.name == "name" ||
                std::any_of(choices.begin(), choices.end(), [&](const Choice& choice) {
                    return choice.columns.contains(word.name);
                });
            if (!known) {
                fail(rule, word.column,
                     "no choice of the list " + rule.list + " has a column \"" + word.name + "\"");
            }
        }
    }

    void check_functions(const Rule& rule) {
        for (const auto& function : rule.expression.functions()) {
            if (function.name == "random" || function.name == "uuid") {
                fail(rule, function.column,
                     function.name +
                         "() is not available: the same answers always make the same form");
            }
            if (function.name == "position" && rule.repeat.empty()) {
                fail(rule, function.column, "position() stands only inside a repeat");
            }
        }
    }

    void check_cycles() {
        for (const auto& [node, parent] : m_rules.parents) {
            if (!parent.empty()) {
                m_edges[node].push_back({parent});
            }
        }
        for (const auto& [question, list] : m_rules.lists) {
            m_edges[question].push_back({list});
        }
        for (const Rule& rule : m_rules.rules) {
            // Neither takes part in what is asked or what a value is.
            if (rule.key == "constraint" || rule.key == "required") {
                continue;
            }
            for (const auto& reference : rule.expression.references()) {
                m_edges[rule.node].push_back({node_named(reference.name), &rule, reference.column});
            }
        }
        for (const auto& [node, edges] : m_edges) {
            visit(node);
        }
    }

    /// Depth-first; answers the longest chain of dependencies below the node. Stops at the first
    /// mistake.
    int visit(const std::string& node) {
        const auto known = m_chain.find(node);
        if (known != m_chain.end()) {
            return known->second;
        }
        m_path.push_back({node, {}});
        int chain = 0;
        const auto edges = m_edges.find(node);
        if (edges != m_edges.end()) {
            for (const Edge& edge : edges->second) {
                if (!m_reader.ok()) {
                    break;
                }
                m_path.back().second = edge;
                const auto on_path =
                    std::find_if(m_path.begin(), m_path.end(),
                                 [&](const auto& step) { return step.first == edge.to; });
                if (on_path != m_path.end()) {
                    report_cycle(on_path);
                    break;
                }
                if (m_path.size() > std::size_t{4} * limits::kLongestDependencyChain) {
                    report_chain(edge);
                    break;
                }
                chain = std::max(chain, visit(edge.to) + (edge.rule == nullptr ? 0 : 1));
                if (chain > limits::kLongestDependencyChain && m_reader.ok()) {
                    report_chain(edge);
                }
            }
        }
        m_path.pop_back();
        m_chain[node] = chain;
        return chain;
    }

    void report_chain(const Edge& edge) {
        const std::string why = "expected at most " +
                                std::to_string(limits::kLongestDependencyChain) +
                                " questions that hang on each other";
        if (edge.rule != nullptr) {
            fail(*edge.rule, edge.column, why);
        } else {
            m_reader.fail(name_of(edge.to), why);
        }
    }

    using Step = std::pair<std::string, Edge>;
    void report_cycle(std::vector<Step>::const_iterator begin) {
        std::string way;
        const Edge* named = nullptr;
        for (auto step = begin; step != m_path.cend(); ++step) {
            way += name_of(step->first) + " → ";
            if (named == nullptr && step->second.rule != nullptr) {
                named = &step->second;
            }
        }
        way += name_of(begin->first);
        // Groups alone form a tree, so every cycle holds a reference.
        if (named != nullptr) {
            fail(*named->rule, named->column, "circular dependency: " + way);
        }
    }

    const Questionnaire& m_form;
    const Rules& m_rules;
    JsonReader& m_reader;
    std::map<std::string, std::vector<Edge>> m_edges;
    std::map<std::string, int> m_chain;
    std::vector<Step> m_path;
};

}  // namespace

void check_rules(const Questionnaire& form, const Rules& rules, JsonReader& reader) {
    Checker(form, rules, reader).check();
}

}  // namespace lotse::codec
