#include "web/form.hpp"
#include "web/parts/notice.hpp"

#include <gtest/gtest.h>

using namespace web;

namespace {

struct Lycee;
enum class Issue { retour, abandon };
constexpr base::Entree<Issue> issues[] = {{Issue::retour, "retour", "Retour"}, {Issue::abandon, "abandon", "Abandon"}};
constexpr std::span<base::Entree<Issue> const> entrees(Issue) { return issues; }

struct Convocation {
    Field<Id<Lycee>> lycee{"lycee", "Établissement", required};
    Field<Date> jour{"jour", "Jour", required};
    Field<std::string> objet{"objet", "Objet", required, at_most(11)};
    Field<std::string> note{"note", "Note", long_text(), facts_only};
    Field<std::string> numero{"numero", "Téléphone", phone};
    Field<int> places{"places", "Places", at_least(1), at_most(30)};
    Field<Heure> heure{"heure", "Heure"};
    Field<Issue> issue{"issue", "Issue", radio};
    Field<std::vector<Issue>> pistes{"pistes", "Pistes"};
    Field<bool> accord{"accord", "Accord"};

    Convocation() { lycee.offer({{{1}, "Lycée Zola"}, {{2}, "Lycée Bréquigny"}}); }
    auto fields() { return std::tie(lycee, jour, objet, note, numero, places, heure, issue, pistes, accord); }
};

Pairs const bonne{{"lycee", "1"},
                  {"jour", "05/10/2026"},
                  {"objet", "  GPDS  d’oct. "},
                  {"note", "Un\r\ndeux\r\n"},
                  {"numero", "06.12.34.56.78"},
                  {"places", "12"},
                  {"heure", "14h05"},
                  {"issue", "abandon"},
                  {"pistes", "retour"},
                  {"pistes", "abandon"},
                  {"accord", "1"}};

Pairs avec(std::string const& nom, std::string const& valeur) {
    Pairs saisie = bonne;
    std::erase_if(saisie, [&](auto const& p) { return p.first == nom; });
    saisie.emplace_back(nom, valeur);
    return saisie;
}

std::string erreur_de(std::string const& nom, std::string const& valeur) {
    Convocation form;
    read(form, avec(nom, valeur));
    for (auto const* champ : champs_de(form))
        if (champ->name() == nom)
            return champ->error();
    return "?";
}

bool contient(Html const& html, std::string_view texte) { return html.str().find(texte) != std::string::npos; }

TEST(Formulaire, une_saisie_correcte_donne_des_valeurs_typees) {
    Convocation f;
    ASSERT_TRUE(read(f, bonne));
    EXPECT_EQ(*f.lycee, Id<Lycee>{1});
    EXPECT_EQ(*f.jour, Date{2026y / 10 / 5});
    EXPECT_EQ(*f.objet, "GPDS d’oct.");
    EXPECT_EQ(*f.note, "Un\ndeux");
    EXPECT_EQ(*f.numero, "0612345678");
    EXPECT_EQ(*f.places, 12);
    EXPECT_EQ(*f.heure, (Heure{14, 5}));
    EXPECT_EQ(*f.issue, Issue::abandon);
    EXPECT_EQ(*f.pistes, (std::vector{Issue::retour, Issue::abandon}));
    EXPECT_TRUE(*f.accord);
}

TEST(Formulaire, ce_qui_manque_est_dit_et_le_facultatif_reste_vide) {
    Convocation f;
    EXPECT_FALSE(read(f, Pairs{{"objet", "   "}}));
    EXPECT_EQ(f.lycee.error(), "Choisissez une réponse à «\u00a0Établissement\u00a0».");
    EXPECT_EQ(f.jour.error(), "Indiquez une date, par exemple 05/10/2026.");
    EXPECT_EQ(f.objet.error(), "Remplissez «\u00a0Objet\u00a0».");
    EXPECT_FALSE(f.places.value());
    EXPECT_TRUE(f.places.error().empty());
    EXPECT_FALSE(*f.accord);
    EXPECT_TRUE((*f.pistes).empty());
    EXPECT_EQ(erreurs(f).size(), 3u);
    EXPECT_ANY_THROW(*f.jour);
}

TEST(Formulaire, la_date_s_ecrit_de_plusieurs_facons_mais_existe) {
    for (auto const ecrite : {"05/10/2026", "2026-10-05", "5.10.2026", "05-10-2026"})
        EXPECT_EQ(erreur_de("jour", ecrite), "") << ecrite;
    EXPECT_EQ(erreur_de("jour", "31/02/2026"),
              "Le 31/02/2026 n’existe pas dans le calendrier\u00a0: vérifiez le jour.");
    EXPECT_EQ(erreur_de("jour", "demain"), "Indiquez une date, par exemple 05/10/2026.");
    Convocation f;
    f.jour.between(2026y / 9 / 1, 2026y / 9 / 30);
    read(f, bonne);
    EXPECT_EQ(f.jour.error(), "Indiquez une date jusqu’au 30/09/2026.");
}

TEST(Formulaire, ce_qui_n_est_pas_offert_n_est_pas_accepte) {
    EXPECT_EQ(erreur_de("lycee", "3"), message_choix);
    EXPECT_EQ(erreur_de("lycee", "01"), message_choix);
    EXPECT_EQ(erreur_de("issue", "inventee"), message_choix);
    EXPECT_EQ(erreur_de("pistes", "inventee"), message_choix);
}

TEST(Formulaire, chaque_regle_dit_quoi_faire) {
    EXPECT_EQ(erreur_de("objet", "onze lettres"), "Écrivez au plus 11 caractères\u00a0: il y en a 12.");
    EXPECT_EQ(erreur_de("objet", "éééééééééé"), "");
    EXPECT_EQ(erreur_de("objet", "\xff"), "Ce texte contient des caractères illisibles. Saisissez-le à nouveau.");
    EXPECT_EQ(erreur_de("numero", "06 12"), "Indiquez un numéro à dix chiffres, par exemple 06 12 34 56 78.");
    EXPECT_EQ(erreur_de("places", "31"), "Indiquez un nombre d’au plus 30.");
    EXPECT_EQ(erreur_de("places", "0"), "Indiquez un nombre d’au moins 1.");
    EXPECT_EQ(erreur_de("places", "99999999999999999999"), "Indiquez un nombre entier, par exemple 12.");
    EXPECT_EQ(erreur_de("places", "douze"), "Indiquez un nombre entier, par exemple 12.");
    EXPECT_EQ(erreur_de("heure", "25:00"), "Indiquez une heure, par exemple 14:30.");
}

TEST(Formulaire, une_heure_se_lit_comme_les_gens_l_ecrivent) {
    EXPECT_EQ(Heure::lire("9 h"), (Heure{9, 0}));
    EXPECT_EQ(Heure::lire("09H30"), (Heure{9, 30}));
    EXPECT_EQ(Heure::lire("14:05:00"), (Heure{14, 5}));
    EXPECT_EQ(Heure::lire("14:5"), std::nullopt);
    EXPECT_EQ(Heure::lire("midi"), std::nullopt);
    EXPECT_EQ((Heure{9, 5}.affiche()), "9 h 05");
}

TEST(Formulaire, ce_qui_a_ete_tape_reste_avec_son_message) {
    Convocation f;
    read(f, avec("jour", "31/02/<b>"));
    auto const html = champ(f.jour);
    EXPECT_TRUE(contient(html, "value=\"31/02/&lt;b&gt;\""));
    EXPECT_TRUE(contient(html, "aria-invalid=\"true\""));
    EXPECT_TRUE(contient(html, "aria-describedby=\"f-jour-aide f-jour-erreur\""));
    EXPECT_TRUE(contient(html, "id=\"f-jour-erreur\""));
    EXPECT_TRUE(contient(html, "<label class=\"form-label\" for=\"f-jour\">"));
}

TEST(Formulaire, une_valeur_connue_revient_telle_qu_on_la_tape) {
    Convocation f, relu;
    f.lycee.set(Id<Lycee>{2});
    f.jour.set(Date{2026y / 10 / 5});
    f.objet.set("GPDS");
    f.numero.set("0612345678");
    f.pistes.set({Issue::abandon});
    EXPECT_EQ(f.numero.typed_first(), "06 12 34 56 78");
    EXPECT_TRUE(contient(champ(f.lycee), "<option value=\"2\" selected>"));
    EXPECT_TRUE(contient(champ(f.pistes), "value=\"abandon\" checked"));
    Pairs saisie;
    for (auto const* champ : champs_de(f))
        for (auto const& valeur : champ->typed())
            saisie.emplace_back(champ->name(), valeur);
    ASSERT_TRUE(read(relu, saisie));
    EXPECT_EQ(*relu.jour, Date{2026y / 10 / 5});
    EXPECT_EQ(*relu.numero, "0612345678");
}

TEST(Formulaire, un_mot_de_passe_n_est_jamais_remontre_ni_retouche) {
    Field<std::string> secret{"secret", "Mot de passe", required, password};
    ASSERT_TRUE(secret.read({{"secret", " a  b "}}));
    EXPECT_EQ(*secret, " a  b ");
    EXPECT_TRUE(contient(champ(secret), "value=\"\""));
}

TEST(Formulaire, une_zone_de_texte_garde_ses_lignes_et_ferme_sa_balise) {
    Convocation f;
    read(f, avec("note", "\nune\n</textarea><script>"));
    EXPECT_TRUE(contient(champ(f.note), ">\n\nune\n&lt;/textarea&gt;&lt;script&gt;</textarea>"));
    EXPECT_TRUE(contient(champ(f.note), "data-faits"));
}

TEST(Formulaire, il_porte_son_jeton_et_annonce_une_fois_l_obligatoire) {
    Convocation f;
    auto const html = formulaire(lien("/reunions"), Csrf{"j3t0n"}, data("brouillon", lien("/b")), champ(f.jour),
                                 champ(f.objet), boutons(bouton("Convoquer")));
    EXPECT_TRUE(contient(html, "<form method=\"post\" action=\"/reunions#erreurs\" novalidate data-brouillon=\"/b\">"));
    EXPECT_TRUE(contient(html, "<input type=\"hidden\" name=\"csrf\" value=\"j3t0n\">"));
    auto const mention = html.str().find("sont obligatoires.");
    EXPECT_NE(mention, std::string::npos);
    EXPECT_EQ(html.str().find("sont obligatoires.", mention + 1), std::string::npos);
    EXPECT_FALSE(contient(formulaire_recherche(lien("/r"), "x"), "csrf"));
}

TEST(Formulaire, le_resume_mene_a_chaque_champ) {
    Convocation f;
    read(f, avec("issue", "x"));
    f.objet.refuse("Cet objet existe déjà.");
    auto const html = resume_erreurs(f);
    EXPECT_TRUE(contient(html, "2 points sont à corriger"));
    EXPECT_TRUE(contient(html, "<a href=\"#f-objet\">Objet</a>"));
    EXPECT_TRUE(contient(html, "<a href=\"#f-issue-0\">Issue</a>"));
    EXPECT_TRUE(contient(champ(f.issue), "id=\"f-issue-0\""));
    EXPECT_TRUE(resume_erreurs(Convocation{}).empty());
}

TEST(Formulaire, un_fichier_est_attendu_non_vide_et_du_bon_type) {
    FileField fichier{"fichier", "Fichier", "Export CSV", ".csv,.xlsx"};
    Request r;
    EXPECT_FALSE(fichier.read(r));
    Upload recu;
    recu.field = "fichier";
    recu.filename = "eleves.PDF";
    recu.size = 12;
    r.uploads = {recu};
    EXPECT_FALSE(fichier.read(r));
    EXPECT_EQ(fichier.error(), "Ce fichier n’est pas d’un type attendu (.csv, .xlsx).");
    r.uploads[0].filename = "eleves.CSV";
    ASSERT_TRUE(fichier.read(r));
    EXPECT_EQ((*fichier).filename, "eleves.CSV");
}

TEST(Formulaire, une_question_laissee_vide_se_cite_en_entier) {
    Field<std::string> pourquoi{"motif", "Pourquoi en avez-vous besoin ?", required};
    EXPECT_FALSE(pourquoi.read({}));
    EXPECT_EQ(pourquoi.error(), "Remplissez «\u00a0" + std::string(pourquoi.label()) + "\u00a0».");
}

} // namespace
