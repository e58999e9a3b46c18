#pragma once
#include "web/form.hpp"

namespace metier::agenda {

struct FormEcheance {
    web::Field<std::string> objet{
        "objet",         "Ce qu’il y a à faire",
        web::required,   web::at_most(200),
        web::facts_only, web::hint("Par exemple : rappeler la famille, demander le certificat de scolarité")};
    web::Field<Date> pour_le{"pour_le", "Pour le", web::required};
    web::Field<std::string> attend{"attend", "Qui doit répondre (si ce n’est pas vous)", web::at_most(100),
                                   web::facts_only,
                                   web::hint("Par exemple : CFA de Rennes. Laissez vide si c’est à vous d’agir")};
    auto fields() { return std::tie(objet, pour_le, attend); }
};

struct FormCloture {
    web::Field<std::string> issue{"issue", "Ce qu’il en est advenu", web::required, web::at_most(200), web::facts_only};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(issue, version); }
};

struct FormReport {
    web::Field<Date> pour_le{"pour_le", "Remettre au", web::required};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(pour_le, version); }
};

} // namespace metier::agenda
