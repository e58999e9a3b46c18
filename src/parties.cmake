# Every part of the program and what it may know (style.md §3). tests/fleches checks the includes against it.
function(partie_si_presente nom)
  cmake_parse_arguments(P "" "SOUS" "BESOIN;LIE" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${P_SOUS}/*.cpp)
  if(sources)
    partie(${nom} SOUS ${P_SOUS} BESOIN ${P_BESOIN} LIE ${P_LIE})
  endif()
endfunction()

partie_si_presente(storage SOUS src/storage BESOIN base LIE PRIVATE SQLite::SQLite3 PostgreSQL::PostgreSQL)
include(outils/cmake/migrations.cmake)
migrations_embarquees(storage)
partie_si_presente(web SOUS src/web BESOIN base LIE PRIVATE ZLIB::ZLIB)
partie_si_presente(documents SOUS src/documents BESOIN base
                   LIE PRIVATE LibXml2::LibXml2 PkgConfig::ZIP ZLIB::ZLIB ${XLSXWRITER})
partie_si_presente(rapprochement SOUS src/rapprochement BESOIN base LIE PRIVATE ZLIB::ZLIB)
