#include "base/enumere.hpp"

#include <gtest/gtest.h>

namespace exemple {

enum class Issue { retour, abandon, inconnue };
constexpr base::Entree<Issue> issues[] = {{Issue::retour, "retour", "Retour en formation"},
                                          {Issue::abandon, "abandon", "Abandon"}};
constexpr std::span<base::Entree<Issue> const> entrees(Issue) { return issues; }
using base::code, base::lire_code;
enum class Nue { a };

static_assert(base::Enumere<Issue> && !base::Enumere<Nue> && !base::Enumere<int>);

TEST(ListeFermee, un_code_et_un_libelle_par_valeur) {
    EXPECT_EQ(base::code(Issue::abandon), "abandon");
    EXPECT_EQ(base::libelle(Issue::retour), "Retour en formation");
    EXPECT_EQ(base::lire_code<Issue>("retour"), Issue::retour);
    EXPECT_EQ(base::lire_code<Issue>("RETOUR"), std::nullopt);
    EXPECT_EQ(base::code(Issue::inconnue), "");
}

TEST(ListeFermee, se_trouve_par_son_type) {
    EXPECT_EQ(code(Issue::retour), "retour");
    EXPECT_EQ(lire_code("abandon", static_cast<Issue*>(nullptr)), Issue::abandon);
}

} // namespace exemple
