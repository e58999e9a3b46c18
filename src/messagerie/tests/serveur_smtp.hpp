#pragma once
// A real SMTP server, very small, on a port of its own: it keeps what it is given and answers what it is told to.
#include <atomic>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace essai {

struct Recu {
    std::string de, a, message;
};

class ServeurSmtp {
public:
    /// `a_chaque_destinataire`: answer to RCPT, « 250 » unless told otherwise.
    explicit ServeurSmtp(std::string a_chaque_destinataire = "250 OK")
        : reponse_rcpt_{std::move(a_chaque_destinataire)} {
        ecoute_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in ici{};
        ici.sin_family = AF_INET;
        ici.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t taille = sizeof ici;
        if (bind(ecoute_, reinterpret_cast<sockaddr*>(&ici), sizeof ici) != 0 || listen(ecoute_, 16) != 0 ||
            getsockname(ecoute_, reinterpret_cast<sockaddr*>(&ici), &taille) != 0)
            throw std::runtime_error("serveur SMTP d'essai");
        port_ = ntohs(ici.sin_port);
        fil_ = std::thread([this] { servir(); });
    }
    ~ServeurSmtp() {
        arret_ = true;
        fil_.join();
        close(ecoute_);
    }
    ServeurSmtp(ServeurSmtp const&) = delete;
    ServeurSmtp& operator=(ServeurSmtp const&) = delete;

    std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
    std::vector<Recu> recus() const {
        std::lock_guard verrou{verrou_};
        return recus_;
    }
    void repondre_a_chaque_destinataire(std::string reponse) {
        std::lock_guard verrou{verrou_};
        reponse_rcpt_ = std::move(reponse);
    }

private:
    bool attendre(int prise) const {
        while (!arret_) {
            pollfd p{prise, POLLIN, 0};
            if (poll(&p, 1, 50) > 0)
                return true;
        }
        return false;
    }
    void servir() {
        while (attendre(ecoute_)) {
            int client = accept4(ecoute_, nullptr, nullptr, SOCK_CLOEXEC);
            if (client < 0)
                continue;
            parler(client);
            close(client);
        }
    }
    static void dire(int client, std::string const& ligne) {
        auto texte = ligne + "\r\n";
        (void)send(client, texte.data(), texte.size(), MSG_NOSIGNAL);
    }
    bool ligne(int client, std::string& tampon, std::string& lue) const {
        for (;;) {
            if (auto fin = tampon.find("\r\n"); fin != std::string::npos) {
                lue = tampon.substr(0, fin);
                tampon.erase(0, fin + 2);
                return true;
            }
            char octets[4096];
            if (!attendre(client))
                return false;
            auto n = recv(client, octets, sizeof octets, 0);
            if (n <= 0)
                return false;
            tampon.append(octets, static_cast<std::size_t>(n));
        }
    }
    void parler(int client) {
        std::string tampon, lue;
        Recu recu;
        dire(client, "220 essai");
        while (ligne(client, tampon, lue)) {
            if (lue.starts_with("MAIL FROM:")) {
                recu.de = lue.substr(10);
                dire(client, "250 OK");
            } else if (lue.starts_with("RCPT TO:")) {
                recu.a = lue.substr(8);
                std::lock_guard verrou{verrou_};
                dire(client, reponse_rcpt_);
            } else if (lue == "DATA") {
                dire(client, "354 OK");
                while (ligne(client, tampon, lue) && lue != ".")
                    recu.message += (lue.starts_with("..") ? lue.substr(1) : lue) + "\n";
                {
                    std::lock_guard verrou{verrou_};
                    recus_.push_back(recu);
                }
                recu = {};
                dire(client, "250 OK");
            } else if (lue == "QUIT") {
                dire(client, "221 OK");
                return;
            } else {
                dire(client, "250 OK");
            }
        }
    }

    int ecoute_ = -1;
    int port_ = 0;
    std::atomic<bool> arret_{false};
    mutable std::mutex verrou_;
    std::string reponse_rcpt_;
    std::vector<Recu> recus_;
    std::thread fil_;
};

} // namespace essai
