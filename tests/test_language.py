"""Languages are told apart on texts of our own, and nothing is said where nothing is sure."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from cleanarticle.language import _data, _spread, identify, stop_words
from cleanarticle.text import fold, fold_lines, word_lists


def told(*blocks: str) -> str | None:
    return identify(word_lists(fold_lines(list(blocks))), "\n".join(blocks))


PROSE = {
    "en": "The old bridge over the river was closed on Monday after a crack had been found in one "
    "of its pillars. The mayor said that repairs would take at least two weeks, and that there "
    "would be a ferry for those who live on the other side.",
    "uk": "Старий міст через річку закрили в понеділок, бо в одній з його опор знайшли тріщину. "
    "Міський голова сказав, що ремонт триватиме щонайменше два тижні, а для тих, хто живе на "
    "іншому березі, ходитиме пором.",
    "ru": "Старый мост через реку закрыли в понедельник, потому что в одной из его опор нашли "
    "трещину. Мэр сказал, что ремонт займёт не меньше двух недель, а для тех, кто живёт на другом "
    "берегу, будет ходить паром.",
    "de": "Die alte Brücke über den Fluss wurde am Montag gesperrt, nachdem in einem der Pfeiler "
    "ein Riss entdeckt worden war. Die Reparatur werde mindestens zwei Wochen dauern, sagte die "
    "Bürgermeisterin; für die Leute am anderen Ufer soll es eine Fähre geben.",
    "fr": "Le vieux pont sur la rivière a été fermé lundi après la découverte d'une fissure dans "
    "l'un de ses piliers. Selon la maire, les travaux vont durer au moins deux semaines, et un "
    "bac sera mis en place pour ceux qui habitent de l'autre côté.",
    "es": "El viejo puente sobre el río fue cerrado el lunes después de que se hallara una grieta "
    "en uno de sus pilares. La alcaldesa dijo que las obras durarán al menos dos semanas y que "
    "habrá una barca para los que viven en la otra orilla.",
    "pt": "A velha ponte sobre o rio foi fechada na segunda-feira depois de ter sido encontrada "
    "uma fenda num dos pilares. A presidente da câmara disse que as obras vão durar pelo menos "
    "duas semanas e que haverá um barco para quem mora na outra margem.",
    "it": "Il vecchio ponte sul fiume è stato chiuso lunedì dopo che in uno dei piloni era stata "
    "trovata una crepa. La sindaca ha detto che i lavori dureranno almeno due settimane e che ci "
    "sarà un traghetto per chi abita sull'altra riva.",
    "pl": "Stary most na rzece został zamknięty w poniedziałek, ponieważ w jednym z filarów "
    "znaleziono pęknięcie. Burmistrz powiedziała, że naprawa potrwa co najmniej dwa tygodnie, a "
    "dla tych, którzy mieszkają po drugiej stronie, będzie kursował prom.",
    "nl": "De oude brug over de rivier is maandag gesloten nadat er in een van de pijlers een "
    "scheur was gevonden. Volgens de burgemeester duurt het herstel zeker twee weken, en komt er "
    "een pont voor de mensen die aan de andere kant wonen.",
    "tr": "Nehrin üzerindeki eski köprü, ayaklarından birinde bir çatlak bulunduktan sonra "
    "pazartesi günü kapatıldı. Belediye başkanı onarımın en az iki hafta süreceğini ve karşı "
    "kıyıda oturanlar için bir feribot olacağını söyledi, ancak daha fazla bilgi vermedi.",
    "cs": "Starý most přes řeku byl v pondělí uzavřen, protože se v jednom z jeho pilířů našla "
    "trhlina. Starostka řekla, že oprava potrvá nejméně dva týdny a že pro ty, kteří bydlí na "
    "druhém břehu, bude jezdit přívoz.",
    "sv": "Den gamla bron över floden stängdes i måndags efter att man hade hittat en spricka i "
    "en av pelarna. Arbetet kommer att ta minst två veckor, säger borgmästaren, och det ska "
    "finnas en färja för dem som bor på andra sidan.",
    "zh": "河上的旧桥星期一被关闭，因为人们在一根桥墩上发现了裂缝。市长说，修理至少需要两个星期，"
    "住在对岸的居民可以乘坐渡船，但是在学校放假以前不会增加班次。",
    "ja": "川にかかる古い橋は、橋脚の一つにひびが見つかったため、月曜日に閉鎖された。市長によると"
    "、修理には少なくとも二週間かかり、向こう岸に住む人々のために渡し船が用意されるという。",
    "ko": "강 위의 오래된 다리는 교각 하나에서 금이 발견된 뒤 월요일에 폐쇄됐다. 시장은 수리에 "
    "적어도 두 주가 걸릴 것이며 건너편에 사는 주민들을 위해 나룻배를 운행할 것이라고 말했다. "
    "그러나 요금은 아직 정해지지 않았고 학교가 언제 다시 문을 열지도 알 수 없다.",
    "ar": "أغلق الجسر القديم فوق النهر يوم الاثنين بعد أن عثر على شق في أحد أعمدته. وقالت رئيسة "
    "البلدية إن الإصلاح سيستغرق أسبوعين على الأقل، وإن عبارة ستنقل السكان الذين يعيشون على الضفة "
    "الأخرى.",
    "hi": "नदी पर बना पुराना पुल सोमवार को बंद कर दिया गया, क्योंकि उसके एक खंभे में दरार मिली थी। महापौर ने "
    "कहा कि मरम्मत में कम से कम दो हफ्ते लगेंगे और दूसरे किनारे पर रहने वाले लोगों के लिए नाव चलेगी।",
    "da": "Den gamle bro over åen blev lukket i mandags, efter at man havde fundet en revne i en "
    "af pillerne. Arbejdet vil tage mindst to uger, siger borgmesteren, og der kommer en færge "
    "til dem, som bor på den anden side.",
    "no": "Den gamle brua over elva ble stengt mandag etter at det var funnet en sprekk i en av "
    "pilarene. Arbeidet kommer til å ta minst to uker, sier ordføreren, og det blir satt inn ei "
    "ferge for dem som bor på den andre sida.",
    "fi": "Joen ylittävä vanha silta suljettiin maanantaina, kun yhdestä sen pilarista oli "
    "löytynyt halkeama. Kaupunginjohtajan mukaan korjaus kestää ainakin kaksi viikkoa, ja niille, "
    "jotka asuvat toisella rannalla, järjestetään lautta, mutta se ei kulje yöllä eikä ole "
    "ilmainen.",
    "ro": "Podul vechi de peste râu a fost închis luni, după ce într-unul dintre pilonii săi a "
    "fost găsită o fisură. Primarul a spus că lucrările vor dura cel puțin două săptămâni și că "
    "pentru cei care locuiesc pe celălalt mal va fi un bac.",
    "hu": "A folyón átvezető régi hidat hétfőn lezárták, miután az egyik pillérében repedést "
    "találtak. A polgármester szerint a javítás legalább két hétig tart, és komp is lesz azoknak, "
    "akik a másik parton laknak, de az éjszaka nem közlekedik.",
    "el": "Η παλιά γέφυρα πάνω από το ποτάμι έκλεισε τη Δευτέρα, αφού βρέθηκε μια ρωγμή σε έναν "
    "από τους πυλώνες της. Η δήμαρχος είπε ότι οι εργασίες θα κρατήσουν τουλάχιστον δύο εβδομάδες "
    "και ότι θα υπάρχει πορθμείο για όσους μένουν απέναντι.",
    "bg": "Старият мост над реката беше затворен в понеделник, след като в една от колоните му "
    "беше открита пукнатина. Кметицата каза, че ремонтът ще продължи поне две седмици и че за "
    "хората, които живеят на другия бряг, ще има сал.",
    "id": "Jembatan tua di atas sungai itu ditutup pada hari Senin setelah ditemukan retakan di "
    "salah satu tiangnya. Wali kota mengatakan bahwa perbaikan akan memakan waktu paling sedikit "
    "dua minggu, dan ada perahu bagi warga yang tinggal di seberang karena tidak ada jalan lain.",
    "vi": "Cây cầu cũ bắc qua sông đã bị đóng vào thứ hai sau khi người ta tìm thấy một vết nứt ở "
    "một trụ cầu. Thị trưởng nói rằng việc sửa chữa sẽ mất ít nhất hai tuần, và sẽ có phà cho "
    "những người sống ở bờ bên kia.",
    "fa": "پل قدیمی روی رودخانه روز دوشنبه بسته شد، زیرا در یکی از پایه‌های آن ترکی پیدا شده بود. "
    "شهردار گفت که تعمیر آن دست‌کم دو هفته طول می‌کشد و برای کسانی که در آن سوی رود زندگی می‌کنند "
    "قایق خواهد بود.",
    "he": "הגשר הישן מעל הנהר נסגר ביום שני לאחר שנמצא סדק באחד העמודים שלו. ראשת העיר אמרה כי "
    "התיקון יימשך לפחות שבועיים, וכי תהיה מעבורת עבור מי שגר בצד השני, אבל היא לא תפעל בלילה ואין "
    "עדיין לוח זמנים.",
}

WITHOUT_PACK = {
    "ca": "El vell pont sobre el riu es va tancar dilluns després que s'hi trobés una esquerda en "
    "un dels pilars. L'alcaldessa va dir que les obres duraran almenys dues setmanes i que hi "
    "haurà una barca per als que viuen a l'altra riba.",
    "hr": "Stari most preko rijeke zatvoren je u ponedjeljak nakon što je u jednom od njegovih "
    "stupova pronađena pukotina. Gradonačelnica je rekla da će popravak trajati najmanje dva "
    "tjedna, a za one koji žive na drugoj obali, gdje nema ceste, vozit će skela prije i poslije "
    "škole.",
    "sr": "Stari most preko reke zatvoren je u ponedeljak posle otkrića pukotine u jednom od "
    "njegovih stubova. Gradonačelnica je rekla da će popravka trajati najmanje dve nedelje, a za "
    "one koji žive na drugoj obali, gde nema puta, vozi skela pre i posle škole.",
    "sk": "Starý most cez rieku v pondelok uzavreli, pretože sa v jednom z jeho pilierov našla "
    "trhlina. Primátorka povedala, že oprava potrvá najmenej dva týždne a že pre tých, ktorí "
    "bývajú na druhom brehu, bude chodiť kompa.",
    "sl": "Stari most čez reko so v ponedeljek zaprli, ker so v enem od njegovih stebrov našli "
    "razpoko. Županja je povedala, da bo popravilo trajalo vsaj dva tedna, za tiste, ki živijo na "
    "drugem bregu, pa bo vozil brod.",
    "et": "Vana sild üle jõe suleti esmaspäeval, kui ühest selle sambast oli leitud pragu. "
    "Linnapea ütles, et remont kestab vähemalt kaks nädalat ja et neile, kes elavad teisel "
    "kaldal, tuleb parv, aga see ei sõida öösel ning ei ole tasuta.",
    "lv": "Vecais tilts pār upi pirmdien tika slēgts, jo vienā no tā balstiem bija atrasta "
    "plaisa. Mēre sacīja, ka remonts ilgs vismaz divas nedēļas un ka tiem, kas dzīvo otrā krastā, "
    "būs prāmis, bet naktī tas vēl nekursēs.",
    "lt": "Senasis tiltas per upę pirmadienį buvo uždarytas, nes viename iš jo atramų rastas "
    "įtrūkimas. Merė sakė, kad remontas truks ne mažiau kaip dvi savaites, o tiems, kurie gyvena "
    "kitame krante, bus keltas, bet naktį jis dar neplauks.",
    "th": "สะพานเก่าข้ามแม่น้ำถูกปิดเมื่อวันจันทร์ หลังจากพบรอยร้าวที่เสาต้นหนึ่ง "
    "นายกเทศมนตรีกล่าวว่าการซ่อมจะใช้เวลาอย่างน้อยสองสัปดาห์ และจะมีเรือข้ามฟากสำหรับผู้ที่อยู่อีกฝั่ง",
    "bn": "নদীর উপর পুরোনো সেতুটি সোমবার বন্ধ করে দেওয়া হয়েছে, কারণ তার একটি স্তম্ভে ফাটল পাওয়া গেছে। "
    "মেয়র বলেছেন যে মেরামতে অন্তত দুই সপ্তাহ লাগবে এবং ওপারের মানুষের জন্য নৌকা থাকবে।",
    "ta": "ஆற்றின் மீது உள்ள பழைய பாலம் திங்கட்கிழமை மூடப்பட்டது, ஏனெனில் அதன் ஒரு தூணில் விரிசல் இருந்தது. "
    "பழுது பார்க்க குறைந்தது இரண்டு வாரங்கள் ஆகும் என்று மேயர் கூறினார்.",
    "ur": "دریا پر بنا ہوا پرانا پل پیر کے دن بند کر دیا گیا کیونکہ اس کے ایک ستون میں دراڑ ملی "
    "تھی۔ میئر نے کہا کہ مرمت میں کم از کم دو ہفتے لگیں گے اور دوسرے کنارے پر رہنے والوں کے لیے "
    "کشتی چلے گی۔",
    "is": "Gömlu brúnni yfir ána var lokað á mánudag eftir að sprunga fannst í einum af stöplum "
    "hennar. Borgarstjórinn sagði að viðgerðin tæki að minnsta kosti tvær vikur og að ferja yrði "
    "fyrir þá sem búa hinum megin.",
    "ms": "Jambatan lama di atas sungai itu ditutup pada hari Isnin selepas retakan ditemui pada "
    "salah satu tiangnya. Datuk Bandar berkata bahawa pembaikan akan mengambil masa "
    "sekurang-kurangnya dua minggu, manakala sebuah bot disediakan bagi penduduk di seberang "
    "kerana tiada jalan lain.",
    "gl": "A vella ponte sobre o río foi pechada o luns despois de que se atopase unha fenda nun "
    "dos seus piares. A alcaldesa dixo que as obras van durar polo menos dúas semanas e que "
    "haberá unha barca para os que viven na outra beira.",
    "be": "Стары мост цераз раку закрылі ў панядзелак, бо ў адной з яго апор знайшлі расколіну. "
    "Мэр сказала, што рамонт зойме не менш за два тыдні, а для тых, хто жыве на другім беразе, "
    "будзе хадзіць паром.",
    "mk": "Стариот мост на реката беше затворен во понеделник откако во еден од неговите столбови "
    "беше најдена пукнатина. Градоначалничката рече дека поправката ќе трае најмалку две недели и "
    "дека за тие што живеат на другиот брег ќе има сплав.",
    "af": "Die ou brug oor die rivier is Maandag gesluit nadat daar 'n kraak in een van die "
    "pilare gevind is. Die burgemeester het gesê dat die werk minstens twee weke sal duur, en dat "
    "daar 'n pont vir die mense sal wees wat aan die ander kant woon.",
}

SHORT = {
    "en": "He said that they would not be there",
    "uk": "Міський голова каже, що ремонт ще триває",
    "ru": "Мэр говорит, что ремонт ещё не закончен",
    "de": "Die Brücke ist seit Montag nicht mehr offen",
    "fr": "Le pont est fermé depuis lundi pour travaux",
    "es": "El puente está cerrado desde el lunes por obras",
    "pt": "A ponte não abre ao trânsito até sexta-feira",
    "it": "Il ponte è chiuso da lunedì per i lavori",
    "pl": "Most nie będzie otwarty przez dwa tygodnie",
    "nl": "De brug is sinds maandag niet meer open",
    "tr": "Köprü iki hafta daha kapalı olacak dedi",
    "cs": "Most bude uzavřen ještě nejméně dva týdny",
    "sv": "Bron är stängd och det är inte över",
    "ar": "قالت رئيسة البلدية إن الجسر مغلق منذ الاثنين",
    "fa": "شهردار گفت که پل هنوز بسته است",
    "hi": "महापौर ने कहा कि पुल अभी बंद है",
    "ko": "시장은 다리가 아직 닫혀 있다고 말했다",
    "zh": "市长说旧桥还要关闭两个星期",
    "ja": "市長は橋がまだ閉鎖中だと述べた",
    "vi": "Cây cầu vẫn chưa được mở lại",
    "el": "Η γέφυρα δεν θα ανοίξει πριν από την Παρασκευή",
    "ro": "Podul este închis de luni pentru lucrări",
    "hu": "A híd hétfő óta nem járható",
}

ENGLISH_MENU = (
    "Home",
    "World news",
    "About us and our team",
    "How to advertise with us",
    "Terms of use",
    "What we do and why",
    "Sign up for our newsletter",
    "Follow us on all of your favourite networks",
    "You can change this at any time in your settings",
    "This site is in beta",
)


@pytest.mark.parametrize("language", PROSE)
def test_prose_in_a_language_with_a_pack(language: str) -> None:
    assert told(PROSE[language]) == language


@pytest.mark.parametrize("language", WITHOUT_PACK)
def test_prose_in_a_language_without_a_pack(language: str) -> None:
    assert told(WITHOUT_PACK[language]) == language


@pytest.mark.parametrize("language", PROSE | WITHOUT_PACK)
def test_sentences_as_blocks_of_their_own(language: str) -> None:
    text = (PROSE | WITHOUT_PACK)[language]
    assert told(*text.replace("。", "。\n").replace(". ", ".\n").split("\n")) == language


@pytest.mark.parametrize("language", SHORT)
def test_six_to_ten_words(language: str) -> None:
    assert told(SHORT[language]) == language


@pytest.mark.parametrize("language", PROSE)
def test_an_english_menu_does_not_count(language: str) -> None:
    assert told(*ENGLISH_MENU, PROSE[language], PROSE[language], *ENGLISH_MENU[:3]) == language


def test_letters_come_from_the_prose_even_where_the_sample_is_all_menu() -> None:
    blocks = [*ENGLISH_MENU, *PROSE["ja"].split("。") * 3]
    assert identify(word_lists(fold_lines(blocks)), "\n".join(ENGLISH_MENU)) == "ja"


def test_other_ways_to_write_a_language() -> None:
    assert told("Стари мост је затворен јер је у једном од његових стубова нађена рупа.") == "sr"
    assert told("わたしたちはきのうかわのむこうまであるいていきました") == "ja"
    assert told("市長說，舊橋還要關閉兩個星期，對岸的居民可以乘坐渡船，但是班次不會增加。") == "zh"
    assert told("Brua vart ikkje opna att, og eg veit ikkje kva dei vil gjere no, sa ho.") == "no"


def test_a_short_text_in_either_of_two_kin_is_given_to_the_larger() -> None:
    assert told("Det er ikke for sent, og du kan være med") == "da"
    assert told("Kami akan datang dan mereka juga") == "id"


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        ("",),
        ("", " "),
        ("12 345", "2024-05-25 01:45", "7"),
        ("--- *** ...",),
        ("Support Us",),
        ("OK", "Facebook", "Instagram"),
        ("😀 😀 😀",),
        ("東京都知事選",),
        ("Kuthiwa imbuzi efile yasegcekeni esikoleni ayilaliqinisa iphoyisa nomphakathi wonke",),
    ],
)
def test_nothing_is_said_where_nothing_is_sure(blocks: tuple[str, ...]) -> None:
    assert told(*blocks) is None


def test_whatever_the_words_and_the_sample_it_does_not_raise() -> None:
    assert identify([], "The end of the day and what it was for") is None
    assert identify([[], []], "\ud800\udfff") is None
    assert identify([["the", "\ud800"]] * 3, "\x00\uffff\U0010ffff") is None


def test_only_some_of_a_long_page_is_looked_at() -> None:
    block = word_lists(fold_lines([PROSE["de"]]))[0]
    pages: list[list[list[str]]] = [[block] * 9999, [block * 9999], [["der"]] * 9999, [[]] * 9999]
    for page in pages:
        assert len(_spread(page)) <= 300
    assert identify([block * 100] * 100, PROSE["de"] * 100) == "de"


def test_the_answer_does_not_depend_on_the_process() -> None:
    code = (
        "import sys; from cleanarticle.language import identify\n"
        "print(identify([sys.argv[1].split()], ''), identify([sys.argv[2].split()], ''))"
    )
    texts = ["det er ikke for sent og du kan være med", "la cantidad es en una forma de texto"]
    answers = {
        subprocess.run(
            [sys.executable, "-c", code, *texts],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert answers == {"da es\n"}


def test_stop_words() -> None:
    assert {"the", "and", "which"} <= stop_words("en")
    assert {"що", "та", "після"} <= stop_words("uk")
    assert stop_words("xx") == stop_words("") == frozenset()
    assert [code for code in PROSE if not 60 <= len(stop_words(code)) <= 180] == []


@pytest.mark.parametrize("language", sorted(PROSE.keys() - {"zh", "ja", "ko"}))
def test_stop_words_are_a_good_part_of_prose(language: str) -> None:
    words = word_lists(fold_lines([PROSE[language]]))[0]
    assert sum(word in stop_words(language) for word in words) >= len(words) * 0.15


@pytest.mark.parametrize("kind", ["words", "letters"])
def test_the_data_is_folded_as_pages_are_and_says_nothing_twice(kind: str) -> None:
    wrong = []
    for code, lines in _data()[kind].items():
        entries = " ".join(lines).split()
        if len(entries) != len(set(entries)):
            wrong.append((code, "twice"))
        wrong += [(code, entry) for entry in entries if entry != entry.lower()]
        if kind == "words":
            wrong += [(code, word) for word in entries if word_lists([fold(word)]) != [[word]]]
    assert wrong == []
