// SPDX-License-Identifier: EUPL-1.2
#include "tools/console.h"

#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace lotse::tools {
namespace {

constexpr std::size_t kLongestSecret = 1024;
constexpr char kCtrlC = '\x03';

Error system_error(const std::string& path, const char* what) {
    return Error{Kind::Unusable, path, std::string(what) + ": " + std::strerror(errno)};
}

/// The keyboard shows nothing while this lives. Ctrl-C then comes as a sign: ended by a signal, the
/// program would leave a keyboard behind that goes on showing nothing.
class NoEcho {
public:
    explicit NoEcho(bool wanted) {
        if (wanted && tcgetattr(STDIN_FILENO, &m_before) == 0) {
            termios silent = m_before;
            silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
            silent.c_cc[VEOL] = kCtrlC;  // at once, not with the line
            m_active = tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
        }
    }
    ~NoEcho() {
        if (m_active) {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        }
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;

private:
    termios m_before{};
    bool m_active = false;
};

Result<std::string> read_stream(std::istream& stream, const std::string& name,
                                std::size_t longest) {
    std::string bytes;
    char block[8192];
    while (stream.read(block, sizeof block) || stream.gcount() > 0) {
        bytes.append(block, static_cast<std::size_t>(stream.gcount()));
        if (bytes.size() > longest) {
            return Error{Kind::Refused, name, "longer than " + std::to_string(longest) + " bytes"};
        }
    }
    if (stream.bad()) {
        return system_error(name, "cannot be read");
    }
    return bytes;
}

}  // namespace

Result<std::string> read_secret(Console& console, std::string_view prompt) {
    const bool keyboard = &console.in == &std::cin && isatty(STDIN_FILENO) == 1;
    const NoEcho no_echo(keyboard);
    if (keyboard) {
        console.out << prompt << ": " << std::flush;
    }
    std::string secret;
    char c = 0;
    while (console.in.get(c) && c != '\n' && secret.size() <= kLongestSecret) {
        if (keyboard && c == kCtrlC) {
            console.out << '\n';
            return Error{Kind::Refused, "standard input", "interrupted"};
        }
        secret.push_back(c);
    }
    if (keyboard) {
        console.out << '\n';
    }
    if (!secret.empty() && secret.back() == '\r') {
        secret.pop_back();
    }
    if (secret.empty() || secret.size() > kLongestSecret) {
        return Error{Kind::Unusable, "standard input", "expected one line: " + std::string(prompt)};
    }
    return secret;
}

Result<std::string> read_file(const std::string& path, std::size_t longest) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        return system_error(path, "cannot be opened");
    }
    return read_stream(stream, path, longest);
}

Result<std::string> read_input(Console& console, const std::string& path, std::size_t longest) {
    return path == "-" ? read_stream(console.in, "standard input", longest)
                       : read_file(path, longest);
}

Result<void> write_output(Console& console, const std::string& path, std::string_view bytes,
                          FileMode mode) {
    if (path != "-") {
        return write_new_file(path, bytes, mode);
    }
    console.out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    console.out.flush();
    if (!console.out) {
        return Error{Kind::Unusable, "standard output", "cannot be written"};
    }
    return {};
}

Result<void> make_folder(const std::string& path) {
    std::error_code failed;
    std::filesystem::create_directories(path, failed);
    if (failed) {
        return Error{Kind::Unusable, path, "cannot be created: " + failed.message()};
    }
    return {};
}

}  // namespace lotse::tools
