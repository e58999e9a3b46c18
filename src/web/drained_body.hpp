#pragma once
// Body of a Beast parser that only hands the bytes over. Private to server.cpp, the one unit that sees Boost.
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/message.hpp>

#include <cstdint>
#include <string>

namespace web {

/// A body that the parser writes in a string which we empty as it goes.
struct DrainedBody {
    using value_type = std::string;
    class reader {
    public:
        template <bool R, class F>
        reader(boost::beast::http::header<R, F>&, value_type& body) : body_{body} {}
        void init(boost::optional<std::uint64_t> const&, boost::system::error_code& ec) { ec = {}; }
        template <class Buffers>
        std::size_t put(Buffers const& buffers, boost::system::error_code& ec) {
            ec = {};
            std::size_t n = 0;
            for (auto it = boost::asio::buffer_sequence_begin(buffers); it != boost::asio::buffer_sequence_end(buffers);
                 ++it) {
                boost::asio::const_buffer piece = *it;
                body_.append(static_cast<char const*>(piece.data()), piece.size());
                n += piece.size();
            }
            return n;
        }
        void finish(boost::system::error_code& ec) { ec = {}; }

    private:
        value_type& body_;
    };
};

} // namespace web
