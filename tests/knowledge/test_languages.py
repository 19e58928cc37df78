"""The words of releases in other languages and scripts than English are found too. All are made up."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.commonness import commonness
from knowledge.dictionary import is_english, spanish_stem
from knowledge.edition import Edition, edit
from knowledge.formats import read
from knowledge.languages import ELSEWHERE, of_question, of_text
from knowledge.records import NoAnswer
from knowledge.scripts import letters, stretches
from knowledge.text import fold, stem
from knowledge.verdict import decide

from .verdicts import check_said

RELEASES = {
    "chinese": "青川市地铁三号线通车\n\n青川市地铁三号线于周日上午通车。全线长28公里,共设22座车站。\n\n"
    "市长李文华在通车仪式上表示,三号线每天可运送乘客40万人次。\n\n首周乘客可以免费乘车。",
    "japanese": "海辺の図書館が開館\n\n白浜町の新しい図書館は五月に開館した。蔵書は八万冊である。\n\n"
    "館長の森田花子は、子どもたちのために読書室を広くしたと話した。\n\n駐車場は四十台分ある。",
    "korean": "새 다리가 열리다\n\n한솔시의 새 다리가 화요일에 열렸다. 길이는 640미터이다.\n\n"
    "시장 박서연은 공사에 삼 년이 걸렸다고 말했다.\n\n자전거 도로는 가을에 문을 연다.",
    "thai": "เปิดหอสมุดแห่งใหม่\n\nหอสมุดแห่งใหม่ของเมืองทุ่งทองเปิดเมื่อวันจันทร์ มีหนังสือแปดหมื่นเล่ม\n\n"
    "ผู้อำนวยการสมศรี ใจดี กล่าวว่าห้องอ่านหนังสือเปิดถึงสองทุ่ม\n\nที่จอดรถมีสี่สิบคัน",
    "hindi": "नया पुस्तकालय खुला\n\nरामपुर का नया पुस्तकालय सोमवार को खुला। इसमें अस्सी हज़ार किताबें हैं।\n\n"
    "निदेशक सुनीता वर्मा ने कहा कि वाचनालय रात आठ बजे तक खुला रहेगा।\n\nगाड़ियों के लिए चालीस जगहें हैं।",
    "russian": "В Заречном открыли библиотеку\n\nНовая городская библиотека открылась в понедельник. "
    "Строительство обошлось в 340 миллионов рублей.\n\n"
    "Директор библиотеки Ирина Соколова показала читальный зал на 200 мест.\n\n"
    "Старая библиотека закрыта, потому что протекала крыша.",
    "german": "Neue Brücke eröffnet\n\nDie neue Brücke über die Lahr ist am Dienstag eröffnet worden. "
    "Sie ist 640 Meter lang.\n\nBürgermeisterin Petra Hollweg sagte, der Bau habe drei Jahre gedauert.\n\n"
    "Der Radweg wird erst im Herbst freigegeben.",
    "arabic": "افتتاح مستشفى جديد\n\nافتتحت الوزارة مستشفى جديداً في مدينة الواحة يضم 250 سريراً.\n\n"
    "وقال الوزير أحمد الخطيب إن تكلفة المشروع بلغت ستين مليون دولار.\n\nيعمل في المستشفى 120 طبيباً.",
    "spanish": "Rescate frente a Puerto Claro\n\n"
    "Los guardacostas rescataron el domingo a doce pescadores.\n\n"
    "La comandante Inés Arroyo dijo que las olas alcanzaban siete metros.\n\n"
    "El barco había salido del puerto el jueves.",
}


@pytest.fixture(scope="module")
def edition() -> Edition:
    stories = [story for name, text in RELEASES.items() for story in read(text.encode(), f"{name}.txt")]
    assert len(stories) == len(RELEASES)
    return edit(stories)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("三号线有多少座车站?", "22座车站"),
        ("市长说每天可运送多少乘客", "40万人次"),
        ("館長の名前は何ですか", "森田花子"),
        ("蔵書は何冊", "八万冊"),
        ("새 다리의 길이는 얼마인가요?", "640미터"),
        ("자전거 도로는 언제 여나요", "가을"),
        ("ผู้อำนวยการหอสมุดชื่ออะไร", "สมศรี"),
        ("ที่จอดรถมีกี่คัน", "สี่สิบคัน"),
        ("पुस्तकालय में कितनी किताबें हैं?", "अस्सी हज़ार"),
        ("निदेशक कौन है", "सुनीता वर्मा"),
        ("Кто директор библиотеки?", "Соколова"),
        ("почему закрыли старую библиотеку", "крыша"),
        ("كم بلغت تكلفة المشروع؟", "ستين مليون"),
        ("كم طبيبا يعمل في المستشفى", "120"),
        ("¿cuántos pescadores fueron rescatados?", "doce pescadores"),
        ("cuándo salió el barco del puerto", "jueves"),
    ],
)
def test_the_passage_that_says_it_comes_first(edition: Edition, asked: str, said: str) -> None:
    check_said(decide(edition, asked, minimum=0.0), said)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Wann wurde die Brücke eröffnet?", "am Dienstag"),
        ("Wieviele Meter ist die Brücke lang?", "640 Meter"),
        ("Когда открылась библиотека?", "в понедельник"),
        ("Кто директор библиотеки?", "Соколова"),
    ],
)
def test_the_word_that_asks_is_not_missed_in_the_passage(edition: Edition, asked: str, said: str) -> None:
    check_said(decide(edition, asked, minimum=0.7), said)


def test_the_words_that_ask_are_folded_and_none_is_english() -> None:
    assert {fold(word) for word in ELSEWHERE} == ELSEWHERE
    assert not any(map(is_english, ELSEWHERE))


@pytest.mark.parametrize(
    "asked",
    [
        "Wer hat die Wahl gewonnen?",
        "今天天气怎么样?",
        "サッカーの試合は誰が勝ちましたか",
        "오늘 날씨가 어때요?",
        "Кто президент Франции?",
        "من فاز بالمباراة؟",
    ],
)
def test_what_none_says_is_refused(edition: Edition, asked: str) -> None:
    assert isinstance(decide(edition, asked, minimum=0.45), NoAnswer)


SENTENCES = {
    "catalan": "El nou pont sobre el riu va obrir dimarts i els veïns van celebrar la festa amb una cursa.",
    "czech": "Nový most přes řeku byl otevřen v úterý a lidé ho viděli po třech letech stavby.",
    "danish": "Den nye bro over åen blev åbnet i tirsdags, og der er plads til cykler på den.",
    "dutch": "De nieuwe brug over de rivier is dinsdag geopend en er is ook een pad voor fietsers.",
    "finnish": "Uusi silta joen yli on avattu tiistaina, ja se oli valmis kuin suunniteltu, mutta kallis.",
    "french": "Le nouveau pont sur la rivière est ouvert depuis mardi, et les habitants ont fait la fête.",
    "german": "Die neue Brücke über den Fluss ist am Dienstag eröffnet worden, und der Bau war nicht teuer.",
    "hungarian": "Az új híd a folyón kedden nyílt meg, és nem volt olcsó, hogy egy sáv a kerékpároké.",
    "indonesian": "Jembatan baru yang dibuka pada hari Selasa itu juga untuk sepeda dan tidak mahal.",
    "italian": "Il nuovo ponte sul fiume è stato aperto martedì, e gli abitanti della città sono in festa.",
    "norwegian": "Den nye broen over elva ble åpnet på tirsdag, og det er plass til sykler, men ikke biler.",
    "polish": "Nowy most na rzece był otwarty we wtorek i nie jest drogi, ale to dla rowerów jest.",
    "portuguese": "A nova ponte sobre o rio foi aberta na terça e os moradores não pagam com o carro.",
    "romanian": "Noul pod peste râu a fost deschis marți și este pentru mașini, dar nu este pe jos.",
    "swedish": "Den nya bron över ån är öppnad i tisdags och det finns inte plats för bilar på den.",
    "turkish": "Nehrin üzerindeki yeni köprü salı günü açıldı ve bisiklet için de bir yol olarak daha iyi.",
}


@pytest.mark.parametrize(("language", "text"), SENTENCES.items())
def test_the_small_words_of_a_text_tell_its_language(language: str, text: str) -> None:
    assert of_text(text) == language


@pytest.mark.parametrize("name", ["russian", "spanish", "korean", "arabic"])
def test_a_language_that_is_told_otherwise_is_none(name: str) -> None:
    assert of_text(RELEASES[name]) is None


@pytest.mark.parametrize(
    "text",
    [
        "The new bridge over the Rio de la Plata was opened on Tuesday.",
        "Hans von der Tann, Marie de la Cour and Jan van den Berg of the de Vries foundation were there.",
        "Washington. Heron Lake. 2013.",
        "",
    ],
)
def test_an_english_text_with_foreign_names_stays_english(text: str) -> None:
    assert of_text(text) is None


@given(st.text())
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert of_text(text) in {None, *SENTENCES}
    assert of_question(text, {None: 3, "german": 1}) in {None, "german"}
    assert of_question(text, {None: 3}) is None


def test_a_question_is_in_the_language_of_its_small_words_else_in_that_of_most_stories() -> None:
    mostly_german, mostly_english = {"german": 9, None: 1}, {None: 9, "german": 1}
    for spoken in (mostly_german, mostly_english):
        assert of_question("When was the bridge over the Lahr opened?", spoken) is None
        assert of_question("Wann wurde die Brücke über die Lahr eröffnet?", spoken) == "german"
    assert of_question("Brücke Lahr", mostly_german) == "german"
    assert of_question("Brücke Lahr", mostly_english) is None


def test_a_question_is_in_the_language_in_which_stories_hold_its_words() -> None:
    known = {stem("loschfahrzeug", "german")}
    assert of_question("Löschfahrzeugen Hollweg", {None: 9, "german": 1}, known) == "german"


FORMS = {
    "german": (
        "Neue Feuerwachen\n\nIn Hollweg sind am Montag zwei Feuerwachen eingeweiht worden.\n\n"
        "Die Feuerwehrleute haben für die Nacht drei Löschfahrzeuge mit großen Tanks bekommen.\n\n"
        "Das Museum der Stadt ist wegen der Feier geschlossen.",
        "wie viele fahrzeuge und welches löschfahrzeug bekam ein feuerwehrmann mit großem tank",
        "drei Löschfahrzeuge",
    ),
    "french": (
        "Une école rouvre\n\nL'école du Val-Clair a rouvert lundi après deux ans de travaux.\n\n"
        "La directrice a dit que les élèves de l'internat dorment dans des chambres neuves.\n\n"
        "Le maire n'a pas parlé de la piscine.",
        "quels internats ont une chambre neuve",
        "l'internat",
    ),
    "italian": (
        "Riapre il mulino\n\nIl mulino di Valscura ha riaperto sabato con una festa.\n\n"
        "Nell'archivio del mulino sono stati trovati i documenti dell'orologiaio che lo costruì.\n\n"
        "La banda della scuola ha suonato per due ore.",
        "quale documento era negli archivi dell'orologiaio",
        "Nell'archivio",
    ),
    "turkish": (
        "Yeni kütüphane\n\nKasabanın yeni kütüphanesi pazartesi günü açıldı ve çok beğenildi.\n\n"
        "Müdür, çocuklar için bir okuma salonu ile seksen bin kitap olduğunu söyledi.\n\n"
        "Otopark daha sonra açılacak.",
        "kütüphanede kaç kitabın olduğu",
        "seksen bin kitap",
    ),
}


@pytest.mark.parametrize(("text", "asked", "said"), FORMS.values(), ids=FORMS)
def test_another_form_of_a_word_is_found(text: str, asked: str, said: str) -> None:
    verdict = decide(edit(read(text.encode(), "a.txt")), asked, minimum=0.0)
    check_said(verdict, said)
    assert not verdict.repairs


def test_a_name_is_found_across_languages() -> None:
    alone = edit(read(RELEASES["german"].encode(), "german.txt"))
    check_said(
        decide(alone, "What did the mayor Petra Hollweg say about the bridge?", minimum=0.0), "drei Jahre"
    )


@given(st.text(min_size=1))
def test_stretches_of_a_word_leave_out_nothing(word: str) -> None:
    found = stretches(word)
    assert found[0][0] == 0
    assert found[-1][1] == len(word)
    assert all(before[0] < after[0] <= before[1] <= after[1] for before, after in pairwise(found))


@given(st.text())
def test_plain_letters_stay_as_they_are(text: str) -> None:
    assert letters(letters(text)) == letters(text)


@given(st.text(min_size=1, max_size=12))
def test_how_common_a_word_is_stays_between_never_and_always(word: str) -> None:
    assert 0 <= commonness(stem(word)) <= 1


def test_what_everybody_says_is_commoner_than_what_few_do() -> None:
    words = ["what", "people", "army", "counterinsurgency"]
    found = [commonness(stem(word)) for word in words]
    assert found == sorted(found, reverse=True)
    assert found[0] == 1
    assert found[-1] == 0


@pytest.mark.parametrize("word", ["rescatados", "conversaciones", "generales", "soldado"])
def test_a_form_of_a_spanish_word_is_known(word: str) -> None:
    assert spanish_stem(word)


@pytest.mark.parametrize("word", ["canada", "june", "general", "hospital", "ryan", "operations", "zzz"])
def test_no_english_word_or_name_is_taken_for_a_spanish_one(word: str) -> None:
    assert spanish_stem(word) is None
