#include "web/multipart.hpp"

#include "base/texte.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace web {

namespace {

constexpr std::size_t longest_preamble = 1024;
constexpr std::size_t longest_headers = 4096;

HttpError unreadable() {
    return {400, "L’envoi est incomplet ou illisible. Revenez à la page précédente et recommencez."};
}

HttpError too_much(char const* message) { return {413, message}; }

bool same_text(std::string_view a, std::string_view b) {
    auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
    auto start = text.find_first_not_of(" \t");
    if (start == std::string_view::npos)
        return {};
    return text.substr(start, text.find_last_not_of(" \t") - start + 1);
}

/// One « name=value » or « name="value" » taken off the front of `rest`, after its semicolon.
std::optional<std::pair<std::string_view, std::string>> next_parameter(std::string_view& rest) {
    rest = trimmed(rest);
    if (!rest.starts_with(';'))
        return std::nullopt;
    rest = trimmed(rest.substr(1));
    auto equal = rest.find('=');
    if (equal == std::string_view::npos)
        return std::nullopt;
    auto name = trimmed(rest.substr(0, equal));
    rest.remove_prefix(equal + 1);
    std::string value;
    if (!rest.starts_with('"')) {
        auto end = std::min(rest.find(';'), rest.size());
        value = trimmed(rest.substr(0, end));
        rest.remove_prefix(end);
        return std::pair{name, std::move(value)};
    }
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (rest[i] == '"') {
            rest.remove_prefix(i + 1);
            return std::pair{name, std::move(value)};
        }
        if (rest[i] == '\\' && i + 1 < rest.size() && rest[i + 1] == '"')
            ++i;
        value += rest[i];
    }
    throw unreadable();
}

/// Browsers write a quote as %22 and a line break as %0D%0A in these names, and leave any other % alone.
std::string browser_text(std::string const& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto code = std::string_view{text}.substr(i, 3);
        char decoded = code == "%22" ? '"' : code == "%0D" ? '\r' : code == "%0A" ? '\n' : '\0';
        out += decoded ? decoded : text[i];
        i += decoded ? 2 : 0;
    }
    if (!base::est_utf8(out) || out.find('\0') != std::string::npos)
        throw unreadable();
    return out;
}

void write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        auto n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            throw HttpError{503, "Le fichier n’a pas pu être reçu : le serveur manque de place. "
                                 "Prévenez l’administrateur."};
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
}

struct Disposition {
    std::optional<std::string> name;
    std::optional<std::string> filename;
};

Disposition read_disposition(std::string_view value) {
    auto end = std::min(value.find(';'), value.size());
    if (!same_text(trimmed(value.substr(0, end)), "form-data"))
        throw unreadable();
    auto rest = value.substr(end);
    Disposition found;
    while (auto parameter = next_parameter(rest)) {
        if (same_text(parameter->first, "name"))
            found.name = browser_text(parameter->second);
        else if (same_text(parameter->first, "filename"))
            found.filename = browser_text(parameter->second);
    }
    return found;
}

Disposition read_part_headers(std::string_view headers) {
    Disposition found;
    while (!headers.empty()) {
        auto end = std::min(headers.find("\r\n"), headers.size());
        auto line = headers.substr(0, end);
        headers.remove_prefix(std::min(end + 2, headers.size()));
        auto colon = line.find(':');
        if (colon == std::string_view::npos || line.find('\0') != std::string_view::npos)
            throw unreadable();
        auto name = line.substr(0, colon);
        auto value = trimmed(line.substr(colon + 1));
        if (same_text(name, "content-disposition"))
            found = read_disposition(value);
        else if (same_text(name, "content-transfer-encoding") && !same_text(value, "binary") &&
                 !same_text(value, "8bit") && !same_text(value, "7bit"))
            throw unreadable();
    }
    return found;
}

} // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
    auto end = std::min(content_type.find(';'), content_type.size());
    if (!same_text(trimmed(content_type.substr(0, end)), "multipart/form-data"))
        return std::nullopt;
    auto rest = content_type.substr(end);
    try {
        while (auto parameter = next_parameter(rest)) {
            if (!same_text(parameter->first, "boundary"))
                continue;
            auto const& b = parameter->second;
            bool fit = !b.empty() && b.size() <= 70 &&
                       std::all_of(b.begin(), b.end(), [](char c) { return c > 0x20 && c < 0x7f; });
            return fit ? std::optional{b} : std::nullopt;
        }
    } catch (HttpError const&) {
        return std::nullopt;
    }
    return std::nullopt;
}

MultipartParser::MultipartParser(std::string_view boundary, MultipartLimits limits)
    : delimiter_{"\r\n--" + std::string{boundary}}, limits_{std::move(limits)} {}

MultipartParser::~MultipartParser() {
    close_file();
    for (auto const& upload : uploads_)
        ::unlink(upload.path.c_str());
}

void MultipartParser::feed(std::string_view bytes) {
    buffer_ += bytes;
    while (step()) {
    }
    buffer_.erase(0, at_);
    at_ = 0;
}

void MultipartParser::finish() {
    if (state_ != State::done)
        throw unreadable();
}

std::vector<Upload> MultipartParser::take_uploads() {
    auto taken = std::move(uploads_);
    uploads_.clear();
    return taken;
}

/// True when something was read and more may be.
bool MultipartParser::step() {
    switch (state_) {
    case State::preamble: return skip_preamble();
    case State::boundary: return after_boundary();
    case State::headers: return read_headers();
    case State::field:
    case State::file:
    case State::ignored: return read_content();
    case State::done: at_ = buffer_.size(); return false; // epilogue
    }
    return false;
}

bool MultipartParser::skip_preamble() {
    auto found = rest().find(delimiter_);
    if (std::min(found, rest().size()) > longest_preamble + delimiter_.size())
        throw unreadable();
    if (found == std::string_view::npos)
        return false;
    at_ += found + delimiter_.size();
    state_ = State::boundary;
    return true;
}

bool MultipartParser::after_boundary() {
    if (rest().size() < 2)
        return false;
    auto next = rest().substr(0, 2);
    if (next != "--" && next != "\r\n")
        throw unreadable();
    at_ += 2;
    state_ = next == "--" ? State::done : State::headers;
    return true;
}

bool MultipartParser::read_headers() {
    auto end = rest().find("\r\n\r\n");
    if (std::min(end, rest().size()) > longest_headers)
        throw unreadable();
    if (end == std::string_view::npos)
        return false;
    begin_part(rest().substr(0, end));
    at_ += end + 4;
    return true;
}

void MultipartParser::begin_part(std::string_view headers) {
    auto part = read_part_headers(headers);
    if (!part.name)
        throw unreadable();
    if (part.filename && part.filename->empty()) { // a file field left empty
        state_ = State::ignored;
        return;
    }
    if (!part.filename) {
        if (form_.size() == limits_.fields)
            throw too_much("Ce formulaire a trop de champs.");
        field_bytes_ += part.name->size();
        form_.emplace_back(std::move(*part.name), "");
        state_ = State::field;
        return;
    }
    if (files_seen_++ == limits_.files)
        throw too_much(limits_.files == 0 ? "Cette page ne reçoit pas de fichier."
                                          : "Trop de fichiers en une fois. Envoyez-les en plusieurs fois.");
    auto base = part.filename->find_last_of("/\\");
    auto name = base == std::string::npos ? *part.filename : part.filename->substr(base + 1);
    uploads_.push_back({.field = std::move(*part.name), .filename = std::move(name), .path = {}, .size = 0});
    open_file();
    state_ = State::file;
}

bool MultipartParser::read_content() {
    auto found = rest().find(delimiter_);
    if (found == std::string_view::npos) {
        auto kept = std::min(rest().size(), delimiter_.size() - 1); // may be the start of a boundary
        content(rest().substr(0, rest().size() - kept));
        at_ = buffer_.size() - kept;
        return false;
    }
    content(rest().substr(0, found));
    at_ += found + delimiter_.size();
    end_part();
    state_ = State::boundary;
    return true;
}

void MultipartParser::content(std::string_view bytes) {
    if (bytes.empty())
        return;
    if (state_ == State::ignored)
        throw unreadable(); // a file without a name
    if (state_ == State::file) {
        write_all(fd_, bytes);
        uploads_.back().size += bytes.size();
        return;
    }
    field_bytes_ += bytes.size();
    if (field_bytes_ > limits_.field_bytes)
        throw too_much("Le texte envoyé est trop long.");
    form_.back().second += bytes;
}

void MultipartParser::end_part() {
    close_file();
    if (state_ != State::field)
        return;
    auto const& value = form_.back().second;
    if (!base::est_utf8(value) || value.find('\0') != std::string::npos)
        throw unreadable();
}

void MultipartParser::open_file() {
    auto path = limits_.folder + "/envoi-XXXXXX";
    fd_ = ::mkostemp(path.data(), O_CLOEXEC);
    if (fd_ < 0)
        throw HttpError{503, "Le fichier n’a pas pu être reçu : le serveur ne peut pas l’écrire. "
                             "Prévenez l’administrateur."};
    uploads_.back().path = std::move(path);
}

void MultipartParser::close_file() {
    if (fd_ >= 0)
        ::close(fd_);
    fd_ = -1;
}

} // namespace web
