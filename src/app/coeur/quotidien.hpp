#pragma once
// What the program does once a day by itself: erase what has had its time. A job like any other, whatever the server.
#include "metier/acces/contexte.hpp"
#include "metier/agenda/agenda.hpp"
#include "storage/jobs.hpp"

namespace app {

inline constexpr auto genre_quotidien = "quotidien";

/// Asks for today's round unless it was already asked for; true when it was just asked.
bool demander_le_quotidien(metier::acces::Environnement& env);
storage::FaireTravail travail_quotidien(metier::acces::Environnement& env, metier::agenda::Journee const& journee);

} // namespace app
