# bootstrap_css(variable) : the sheet of Bootstrap, fetched by npm the first time (outils/web.sh).
function(bootstrap_css variable)
  set(feuille ${CMAKE_SOURCE_DIR}/construction/web/bootstrap.min.css)
  add_custom_command(
    OUTPUT ${feuille}
    COMMAND ${CMAKE_SOURCE_DIR}/outils/web.sh --programme
    COMMAND ${CMAKE_COMMAND} -E touch ${feuille}
    DEPENDS ${CMAKE_SOURCE_DIR}/package-lock.json
    COMMENT "Feuille de style de Bootstrap" VERBATIM)
  set(${variable} ${feuille} PARENT_SCOPE)
endfunction()
