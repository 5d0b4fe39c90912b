// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/loop/automation.h"

#include <poll.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <optional>
#include <thread>

#include "base/descriptor.h"
#include "codec/wire/automation.h"
#include "core/limits.h"
#include "core/secret_text.h"
#include "platform/process_stats.h"
#include "platform/screenshot.h"
#include "platform/synthetic.h"

namespace lotse::kiosk {
namespace {

using codec::AutomationRequest;
using Do = codec::AutomationRequest::Do;

/// Frames that a widget gets to scroll into view.
constexpr int kMostRevealFrames = 8;
constexpr int kStopCheckMs = 100;

codec::AutomationTree tree_of(const ui::SemanticTree& tree, int width, int height) {
    codec::AutomationTree out;
    out.width = width;
    out.height = height;
    for (const ui::Node& node : tree.nodes) {
        codec::AutomationNode copy;
        copy.id = node.id;
        copy.role = ui::to_string(node.role);
        copy.label = node.label;
        copy.value = node.state.masked ? "" : node.value;
        copy.language = node.language;
        copy.picture = node.picture;
        copy.enabled = node.state.enabled;
        copy.checked = node.state.checked;
        copy.focused = node.state.focused;
        copy.selected = node.state.selected;
        copy.expanded = node.state.expanded;
        copy.invalid = node.state.invalid;
        copy.hidden = node.state.hidden;
        copy.truncated = node.truncated;
        copy.overflows = node.overflows;
        copy.missing_glyphs = node.missing_glyphs;
        copy.focus_order = node.focus_order;
        copy.parent = node.parent;
        copy.x = node.box.x;
        copy.y = node.box.y;
        copy.width = node.box.width;
        copy.height = node.box.height;
        out.nodes.push_back(std::move(copy));
    }
    return out;
}

class SocketAutomation final : public Automation {
public:
    SocketAutomation(Descriptor listener, std::string path, FrameLoop& loop)
        : m_listener(std::move(listener)),
          m_path(std::move(path)),
          m_loop(loop),
          m_thread([this] { run(); }) {}

    ~SocketAutomation() override {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_signal.notify_all();
        m_thread.join();
        unlink(m_path.c_str());
    }

    void serve(Role& role) override {
        std::optional<AutomationRequest> request;
        {
            const std::lock_guard lock(m_mutex);
            request = m_request;
        }
        if (!request) {
            return;
        }
        if (const std::optional<std::string> reply = answer(*request, role)) {
            {
                const std::lock_guard lock(m_mutex);
                m_request.reset();
                m_reply = *reply;
            }
            m_reveal_frames = 0;
            m_signal.notify_all();
        }
    }

private:
    // --- the loop's thread -----------------------------------------------------------------------
    /// Nothing: ask again before the next wait.
    std::optional<std::string> answer(const AutomationRequest& request, Role& role) {
        platform::Window& window = m_loop.window();
        switch (request.what) {
            case Do::Tree:
                return codec::write_automation_reply(
                    tree_of(m_loop.canvas().tree(), window.width(), window.height()));
            case Do::Tap:
                return tap(request.id);
            case Do::Drag:
                return drag(request.id, static_cast<float>(request.by));
            case Do::Type:
                return codec::write_automation_reply(
                    platform::SyntheticInput(window.width(), window.height())
                        .push_text(request.text));
            case Do::Key:
                return press(request.key);
            case Do::Heard:
                return heard(role);
            case Do::Wait:
                if (m_loop.at_rest() && role.settled() && m_loop.takes_presses()) {
                    return codec::write_automation_reply(Result<void>{});
                }
                return std::nullopt;
            case Do::Screenshot: {
                const Result<platform::Picture> picture = window.renderer().read_back();
                return codec::write_automation_reply(
                    picture ? platform::save_png(*picture, request.path)
                            : Result<void>(picture.error()));
            }
            case Do::Stats:
                return stats(request.reset);
        }
        return std::nullopt;
    }

    std::optional<std::string> tap(const std::string& id) {
        const auto refuse = [&](const char* why) {
            return codec::write_automation_reply(
                Result<void>(Error{Kind::Refused, "tap " + id, why}));
        };
        const ui::Node* node = m_loop.canvas().tree().find(id);
        if (node == nullptr) {
            return refuse("no widget with this id is on the screen");
        }
        if (!node->state.enabled) {
            return refuse("the widget cannot be used now");
        }
        if (node->state.hidden && m_reveal_frames < kMostRevealFrames) {
            ++m_reveal_frames;
            m_loop.canvas().reveal(id);
            m_loop.redraw();
            return std::nullopt;
        }
        if (m_reveal_frames > 0 && !m_loop.takes_presses()) {
            return std::nullopt;  // it has just moved
        }
        const ui::PixelBox& box = node->visible;
        if (box.width < 1 || box.height < 1) {
            return refuse("the widget is out of view");
        }
        platform::SyntheticInput input(m_loop.window().width(), m_loop.window().height());
        return codec::write_automation_reply(
            input.push_tap(box.x + box.width / 2, box.y + box.height / 2));
    }

    std::string press(KeypadKey wanted) {
        const Keypad& keypad = m_loop.keypad();
        const auto key = std::find_if(keypad.begin(), keypad.end(), [wanted](const auto& entry) {
            return entry.second == wanted;
        });
        return codec::write_automation_reply(
            key == keypad.end()
                ? Result<void>(Error{Kind::Refused, "key",
                                     "no keypad with this key is set up (kiosk.toml, [keypad])"})
                : platform::SyntheticInput(m_loop.window().width(), m_loop.window().height())
                      .push_usage(key->first));
    }

    static std::string heard(Role& role) {
        std::vector<codec::AutomationSpoken> out;
        for (const SpokenPart& part : role.heard()) {
            out.push_back({std::string(part.words.view()), part.tag});
        }
        return codec::write_automation_reply(out);
    }

    std::string drag(const std::string& id, float by) {
        const ui::Node* node = m_loop.canvas().tree().find(id);
        if (node == nullptr) {
            return codec::write_automation_reply(Result<void>(
                Error{Kind::Refused, "drag " + id, "no widget with this id is on the screen"}));
        }
        const float x = node->visible.x + node->visible.width / 2,
                    y = node->visible.y + node->visible.height / 2;
        platform::SyntheticInput input(m_loop.window().width(), m_loop.window().height());
        return codec::write_automation_reply(input.push_drag(x, y, x, y + by));
    }

    std::string stats(bool reset) {
        const Result<platform::ProcessStats> process = platform::read_process_stats();
        if (!process) {
            return codec::write_automation_reply(Result<void>(process.error()));
        }
        const platform::LatencyMeter::Summary latency = m_loop.latency().summary();
        codec::AutomationStats out;
        out.frames = m_loop.stats().frames_drawn;
        out.start_ms = m_loop.stats().start_to_first_frame_ms;
        out.cpu_seconds = process->cpu_seconds;
        out.resident_bytes = process->resident_bytes;
        out.latency_count = latency.count;
        out.latency_p50_ms = latency.p50_ms;
        out.latency_p95_ms = latency.p95_ms;
        out.latency_p99_ms = latency.p99_ms;
        out.latency_worst_ms = latency.worst_ms;
        out.renderer = std::string(m_loop.window().renderer().name());
        if (reset) {
            m_loop.reset_latency();
        }
        return codec::write_automation_reply(out);
    }

    // --- the socket's thread ---------------------------------------------------------------------
    bool stopping() const {
        const std::lock_guard lock(m_mutex);
        return m_stopping;
    }

    bool wait_readable(int fd) const {
        pollfd wanted{fd, POLLIN, 0};
        while (!stopping()) {
            if (poll(&wanted, 1, kStopCheckMs) > 0) {
                return true;
            }
        }
        return false;
    }

    void run() {
        while (wait_readable(m_listener.get())) {
            const Descriptor client(accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
            if (client.get() >= 0) {
                talk(client.get());
            }
        }
    }

    void talk(int client) {
        std::string buffer;
        while (wait_readable(client)) {
            // What is to be typed passes through here: no copy stays behind.
            char piece[4096];
            const ssize_t got = recv(client, piece, sizeof piece, 0);
            if (got <= 0) {
                return;
            }
            buffer.append(piece, static_cast<std::size_t>(got));
            wipe_bytes(piece, sizeof piece);
            for (std::size_t end = buffer.find('\n'); end != std::string::npos;
                 end = buffer.find('\n')) {
                const std::string line = buffer.substr(0, end);
                std::string rest = buffer.substr(end + 1);
                wipe_string(buffer);
                buffer = std::move(rest);
                if (!send_all(client, reply_to(line) + "\n")) {
                    return;
                }
            }
            if (buffer.size() > limits::kLongestAutomationLine) {
                send_all(client, codec::write_automation_reply(Result<void>(
                                     Error{Kind::Refused, "automation", "the line is too long"})) +
                                     "\n");
                return;
            }
        }
    }

    std::string reply_to(const std::string& line) {
        const Result<AutomationRequest> request = codec::read_automation_request(line);
        if (!request) {
            return codec::write_automation_reply(Result<void>(request.error()));
        }
        std::unique_lock lock(m_mutex);
        m_reply.reset();
        m_request = *request;
        m_loop.wake();
        m_signal.wait(lock, [this] { return m_reply.has_value() || m_stopping; });
        return m_reply ? *std::exchange(m_reply, std::nullopt)
                       : codec::write_automation_reply(
                             Result<void>(Error{Kind::Transient, "automation", "ending"}));
    }

    static bool send_all(int client, const std::string& text) {
        std::size_t sent = 0;
        while (sent < text.size()) {
            const ssize_t piece =
                send(client, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
            if (piece <= 0) {
                return false;
            }
            sent += static_cast<std::size_t>(piece);
        }
        return true;
    }

    Descriptor m_listener;
    std::string m_path;
    FrameLoop& m_loop;
    int m_reveal_frames = 0;
    mutable std::mutex m_mutex;
    std::condition_variable m_signal;
    std::optional<AutomationRequest> m_request;
    std::optional<std::string> m_reply;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace

Result<std::unique_ptr<Automation>> Automation::listen(const std::string& socket_path,
                                                       FrameLoop& loop) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (socket_path.size() >= sizeof address.sun_path) {
        return Error{Kind::Unusable, socket_path,
                     "the path is too long for a socket (at most 107 bytes)"};
    }
    std::memcpy(address.sun_path, socket_path.data(), socket_path.size());
    struct stat there {};
    if (lstat(socket_path.c_str(), &there) == 0) {
        if (!S_ISSOCK(there.st_mode)) {
            return Error{Kind::Unusable, socket_path,
                         "is there and is no socket; choose another path"};
        }
        unlink(socket_path.c_str());
    }
    Descriptor listener(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const mode_t before = umask(0177);
    const bool bound =
        listener.get() >= 0 &&
        bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
        ::listen(listener.get(), 4) == 0;
    const int error = errno;
    umask(before);
    if (!bound) {
        return Error{Kind::Unusable, socket_path,
                     std::string("cannot listen: ") + std::strerror(error)};
    }
    spdlog::warn("automation is on: whoever may open {} can use this terminal", socket_path);
    return std::unique_ptr<Automation>(
        new SocketAutomation(std::move(listener), socket_path, loop));
}

}  // namespace lotse::kiosk
