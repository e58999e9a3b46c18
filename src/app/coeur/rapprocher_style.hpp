#pragma once
// The style of the report, inside the file itself: it opens without a network, and prints.
#include <string_view>

namespace app {

inline constexpr std::string_view style_du_rapport = R"css(
:root{color-scheme:light;--encre:#1a2429;--encre-2:#4a5a61;--trait:#d5dbd9;--fond:#f4f5f3;--s1:#1b7383;--s2:#cf5f36;--s3:#6f5bb0}
*{box-sizing:border-box}
body{margin:0;background:var(--fond);color:var(--encre);font:1rem/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif}
main{max-width:64rem;margin:0 auto;padding:1rem clamp(.75rem,3vw,2rem) 3rem}
h1{font-size:1.7rem;line-height:1.2}h2{margin-top:2.2rem;border-bottom:2px solid var(--s1);padding-bottom:.2rem}h4{margin:1.4rem 0 .2rem}
p,li{max-width:46rem}
article p{margin:.2rem 0 .5rem}
.chiffres{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(11rem,100%),1fr));gap:.8rem;list-style:none;padding:0}
.chiffres li,.figure-diagramme,.tableau{background:#fff;border:1px solid var(--trait);border-radius:.45rem}
.chiffres li{display:flex;flex-direction:column;padding:.8rem 1rem;border-top:3px solid var(--s1)}
.chiffre-libelle,.chiffre-note{color:var(--encre-2);font-size:.9rem}.chiffre-valeur{font-size:1.7rem;font-weight:650}
.tableau{overflow-x:auto;margin:.5rem 0 1rem}
table{border-collapse:collapse;width:100%;font-size:.94rem}
caption{text-align:left;font-weight:600;padding:.6rem .8rem}
th,td{padding:.35rem .8rem;border-top:1px solid var(--trait);text-align:left;vertical-align:top;min-width:5rem}
tbody th{font-weight:550}.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.signe{display:block;width:5rem;height:.5rem;margin:.2rem 0 0 auto;background:linear-gradient(var(--trait),var(--trait)) 50% 0/1px 100% no-repeat}
.figure-diagramme{margin:1rem 0;padding:.9rem 1.1rem}.figure-diagramme figcaption span{display:block;color:var(--encre-2);font-size:.9rem}
.figure-diagramme summary{color:#0b5563;cursor:pointer;margin-top:.5rem;width:fit-content}
.diagramme{display:block;width:100%;max-width:44rem;height:auto;overflow:visible}.diagramme text{fill:var(--encre);font-size:12.5px}
.diagramme .chiffre{font-weight:600}.s1{fill:var(--s1)}.s2{fill:var(--s2)}.s3{fill:var(--s3)}
.legende{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;list-style:none;padding:0;font-size:.9rem}.legende svg{width:1.5rem;height:.75rem;margin-right:.4rem}
.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
:focus-visible{outline:3px solid #1f4f82;outline-offset:2px}
@media (max-width:40rem){.diagramme text{font-size:16px}}
@media screen and (max-width:40rem){
.empile,.empile caption,.empile tbody,.empile tbody>tr,.empile tbody>tr>*{display:block}
.empile thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.empile tbody>tr{padding:.5rem .8rem;border-top:1px solid var(--trait)}
.empile tbody>tr>*{padding:.1rem 0;border:0;white-space:normal;overflow-wrap:anywhere}
.empile tbody>tr>td[data-titre]{display:flow-root;padding-left:8rem;min-height:1.7em}
.empile tbody>tr>td[data-titre]::before{float:left;width:7.5rem;margin-left:-8rem;color:var(--encre-2);font-size:.86rem;content:attr(data-titre)/""}
.empile tbody>tr>td:empty{display:none}.empile .num{text-align:left}.empile .signe{margin-left:0}
}
@media print{body{background:#fff}.tableau{overflow:visible}article,.figure-diagramme{break-inside:avoid}}
)css";

} // namespace app
