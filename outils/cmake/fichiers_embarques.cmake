# fichiers_embarques(cible FICHIERS fichier…) : puts the files in the library, with their gzip -9 version, their hash
# and their type, behind web::embedded_files(). A file may be made by the build itself. Names must be all different.
set(FICHIERS_EMBARQUES_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/fichiers_embarques_script.cmake)
find_program(GZIP gzip REQUIRED)

function(fichiers_embarques cible)
  cmake_parse_arguments(E "" "" "FICHIERS" ${ARGN})
  set(dossier ${CMAKE_BINARY_DIR}/embarques/${cible})
  set(liste ${dossier}/liste.txt)
  string(REPLACE ";" "\n" lignes "${E_FICHIERS}")
  file(CONFIGURE OUTPUT ${liste} CONTENT "${lignes}\n" @ONLY)
  add_custom_command(
    OUTPUT ${dossier}/fichiers.cpp
    COMMAND ${CMAKE_COMMAND} -DLISTE=${liste} -DDOSSIER=${dossier} -DGZIP=${GZIP}
            -P ${FICHIERS_EMBARQUES_SCRIPT}
    DEPENDS ${liste} ${E_FICHIERS} ${FICHIERS_EMBARQUES_SCRIPT}
    COMMENT "Fichiers embarqués de ${cible}" VERBATIM)
  add_library(${cible}_embarques OBJECT ${dossier}/fichiers.cpp)
  target_include_directories(${cible}_embarques PRIVATE ${CMAKE_SOURCE_DIR}/src)
  target_sources(${cible} PRIVATE $<TARGET_OBJECTS:${cible}_embarques>)
endfunction()
