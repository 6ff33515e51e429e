"""Which lines say how much of something: the ingredients of a recipe, the measures of a table.

A list of ingredients looks like a menu, short lines without a sentence, and is body. What tells it
are amounts, line after line: a number and the unit of a kitchen or a workshop.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from cleanarticle.lanes import around, pack, unpack
from cleanarticle.patterns import pattern
from cleanarticle.text import fold

#: Longest line looked at, in characters: an ingredient with its remark.
_LONGEST: Final = 120
#: Lines on both sides that are looked at too.
_REACH: Final = 3
#: Units behind a number.
_UNITS: Final = """
g gr gm kg mg ml cl dl l lt cm mm oz lb lbs
cup cups tbsp tbsps tsp tsps tablespoon tablespoons teaspoon teaspoons ounce ounces pound pounds
clove cloves stick sticks pinch handful bunch slices cans
el tl esslöffel teelöffel prise prisen bund zehe zehen packung päckchen dose dosen tasse tassen
cuillère cuillères càs càc pincée gousse gousses sachet brin brins tranche tranches verre verres
cucharada cucharadas cucharadita cucharaditas taza tazas diente dientes pizca hojas
colher colheres xícara xícaras chávena chávenas dente dentes pitada
cucchiaio cucchiai cucchiaino cucchiaini spicchio spicchi pizzico bustina bustine fette
eetlepel eetlepels theelepel theelepels teentje teentjes snufje
msk tsk krm spsk ss ts klyfta klyftor fed båt båter knivspids stk
rkl prk kynsi kynttä
łyżka łyżki łyżek łyżeczka łyżeczki łyżeczek szklanka szklanki szklanek ząbek ząbki szczypta
lžíce lžic lžička lžičky lžiček hrnek hrnku stroužek stroužky špetka
evőkanál teáskanál ek tk gerezd csipet csomag
lingură linguri linguriță lingurițe cană căni căței
скилидка скилидки щипка чаша чаши
г кг мл л ст ч шт ложка ложки ложек ложку стакан стакана зубчик зубчика щепотка
склянка склянки дрібка
κ γρ γραμμάρια κουτ κουταλιά κουταλιές φλιτζάνι φλιτζάνια σκελίδα σκελίδες
su yemek tatlı çay bardağı kaşığı diş demet tutam
ملعقة ملاعق كوب أكواب حبة حبات غرام جرام كيلو فص فصوص
قاشق پیمانه گرم پیاله کیلو حبه
כף כפות כפית כפיות כוס כוסות גרם שיני
कप चम्मच ग्राम किलो चुटकी कटोरी
gram sdm sdt siung buah lembar batang butir
muỗng thìa trái quả củ nhánh tép
큰술 작은술 컵
"""
#: The same where no space stands between.
_GLUED: Final = "克|毫升|公克|茶匙|汤匙|湯匙|大匙|小匙|勺|個|本|枚|片|カップ|กรัม|ช้อนโต๊ะ|ช้อนชา|ถ้วย"
#: An amount in a line whose words are not set apart.
_IN_A_LINE: Final = pattern(rf"0 ?(?:{_GLUED})|(?:大さじ|小さじ|カップ)0")
#: What stands behind a number.
_COUNTED: Final = pattern(r"0 ?([^\W\d_]+)")


@cache
def _units() -> frozenset[str]:
    return frozenset(map(fold, _UNITS.split()))


def look_for_amounts(folded: Sequence[str], wide: bool = False) -> dict[str, bytes]:
    """Measure which lines hold an amount, 1, and how many of those around.

    Args:
        folded: the blocks, folded.
        wide: whether the page is in a script without spaces between words.

    >>> columns = look_for_amounts(["flour", "0 g sugar", "0/0 cup of milk", "0 replies"])
    >>> list(columns["amount"]), list(columns["amounts within 3"])
    ([0, 1, 1, 0], [2, 1, 1, 2])
    """
    counted, apart, glued = _COUNTED.findall, _units().isdisjoint, _IN_A_LINE.search
    found = bytes(
        [
            "0" in t and len(t) < _LONGEST and (not apart(counted(t)) or (wide and bool(glued(t))))
            for t in folded
        ]
    )
    near = unpack(around(pack(found), _REACH), len(found))
    return {"amount": found, "amounts within 3": near}
