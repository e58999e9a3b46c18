#pragma once
#include "metier/reperage/formulaires.hpp"
#include "metier/reperage/ordre.hpp"

namespace metier::reperage {

struct FormPaire {
    web::Field<DecisionDePaire> decision{"decision", "Décision", web::required};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    web::Field<OrdreDePaires> ordre{"ordre", "Ordre"};
    auto fields() { return std::tie(decision, version, ordre); }
};

/// Ce que la personne avait sous les yeux en confirmant.
struct FormLotDePaires {
    web::Field<std::int64_t> nombre{"nombre", "Nombre de paires", web::required};
    web::Field<std::string> empreinte{"empreinte", "Empreinte du lot", web::required, web::at_most(40)};
    auto fields() { return std::tie(nombre, empreinte); }
};

} // namespace metier::reperage
