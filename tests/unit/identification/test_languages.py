"""One thing has one certainty, whatever language names it."""

from __future__ import annotations

import pytest

from builders_identification import certainty, first
from ytterby.core.finding import Form

SAME = {  # what each is called in the languages of the bills, with the certainty of all of them
    "servo motor": ("likely", (
        "servo motor", "Servomotor", "servomoteur", "servomotor", "servomotore", "伺服电机", "伺服馬達", "サーボモータ",
        "서보 모터", "серводвигатель", "сервомотор", "serwomotor", "servomoottori", "szervomotor", "серводвигун",
        "серво мотор", "σερβοκινητήρας", "محرك سيرفو", "מנוע סרוו", "เซอร์โวมอเตอร์", "động cơ servo", "सर्वो मोटर")),
    "model servo": ("likely", (
        "servo", "RC servo", "Servo", "Modellbauservo", "舵机", "舵機", "サーボ", "서보", "сервопривод", "сервомашинка",
        "serwo", "szervo", "сервопривід", "серво", "σέρβο", "سيرفو", "סרוו", "เซอร์โว", "सर्वो")),
    "micro servo": ("possible", (
        "micro servo", "SG90", "MG90S", "Microservo", "マイクロサーボ", "9g 舵机", "микро SG90")),
    "stepper": ("likely", (
        "stepper motor", "Schrittmotor", "moteur pas à pas", "motor paso a paso", "motore passo-passo",
        "motor de passo",
        "步进电机", "步進馬達", "ステッピングモータ", "스테핑 모터", "шаговый двигатель", "silnik krokowy",
        "stappenmotor",
        "stegmotor", "krokový motor", "step motor", "léptetőmotor", "askelmoottori", "motor pas cu pas",
        "кроковий двигун", "стъпков мотор", "βηματικός κινητήρας", "ΒΗΜΑΤΙΚΟΣ ΚΙΝΗΤΗΡΑΣ", "محرك خطوي", "מנוע צעד",
        "สเต็ปปิ้งมอเตอร์", "động cơ bước", "स्टेपर मोटर")),
    "brushless": ("likely", (
        "brushless motor", "bürstenloser Motor", "moteur sans balais", "motor sin escobillas", "motore senza spazzole",
        "motor sem escovas", "无刷电机", "ブラシレスモータ", "브러시리스 모터", "бесколлекторный двигатель",
        "silnik bezszczotkowy", "borstelloze motor", "borstlös motor", "børsteløs motor", "bezkartáčový motor",
        "fırçasız motor", "kefe nélküli motor", "harjaton moottori", "motor fără perii", "безщітковий двигун",
        "безчетков мотор", "κινητήρας χωρίς ψήκτρες", "محرك بدون فرش", "מנוע ללא מברשות", "động cơ không chổi than")),
    "loudspeaker": ("likely", (
        "loudspeaker", "Lautsprecher", "haut-parleur", "altavoz", "altoparlante", "alto-falante", "喇叭", "扬声器",
        "スピーカー", "스피커", "динамик", "głośnik", "luidspreker", "högtalare", "højttaler", "høyttaler",
        "reproduktor",
        "hoparlör", "hangszóró", "kaiutin", "difuzor", "динамік", "високоговорител", "ηχείο", "مكبر صوت", "רמקול",
        "ลำโพง", "लाउडस्पीकर")),
    "hard disk": ("likely", (
        "hard disk", "Festplatte", "disque dur", "disco duro", "disco rigido", "机械硬盘", "ハードディスク",
        "жесткий диск",
        "dysk twardy", "harde schijf", "hårddisk", "pevný disk", "sabit disk", "merevlemez", "kiintolevy",
        "жорсткий диск", "твърд диск", "σκληρός δίσκος", "قرص صلب", "כונן קשיח", "ฮาร์ดดิสก์", "ổ cứng")),
    "magnet": ("likely", (
        "magnet", "Magnet", "aimant", "imán", "magnete", "ímã", "磁铁", "磁石", "자석", "магнит", "magnes", "magneet",
        "mıknatıs", "mágnes", "magneetti", "магніт", "μαγνήτης", "مغناطيس", "מגנט", "แม่เหล็ก", "nam châm", "चुंबक")),
    "neodymium": ("yes", (
        "neodymium magnet", "Neodym-Magnet", "aimant néodyme", "imán de neodimio", "magnete al neodimio",
        "ímã de neodímio", "钕磁铁", "ネオジム磁石", "네오디뮴 자석", "неодимовый магнит", "magnes neodymowy",
        "neodymium magneet", "neodymmagnet", "neodymový magnet", "neodyum mıknatıs", "neodímium mágnes",
        "neodyymimagneetti", "magnet neodim", "неодимовий магніт", "неодимов магнит", "μαγνήτης νεοδυμίου",
        "ΜΑΓΝΗΤΗΣ ΝΕΟΔΥΜΙΟΥ", "مغناطيس نيوديميوم", "מגנט ניאודימיום", "แม่เหล็กนีโอดิเมียม", "nam châm neodymi")),
    "samarium cobalt": ("yes", (
        "samarium cobalt", "Samarium-Kobalt", "samarium-cobalt", "samario cobalto", "钐钴", "サマリウムコバルト",
        "사마륨 코발트", "самарий-кобальт", "samaryum kobalt mıknatıs", "самарій-кобальтовий магніт",
        "szamárium-kobalt",
        "samariumkoboltti", "σαμαρίου κοβαλτίου", "ساماريوم كوبالت", "סמריום קובלט", "ซาแมเรียมโคบอลต์")),
    "dysprosium oxide": ("yes", (
        "dysprosium oxide", "Dysprosiumoxid", "oxyde de dysprosium", "óxido de disprosio", "氧化镝",
        "酸化ジスプロシウム",
        "оксид диспрозия", "tlenek dysprozu", "oxid dysprozitý", "oxid de disprosiu", "disprosyum oksit",
        "diszprózium-oxid", "dysprosiumoksidi", "оксид диспрозію", "диспрозиев оксид", "οξείδιο του δυσπροσίου",
        "أكسيد ديسبروسيوم", "תחמוצת דיספרוזיום", "ดิสโพรเซียมออกไซด์")),
    "rare earth": ("likely", (
        "rare earth", "Seltene Erden", "terres rares", "tierras raras", "terre rare", "terras raras", "稀土",
        "レアアース",
        "희토류", "редкоземельный", "metale ziem rzadkich", "nadir toprak", "ritkaföldfém", "harvinaiset maametallit",
        "pământuri rare", "рідкоземельний", "редкоземен", "σπάνιες γαίες", "đất hiếm", "แร่หายาก")),
    "fan": ("possible", (
        "fan", "Lüfter", "ventilateur", "ventilador", "ventola", "风扇", "ファン", "вентилятор", "wentylator", "fläkt",
        "ventilátor", "tuuletin", "вентилатор", "ανεμιστήρας", "مروحة", "מאוורר", "พัดลม")),
    "not a rare earth": ("no", (
        "ferrite magnet", "Ferritmagnet", "aimant ferrite", "imán de ferrita", "铁氧体磁铁", "フェライト磁石",
        "ферритовый магнит", "ferrit mıknatıs", "magnet ferită", "феритовий магніт", "μαγνήτης φερρίτη",
        "electromagnet", "Elektromagnet", "electroaimant", "电磁铁", "электромагнит", "elektromıknatıs",
        "електромагніт", "ηλεκτρομαγνήτης", "مغناطيس كهربائي", "אלקטרומגנט", "แม่เหล็กไฟฟ้า", "nam châm điện",
        "induction motor", "Asynchronmotor", "asenkron motor", "асинхронний двигун", "aszinkron motor")),
}


@pytest.mark.parametrize(("thing", "text"), [(thing, text) for thing, (_, texts) in SAME.items() for text in texts])
def test_a_thing_has_the_same_certainty_in_every_language(thing: str, text: str) -> None:
    assert certainty(text) == SAME[thing][0]


@pytest.mark.parametrize("text", [
    "Sm 25% Co 50% Fe 15% Cu, sintered block", "Co 52 %, Sm 25 %", "Sm(CoFeCuZr)z", "Sm2(Co,Fe,Cu,Zr)17", "MAGNETSMCO",
    "Vacomax", "KOERMAX 170",
])
def test_samarium_cobalt_is_known_by_composition_and_trade_name(text: str) -> None:
    assert (first(text).composition, first(text).form) == (("Sm", "Co"), Form.MAGNET)


@pytest.mark.parametrize("text", [
    "Nd-Dy-Fe-B", "(Nd,Pr)2Fe14B", "Nd 30% Fe 68% B 1%", "Nd 29,5 Dy 2 Fe 67 B 1", "Fe 66 %, Nd 31 %", "RINGNDFEB12",
    "NEOFLUX", "Ugimax 37H", "Crumax", "Vacodym 655 HR",
])
def test_neodymium_iron_boron_is_known_by_composition_and_trade_name(text: str) -> None:
    assert first(text).composition == ("Nd", "Fe", "B")


@pytest.mark.parametrize(("text", "form", "symbols"), [
    ("MgGd", "alloy", {"Gd"}), ("Mg-Y alloy", "alloy", {"Y"}), ("ScN", "compound", {"Sc"}),
    ("Scandiumlegierung", "alloy", {"Sc"}), ("GGG-Substrat", "crystal", {"Gd"}), ("YBCO tape", "ceramic", {"Y"}),
    ("REBCO wire", "ceramic", {"Y"}), ("LuYAP", "crystal", {"Lu", "Y"}), ("P43 phosphor", "phosphor", {"Gd", "Tb"}),
    ("GZO spray powder", "ceramic", {"Gd"}), ("Gd:DTPA", "compound", {"Gd"}), ("YCOB", "crystal", {"Y"}),
    ("KGW", "crystal", {"Gd"}), ("Tm:YLF crystal", "crystal", {"Tm", "Y"}), ("Nd:YLF crystal", "crystal", {"Nd", "Y"}),
    ("YVO4", "crystal", {"Y"}), ("Nd:YVO4", "crystal", {"Nd", "Y"}), ("didymium", "glass", {"Nd", "Pr"}),
    ("holmium glass filter", "glass", {"Ho"}), ("magnetické SmCo5 kroužky", "permanent_magnet", {"Sm"}),
])
def test_a_material_holds_what_its_name_says_and_nothing_more(text: str, form: str, symbols: set[str]) -> None:
    content = first(text)
    assert str(content.form) == form
    assert {symbol for symbol, share in content.elements if share.high > 0} == symbols


@pytest.mark.parametrize("text", [
    "LSO crystal scintillator", "LYSO:Ce array", "Faraday rotator crystal", "Nd:YAG laser crystal", "GAGG scintillator",
])
def test_a_bare_crystal_is_no_finished_detector_or_laser(text: str) -> None:
    assert [content.form for content in (first(text),)] == [Form.CRYSTAL]


@pytest.mark.parametrize("text", [
    "Sealing ring N35", "O-ring N40", "Dichtring N42", "MQ-2 gas sensor", "GGG-40 housing", "密封圈 N35",
    "25T servo disc",
    "Cap 10n", "Stahl 5 mg y", "Ring Terminal N35",
])
def test_what_shares_letters_with_a_grade_or_a_name_is_none(text: str) -> None:
    assert certainty(text) == "no"
