#include "web/body.hpp"

#include <algorithm>
#include <unistd.h>

namespace web {

namespace {

std::string media_type(std::string_view content_type) {
    auto type = content_type.substr(0, content_type.find(';'));
    while (type.ends_with(' ') || type.ends_with('\t'))
        type.remove_suffix(1);
    std::string out{type};
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

} // namespace

BodyReader::BodyReader(Head const& head, MultipartLimits limits) : fields_{limits.fields} {
    auto content_type = head.header("content-type");
    auto type = media_type(content_type);
    urlencoded_ = type == "application/x-www-form-urlencoded";
    if (type != "multipart/form-data")
        return;
    auto boundary = multipart_boundary(content_type);
    if (!boundary)
        throw HttpError{400, "L’envoi est illisible. Revenez à la page précédente et recommencez."};
    multipart_ = std::make_unique<MultipartParser>(*boundary, std::move(limits));
}

void BodyReader::write(std::string_view bytes) {
    if (multipart_)
        multipart_->feed(bytes);
    else
        text_ += bytes;
}

void BodyReader::finish(Request& request) {
    if (multipart_) {
        multipart_->finish();
        request.form = multipart_->take_form();
        request.uploads = multipart_->take_uploads();
        return;
    }
    if (!urlencoded_) {
        request.body = std::move(text_);
        return;
    }
    if (static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '&')) >= fields_)
        throw HttpError{413, "Ce formulaire a trop de champs."};
    auto form = parse_urlencoded(text_);
    if (!form)
        throw HttpError{400, "L’envoi est illisible. Revenez à la page précédente et recommencez."};
    request.form = std::move(*form);
}

UploadsGuard::UploadsGuard(Request const& request) {
    for (auto const& upload : request.uploads)
        paths_.push_back(upload.path);
}

UploadsGuard::~UploadsGuard() {
    for (auto const& path : paths_)
        ::unlink(path.c_str());
}

} // namespace web
