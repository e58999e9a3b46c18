#include "web/answer.hpp"

#include "web/reply_head.hpp"

#include <exception>

namespace web {

namespace {

Reply error_page(Hooks const& hooks, Request const& request, Failure failure) {
    if (failure.message.empty())
        failure.message = advice(failure.status);
    if (!hooks.error_page)
        return tiny_page(failure.status, failure.message, failure.status >= 500 ? request.reference : "");
    auto reply = hooks.error_page(request, failure);
    reply.status = failure.status;
    if (failure.status == 503)
        reply.with("Retry-After", "5");
    return reply;
}

} // namespace

Answer answer(Hooks const& hooks, Request const& request) {
    try {
        return {hooks.handler(request), {}};
    } catch (HttpError const& e) {
        return fail(hooks, request, e.status, e.what(), e.status >= 500 ? e.what() : "");
    } catch (std::exception const& e) {
        return fail(hooks, request, 500, {}, e.what());
    }
}

Answer fail(Hooks const& hooks, Request const& request, int status, std::string message, std::string error) {
    try {
        return {error_page(hooks, request, {status, message}), std::move(error)};
    } catch (std::exception const& e) { // the page of the error failed too
        return {tiny_page(status, message.empty() ? advice(status) : message, request.reference),
                error + " ; error page: " + e.what()};
    }
}

} // namespace web
