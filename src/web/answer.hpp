#pragma once
// From a request to the reply that leaves: the one place where the exceptions of handlers end (style.md §7).
#include "web/server.hpp"

#include <string>

namespace web {

struct Answer {
    Reply reply;
    std::string error; ///< for the log; empty when all went well
};

/// Calls the handler; an HttpError becomes its status, any other exception a 500 with the request's reference.
/// Touches no socket: tests of pages go through it.
Answer answer(Hooks const& hooks, Request const& request);
/// The page of an error met before any handler.
Answer fail(Hooks const& hooks, Request const& request, int status, std::string message, std::string error);

} // namespace web
