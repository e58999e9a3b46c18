# Run by the build: LISTE (one path a line) → DOSSIER/fichiers.cpp, which takes the bytes in with .incbin.
cmake_minimum_required(VERSION 3.25)
file(STRINGS ${LISTE} fichiers)
set(type_css "text/css; charset=utf-8")
set(type_mjs "text/javascript; charset=utf-8")
set(type_js "text/javascript; charset=utf-8")
set(type_svg "image/svg+xml")
set(type_txt "text/plain; charset=utf-8")
set(type_json "application/json")
set(type_png "image/png")
set(type_ico "image/x-icon")
set(type_woff2 "font/woff2")
set(a_compresser css mjs js svg txt json)

# Sorted by name, as web::embedded_files() promises.
set(noms)
foreach(fichier IN LISTS fichiers)
  get_filename_component(nom ${fichier} NAME)
  if(nom IN_LIST noms)
    message(FATAL_ERROR "Deux fichiers embarqués s'appellent ${nom}.")
  endif()
  list(APPEND noms ${nom})
  set("chemin_${nom}" ${fichier})
endforeach()
list(SORT noms COMPARE STRING)

set(asm "")
set(externes "")
set(lignes "")
set(n 0)
function(octets symbole chemin)
  string(APPEND asm "asm(R\"(.section .rodata\n.balign 16\n${symbole}:\n.incbin \"${chemin}\"\n${symbole}_fin:\n.byte 0\n.previous)\");\n")
  string(APPEND externes "extern char const ${symbole}[] asm(\"${symbole}\");\nextern char const ${symbole}_fin[] asm(\"${symbole}_fin\");\n")
  set(asm "${asm}" PARENT_SCOPE)
  set(externes "${externes}" PARENT_SCOPE)
endfunction()

foreach(nom IN LISTS noms)
  set(chemin "${chemin_${nom}}")
  string(REGEX MATCH "[^.]+$" suffixe ${nom})
  if(NOT DEFINED type_${suffixe})
    message(FATAL_ERROR "Type inconnu pour le fichier embarqué ${nom} : complétez fichiers_embarques_script.cmake.")
  endif()
  file(SHA256 ${chemin} empreinte)
  string(SUBSTRING ${empreinte} 0 8 empreinte)
  octets(embarque_${n} ${chemin})
  set(zip "{}")
  if(suffixe IN_LIST a_compresser)
    set(comprime ${DOSSIER}/${nom}.gz)
    execute_process(COMMAND ${GZIP} -9 -n -c ${chemin} OUTPUT_FILE ${comprime} COMMAND_ERROR_IS_FATAL ANY)
    octets(embarque_${n}_gz ${comprime})
    set(zip "entre(embarque_${n}_gz, embarque_${n}_gz_fin)")
  endif()
  string(APPEND lignes "    {\"${nom}\", \"${empreinte}\", \"${type_${suffixe}}\",\n     entre(embarque_${n}, embarque_${n}_fin), ${zip}},\n")
  math(EXPR n "${n} + 1")
endforeach()

set(table "std::span<StaticFile const> embedded_files() { return {}; }\n")
if(n GREATER 0)
  set(table "std::string_view entre(char const* debut, char const* fin) {
    return {debut, static_cast<std::size_t>(fin - debut)};
}

} // namespace

std::span<StaticFile const> embedded_files() {
    static StaticFile const files[] = {
${lignes}    };
    return files;
}
")
  set(table "namespace {\n\n${table}")
endif()
file(WRITE ${DOSSIER}/fichiers.cpp "// Generated: see outils/cmake/fichiers_embarques.cmake.
#include \"web/static_files.hpp\"

${asm}
${externes}
namespace web {

${table}
} // namespace web
")
