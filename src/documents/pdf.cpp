#include "documents/pdf.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace documents {

namespace {

namespace fs = std::filesystem;

/// A folder of one's own, gone with its owner.
class Dossier {
public:
    Dossier() {
        auto modele = (fs::temp_directory_path() / "raccroche_pdf_XXXXXX").string();
        if (!mkdtemp(modele.data()))
            throw PdfImpossible(
                "Le serveur n’a pas pu préparer le PDF : son dossier temporaire est plein ou interdit.");
        chemin_ = modele;
    }
    ~Dossier() {
        std::error_code ignoree; // nothing more can be done about it here
        fs::remove_all(chemin_, ignoree);
    }
    Dossier(Dossier const&) = delete;
    Dossier& operator=(Dossier const&) = delete;
    std::string fichier(char const* nom) const { return (chemin_ / nom).string(); }

private:
    fs::path chemin_;
};

constexpr int programme_absent = 127;

/// In the child, between fork and exec: system calls only.
[[noreturn]] void devenir(char* const* arguments, char* const* environnement, std::size_t memoire) {
    rlimit limite{memoire, memoire};
    setrlimit(RLIMIT_AS, &limite);
    int rien = open("/dev/null", O_RDWR);
    if (rien >= 0) {
        dup2(rien, 0);
        dup2(rien, 1);
        dup2(rien, 2);
    }
    close_range(3, ~0U, 0); // sockets and databases are not its business, and must die with us
    setpgid(0, 0);
    execvpe(arguments[0], arguments, environnement);
    _exit(programme_absent);
}

/// The exit status, or nothing when it had to be stopped.
int attendre(pid_t enfant, std::chrono::seconds duree) {
    auto fin = std::chrono::steady_clock::now() + duree;
    for (int etat = 0;;) {
        auto fini = waitpid(enfant, &etat, WNOHANG);
        if (fini == enfant)
            return WIFEXITED(etat) ? WEXITSTATUS(etat) : 1;
        if (fini < 0 && errno != EINTR)
            return 1;
        if (std::chrono::steady_clock::now() >= fin) {
            kill(-enfant, SIGKILL);
            kill(enfant, SIGKILL);
            waitpid(enfant, &etat, 0);
            throw PdfImpossible("La mise en page a pris trop de temps et a été arrêtée. Réessayez, ou prenez l’ODT.");
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
}

void lancer(std::string const& programme, std::string const& page, std::string const& sortie, std::string const& maison,
            LimitesPdf limites) {
    std::string textes[] = {programme, "--quiet", "--encoding", "utf-8", "--pdf-variant", "pdf/ua-1", page, sortie};
    std::array<char*, std::size(textes) + 1> arguments{};
    for (std::size_t i = 0; i < std::size(textes); ++i)
        arguments[i] = textes[i].data();
    // Nothing of ours leaks into the child: no key, no proxy.
    std::string variables[] = {"PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "HOME=" + maison};
    std::array<char*, std::size(variables) + 1> environnement{};
    for (std::size_t i = 0; i < std::size(variables); ++i)
        environnement[i] = variables[i].data();
    auto enfant = fork();
    if (enfant < 0)
        throw PdfImpossible("Le serveur est trop chargé pour préparer le PDF. Réessayez dans une minute.");
    if (enfant == 0)
        devenir(arguments.data(), environnement.data(), limites.memoire);
    auto statut = attendre(enfant, limites.duree);
    if (statut == programme_absent)
        throw PdfImpossible("La mise en page PDF n’est pas installée sur ce serveur (paquet « weasyprint »). "
                            "Prenez l’ODT, ou imprimez la page.");
    if (statut != 0)
        throw PdfImpossible("La mise en page PDF a échoué. Prenez l’ODT, ou imprimez la page.");
}

} // namespace

std::string pdf(std::string const& page, LimitesPdf limites, std::string const& programme) {
    Dossier dossier;
    auto entree = dossier.fichier("page.html"), sortie = dossier.fichier("page.pdf");
    std::ofstream(entree, std::ios::binary) << page;
    lancer(programme, entree, sortie, dossier.fichier(""), limites);
    std::ifstream lu(sortie, std::ios::binary);
    std::string octets{std::istreambuf_iterator<char>(lu), {}};
    if (!octets.starts_with("%PDF-"))
        throw PdfImpossible("La mise en page PDF n’a rien produit. Prenez l’ODT, ou imprimez la page.");
    return octets;
}

} // namespace documents
