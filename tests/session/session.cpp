// SPDX-License-Identifier: EUPL-1.2
#include "session/session.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xrandr.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>

#include "core/check.h"
#include "support/patience.h"

namespace lotse::session_test {
namespace {

namespace fs = std::filesystem;
using kiosk_test::Program;

constexpr uid_t kNobody = 65534;
constexpr std::chrono::seconds kPatience{20 * support::kSlowness};
constexpr std::chrono::milliseconds kLook{20};

bool wait_until(const std::function<bool()>& holds) {
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(kLook);
    }
    return true;
}

std::string found(const std::string& program) {
    for (const char* folder : {"/usr/bin/", "/usr/local/bin/", "/bin/"}) {
        if (fs::exists(folder + program)) return folder + program;
    }
    return "/usr/bin/" + program;  // starting it fails with its name in the log
}

/// Xvfb, and our own connection to it.
class XServer {
public:
    explicit XServer(Size size)
        : m_program({found("Xvfb"), "-displayfd", "1", "-screen", "0",
                     std::to_string(size.width) + "x" + std::to_string(size.height) + "x24", "-ac",
                     "-nolisten", "tcp"},
                    m_folder.path("number")) {
        std::string number;
        LOTSE_CHECK(wait_until([&] { return !(number = number_said()).empty(); }));
        m_name = ":" + number;
        m_display = XOpenDisplay(m_name.c_str());
        LOTSE_CHECK(m_display != nullptr);
    }
    ~XServer() { XCloseDisplay(m_display); }

    const std::string& name() const { return m_name; }
    Display* display() const { return m_display; }
    ::Window root() const { return DefaultRootWindow(m_display); }

    Picture capture() const {
        XWindowAttributes root_window{};
        XGetWindowAttributes(m_display, root(), &root_window);
        XImage* image = XGetImage(m_display, root(), 0, 0, static_cast<unsigned>(root_window.width),
                                  static_cast<unsigned>(root_window.height), AllPlanes, ZPixmap);
        if (image == nullptr) return {};
        Picture picture{image->width, image->height, {}};
        for (int y = 0; y < image->height; ++y) {
            for (int x = 0; x < image->width; ++x) {
                const unsigned long pixel = XGetPixel(image, x, y);
                for (const int shift : {16, 8, 0}) {
                    picture.rgb.push_back(static_cast<std::uint8_t>(pixel >> shift));
                }
            }
        }
        XDestroyImage(image);
        return picture;
    }

    void press(int x, int y) const {
        XTestFakeMotionEvent(m_display, -1, x, y, CurrentTime);
        XTestFakeButtonEvent(m_display, Button1, True, CurrentTime);
        XTestFakeButtonEvent(m_display, Button1, False, 50);
        XSync(m_display, False);
    }

    /// Another mode of the screen, as a panel with another cable or an administrator sets it.
    void resize(Size size) const {
        XRRScreenResources* resources = XRRGetScreenResources(m_display, root());
        LOTSE_CHECK(resources != nullptr && resources->ncrtc > 0 && resources->noutput > 0);
        const std::string mode_name =
            std::to_string(size.width) + "x" + std::to_string(size.height) + "_t";
        XRRModeInfo* info = XRRAllocModeInfo(mode_name.c_str(), static_cast<int>(mode_name.size()));
        info->width = static_cast<unsigned>(size.width);
        info->height = static_cast<unsigned>(size.height);
        const RRMode mode = XRRCreateMode(m_display, root(), info);
        XRRAddOutputMode(m_display, resources->outputs[0], mode);
        XGrabServer(m_display);
        XRRSetCrtcConfig(m_display, resources, resources->crtcs[0], CurrentTime, 0, 0, None,
                         RR_Rotate_0, nullptr, 0);
        XRRSetScreenSize(m_display, root(), size.width, size.height, size.width / 4,
                         size.height / 4);
        XRRSetCrtcConfig(m_display, resources, resources->crtcs[0], CurrentTime, 0, 0, mode,
                         RR_Rotate_0, resources->outputs, 1);
        XUngrabServer(m_display);
        XSync(m_display, False);
        XRRFreeModeInfo(info);
        XRRFreeScreenResources(resources);
    }

    bool managed() const {
        Atom type = None;
        int format = 0;
        unsigned long count = 0, rest = 0;
        unsigned char* value = nullptr;
        XGetWindowProperty(m_display, root(),
                           XInternAtom(m_display, "_NET_SUPPORTING_WM_CHECK", False), 0, 1, False,
                           XA_WINDOW, &type, &format, &count, &rest, &value);
        if (value != nullptr) XFree(value);
        return count == 1;
    }

    /// The only window on the screen; None if there is none.
    ::Window only_window() const {
        ::Window ignored = None, parent = None;
        ::Window* children = nullptr;
        unsigned int count = 0;
        XQueryTree(m_display, root(), &ignored, &parent, &children, &count);
        const ::Window first = count == 1 ? children[0] : None;
        if (children != nullptr) XFree(children);
        return first;
    }

private:
    /// A line of digits among its warnings; empty: not said yet.
    std::string number_said() const {
        std::ifstream file(m_folder.path("number"));
        for (std::string line; std::getline(file, line);) {
            if (!line.empty() && line.find_first_not_of("0123456789") == std::string::npos &&
                !file.eof()) {
                return line;
            }
        }
        return {};
    }

    support::TempFolder m_folder;
    Program m_program;
    std::string m_name;
    Display* m_display = nullptr;
};

class XSession final : public Session {
public:
    XSession(Size size, const std::string& window_manager) : m_server(size) {
        if (window_manager.empty()) return;
        m_manager = std::make_unique<Program>(
            std::vector<std::string>{"/usr/bin/env", "DISPLAY=" + m_server.name(),
                                     found(window_manager)},
            m_folder.path("manager.log"));
        LOTSE_CHECK(wait_until([&] { return m_server.managed(); }));
    }

    std::unique_ptr<Program> start(const std::vector<std::string>& command,
                                   const std::string& log) override {
        std::vector<std::string> whole{"/usr/bin/env",    "-u",
                                       "WAYLAND_DISPLAY", "-u",
                                       "SDL_VIDEODRIVER", "DISPLAY=" + m_server.name()};
        whole.insert(whole.end(), command.begin(), command.end());
        return std::make_unique<Program>(whole, log);
    }
    Picture capture() override { return m_server.capture(); }
    bool press(int x, int y) override {
        m_server.press(x, y);
        return true;
    }
    bool resize(Size size) override {
        m_server.resize(size);
        return true;
    }
    void place_window(int x, int y, Size size) override {
        XMoveResizeWindow(m_server.display(), m_server.only_window(), x, y,
                          static_cast<unsigned>(size.width), static_cast<unsigned>(size.height));
        XSync(m_server.display(), False);
    }

private:
    support::TempFolder m_folder;
    XServer m_server;
    std::unique_ptr<Program> m_manager;
};

class CageSession final : public Session {
public:
    CageSession(Size size, std::vector<std::string> variables)
        : m_variables(std::move(variables)), m_size(size) {
        if (size.width > 0) m_server = std::make_unique<XServer>(size);
        fs::create_directory(m_folder.path("run"));
        fs::permissions(m_folder.path("run"), fs::perms::owner_all);
        give_to_session_user(m_folder.path());
    }

    std::unique_ptr<Program> start(const std::vector<std::string>& command,
                                   const std::string& log) override {
        std::vector<std::string> whole = as_session_user();
        whole.insert(whole.end(), {"WLR_RENDERER=pixman", "WLR_LIBINPUT_NO_DEVICES=1",
                                   m_server ? "WLR_BACKENDS=x11" : "WLR_BACKENDS=headless",
                                   "DISPLAY=" + (m_server ? m_server->name() : std::string()),
                                   found("cage"), "--", "/usr/bin/env"});
        whole.insert(whole.end(), m_variables.begin(), m_variables.end());
        whole.insert(whole.end(), command.begin(), command.end());
        auto program = std::make_unique<Program>(whole, log);
        if (m_server) {
            LOTSE_CHECK(wait_until([&] { return m_server->only_window() != None; }));
            resize(m_size);
        }
        return program;
    }

    Picture capture() override {
        if (m_server) return m_server->capture();
        const std::string file = m_folder.path("screen.ppm");
        std::vector<std::string> command = as_session_user();
        command.insert(command.end(),
                       {"WAYLAND_DISPLAY=wayland-0", found("grim"), "-t", "ppm", file});
        return kiosk_test::run_program(command).status == 0 ? read_ppm(file) : Picture{};
    }

    bool press(int x, int y) override {
        if (m_server) m_server->press(x, y);
        return m_server != nullptr;
    }

    /// The window that is cage's display.
    bool resize(Size size) override {
        if (!m_server) return false;
        XMoveResizeWindow(m_server->display(), m_server->only_window(), 0, 0,
                          static_cast<unsigned>(size.width), static_cast<unsigned>(size.height));
        XSync(m_server->display(), False);
        return true;
    }

    void place_window(int, int, Size) override { LOTSE_CHECK(false); }

private:
    /// cage refuses to run as root. The capability only lets the other user read a checkout that
    /// root keeps to itself.
    std::vector<std::string> as_session_user() const {
        std::vector<std::string> command;
        if (geteuid() == 0) {
            const std::string id = std::to_string(kNobody);
            command = {found("setpriv"),
                       "--reuid",
                       id,
                       "--regid",
                       id,
                       "--clear-groups",
                       "--inh-caps=+dac_read_search",
                       "--ambient-caps=+dac_read_search"};
        }
        command.insert(command.end(),
                       {"/usr/bin/env", "-u", "SDL_VIDEODRIVER", "-u", "WAYLAND_DISPLAY",
                        "HOME=" + m_folder.path(), "XDG_RUNTIME_DIR=" + m_folder.path("run")});
        return command;
    }

    support::TempFolder m_folder;
    std::vector<std::string> m_variables;
    Size m_size;
    std::unique_ptr<XServer> m_server;
};

}  // namespace

std::unique_ptr<Session> x_session(Size size, const std::string& window_manager) {
    return std::make_unique<XSession>(size, window_manager);
}

std::unique_ptr<Session> cage_session(Size size, const std::vector<std::string>& variables) {
    return std::make_unique<CageSession>(size, variables);
}

void give_to_session_user(const std::string& folder) {
    if (geteuid() != 0) return;
    LOTSE_CHECK(chown(folder.c_str(), kNobody, kNobody) == 0);
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        LOTSE_CHECK(lchown(entry.path().c_str(), kNobody, kNobody) == 0);
    }
}

}  // namespace lotse::session_test
