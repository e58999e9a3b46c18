#pragma once
#include "metier/reperage/formulaires.hpp"
#include "metier/reperage/ordre.hpp"
#include "metier/reperage/relecture/audit.hpp"
#include "metier/reperage/relecture/retours.hpp"

namespace metier::reperage {

struct FormPaire {
    web::Field<DecisionDePaire> decision{"decision", "Décision", web::required};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    web::Field<OrdreDePaires> ordre{"ordre", "Ordre"};
    auto fields() { return std::tie(decision, version, ordre); }
};

struct FormReponse {
    web::Field<Reponse> reponse{"reponse", "Votre réponse", web::required};
    auto fields() { return std::tie(reponse); }
};

struct FormRetour {
    web::Field<FormatDeRetour> format{"format", "Format", web::required, web::radio};
    web::Field<std::string> motif{
        "motif", "Pourquoi ce fichier ?", web::required, web::at_most(200),
        web::hint("Votre réponse est consignée au journal. Par exemple : correction de la base de l’établissement.")};
    auto fields() { return std::tie(format, motif); }
};

/// Ce que la personne avait sous les yeux en confirmant.
struct FormLotDePaires {
    web::Field<std::int64_t> nombre{"nombre", "Nombre de paires", web::required};
    web::Field<std::string> empreinte{"empreinte", "Empreinte du lot", web::required, web::at_most(40)};
    auto fields() { return std::tie(nombre, empreinte); }
};

} // namespace metier::reperage
