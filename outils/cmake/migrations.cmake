# migrations_embarquees(cible) : compile les fichiers de migrations/ dans la bibliothèque.
function(migrations_embarquees cible)
  file(GLOB fichiers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/migrations/*.sql)
  list(SORT fichiers)
  set(sortie ${CMAKE_CURRENT_BINARY_DIR}/migrations_embarquees.cpp)
  add_custom_command(
    OUTPUT ${sortie}
    COMMAND ${CMAKE_COMMAND} -DSORTIE=${sortie} "-DFICHIERS=${fichiers}" -P ${CMAKE_SOURCE_DIR}/outils/cmake/ecrire_migrations.cmake
    DEPENDS ${fichiers} ${CMAKE_SOURCE_DIR}/outils/cmake/ecrire_migrations.cmake VERBATIM)
  target_sources(${cible} PRIVATE ${sortie})
endfunction()
