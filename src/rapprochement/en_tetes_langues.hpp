#pragma once
// Headers of other languages and alphabets, as base::cle_d_en_tete() leaves them: capitals outside ASCII, no accents.
#include <string_view>

#include "rapprochement/colonnes.hpp"

namespace rapprochement {

struct EnTetesConnus {
    Role role;
    std::string_view en_tetes; ///< blank between
};

inline constexpr EnTetesConnus en_tetes_d_autres_langues[] = {
    // Finnish, Estonian, Hungarian, Turkish, Polish, Czech, Romanian, Baltic, Balkan, Vietnamese, Indonesian
    {Role::nom, "perekonnanimi vezeteknev csaladnev soyad soyadi soyisim prijmeni priezvisko numedefamilie "
                "pavarde uzvards prezime priimek ho hodem namabelakang mbiemri slaktnamn"},
    {Role::prenom, "etunimet eesnimi keresztnev utonev ad adi isim jmeno krestnijmeno meno prenume vardas vards ime "
                   "ten tendem namadepan emri tilltalsnamn"},
    {Role::nom_et_prenom,
     "nimi kokonimi henkilo nev teljesnev adsoyad adisoyadi advesoyad isimsoyisim nazwiskoiimie imieinazwisko "
     "jmenoaprijmeni prijmeniajmeno menoapriezvisko numesiprenume numeprenume imeiprezime prezimeiime hoten hovaten "
     "tendaydu namalengkap fulltnavn fullstandigtnamn navnogetternavn"},
    {Role::naissance,
     "synt syntaika sunniaeg sunnikuupaev szuletesidatum szuletett dogumtarihi dogumgunu dogum urodzony "
     "dataurodzin datumnarozeni datumnarodenia narozen narozeni datanasterii dataadenastere nascut gimimodata "
     "dzimsanasdatums datumrodjenja datumrodenja rojstnidatum ngaysinh namsinh tanggallahir tgllahir fodt fodd "
     "fodselsdag fodelsedag"},
    {Role::sexe, "sukupuoli sugu nem cinsiyet plec pohlavi pohlavie lytis dzimums spol pol gioitinh jeniskelamin kjonn "
                 "kon kong"},
    {Role::commune,
     "kotikunta kunta kaupunki paikkakunta linn telepules varos il ilce sehir miejscowosczamieszkania mesto "
     "oras localitate miestas pilseta grad mjesto naselje tinh thanhpho kota postort bostadsort by"},
    {Role::commune_naissance, "syntymapaikka synnikoht szuletesihely dogumyeri miejsceurodzenia mistonarozeni "
                              "miestonarodenia loculnasterii noisinh tempatlahir fodested fodelseort"},
    {Role::adresse, "katuosoite osoite aadress lakcim cim adresi ulica ulice utca adresa adresas adrese diachi alamat "
                    "gateadresse gatuadress"},
    {Role::code_postal,
     "postinumero postiindeks iranyitoszam postakodu kodpocztowy psc codpostal postanskibroj kodepos"},
    {Role::telephone, "puhelin puhelinnumero telefoninumber telefonszam telefonno ceptelefonu dienthoai sodienthoai "
                      "nomortelepon nohp tlf mobilnummer telefonas talrunis"},
    {Role::courriel, "sahkoposti eposta epost emailcim"},
    {Role::ine,
     "pesel henkilotunnus hetu isikukood tckimlikno tckimlik rodnecislo cnp fodselsnummer cprnr oib jmbg emso"},
    {Role::age, "ika vanus kor yas vek varsta tuoi umur alderi"},
    // Greek
    {Role::nom, "ΕΠΩΝΥΜΟ ΕΠΙΘΕΤΟ"},
    {Role::prenom, "ΟΝΟΜΑ"},
    {Role::nom_et_prenom, "ΟΝΟΜΑΤΕΠΩΝΥΜΟ"},
    {Role::naissance, "ΗΜΕΡΟΜΗΝΙΑΓΕΝΝΗΣΗΣ ΗΜΓΕΝΝΗΣΗΣ ΗΜΝΙΑΓΕΝΝΗΣΗΣ ΓΕΝΝΗΣΗ"},
    {Role::sexe, "ΦΥΛΟ"},
    {Role::commune, "ΠΟΛΗ ΔΗΜΟΣ"},
    {Role::adresse, "ΔΙΕΥΘΥΝΣΗ ΟΔΟΣ"},
    {Role::telephone, "ΤΗΛΕΦΩΝΟ ΚΙΝΗΤΟ"},
    // Cyrillic
    {Role::nom, "ФАМИЛИЯ ПРІЗВИЩЕ ПРЕЗИМЕ"},
    {Role::prenom, "ИМЯ ОТЧЕСТВО ІМЯ ИМЕ"},
    {Role::nom_et_prenom, "ФИО ПІБ"},
    {Role::naissance, "ДАТАРОЖДЕНИЯ ДАТАНАРОДЖЕННЯ РОЖДЕНИЕ ДАТАНАРАЖДАНЕ"},
    {Role::sexe, "ПОЛ СТАТЬ"},
    {Role::adresse, "АДРЕС АДРЕСА УЛИЦА"},
    {Role::commune, "ГОРОД МІСТО ГРАД НАСЕЛЕННЫЙПУНКТ"},
    {Role::commune_naissance, "МЕСТОРОЖДЕНИЯ"},
    {Role::telephone, "ТЕЛЕФОН"},
    {Role::courriel, "ПОЧТА ЭЛЕКТРОННАЯПОЧТА"},
    // Arabic, Hebrew, Chinese, Japanese, Korean
    {Role::nom, "اللقب العائلة משפחה שםמשפחה 姓 姓氏 名字姓 성"},
    {Role::prenom, "الاسم שםפרטי 名 名前"},
    {Role::nom_et_prenom, "الاسمالكامل الاسمواللقب שםמלא 姓名 氏名 이름 성명"},
    {Role::naissance, "تاريخالميلاد تاريخالازدياد תאריךלידה 出生日期 生日 生年月日 생년월일"},
    {Role::sexe, "الجنس מין 性别 性別 성별"},
    {Role::commune, "المدينة עיר 城市 市区町村 도시"},
    {Role::telephone, "الهاتف טלפון 电话 手机 電話番号 전화번호"},
};

} // namespace rapprochement
