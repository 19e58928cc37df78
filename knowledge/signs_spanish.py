"""The signs of `signs.py` as Spanish releases have them: what tells a day, a place, a sum, a reason …"""

import re

from knowledge.kinds import Kind
from knowledge.lexicon import MESES
from knowledge.speakers import SPANISH_CAPITAL, SPANISH_SAYING

# Nearly every Spanish sentence holds two of them, an English one at most one, in a name.
_SMALL = re.compile(r"\b(?:que|del?|el|la|los|las|una?|en|por|para|con|fue|se|es|al)\b", re.IGNORECASE)

_MONTH = f"(?:{'|'.join(MESES)}|setiembre)"
_WEEKDAY = "(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)"
_DAY = rf"\b\d{{1,2}}\.?º? de {_MONTH}\b|\b{_WEEKDAY}\b"
_NUMBER_WORDS = (
    "dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|veinte|treinta|cuarenta"
    "|cincuenta|cien|cientos|mil|miles|millón|millones|decenas?|docenas?|centenar(?:es)?|vari[oa]s"
)
_A_NUMBER = rf"(?:\d[\d.,]{{0,15}}|{_NUMBER_WORDS})"
_UNIT = "(?:segundos?|minutos?|horas?|días?|semanas?|mes(?:es)?|años?|décadas?)"
_COIN = "(?:pesos|euros|dólares|soles|bolívares|quetzales|colones|lempiras|guaraníes|reales|céntimos)"
_LETTER = "[a-záéíóúñü]"

# As in `signs.py`: the first pattern of a kind is its plainest form.
AS_IT_STANDS: dict[Kind, tuple[str, ...]] = {
    "where": (
        r"\b(?:[Ee]n|[Cc]erca de|[Aa]nte|[Hh]acia) (?:el |la |los |las )?(?:\w{1,20} de )?"
        rf"{SPANISH_CAPITAL}\w",
        rf"\b(?:al?|del?|desde|hasta|entre|por) (?:el |la |los |las )?{SPANISH_CAPITAL}\w",
    ),
    "who": (rf"\b{SPANISH_CAPITAL}{_LETTER}{{1,20}} (?:de |del |de la )?{SPANISH_CAPITAL}{_LETTER}{{1,20}}",),
}
IN_LOWER_CASE: dict[Kind, tuple[str, ...]] = {
    "when": (
        _DAY,
        rf"\b{_MONTH} del? (?:año )?\d{{4}}\b|\b(?:1\d|20)\d\d\b|\bsiglo\b|\bhoy\b|\bayer\b",
        rf"\b{_MONTH}\b",
    ),
    "until": (
        rf"\bhasta (?:el )?(?:próximo )?(?:día )?(?:\d{{1,2}}\b|{_MONTH}|{_WEEKDAY}|final)",
        _DAY,
        rf"\b{_MONTH}\b",
    ),
    "what time": (r"\ba las? \d{1,2}\b|\b\d{1,2}[:.]\d\d ?(?:h|hrs|horas)\b|\bmediodía\b|\bmedianoche\b",),
    "role": (
        r"\b(?:director|comandant|jef[ea]|president|secretari|ministr|alcald|gobernador|concejal|regidor"
        r"|general|coronel|capitán|capitana|sargent|tenient|portavo|vocer|rector|fiscal|juez|consejer|delegad"
        r"|embajador|médic|entrenador|profesor|titular\b|coordinador|encargad|diputad|senador|gerent|presidid"
        r"|subdirector|subsecretari|viceministr|agregad|magistrad|ingenier|estudiant)\w{0,6}",
    ),
    "how many": (rf"\b{_A_NUMBER}\b",),
    "times": (
        rf"\b(?:una vez|{_A_NUMBER} veces)\b",
        r"\b(?:primera|segunda|tercera|cuarta|quinta) (?:vez|edición)\b",
    ),
    "how often": (
        r"\b(?:anual(?:es|mente)?|mensual(?:es|mente)?|semanal(?:es|mente)?|diari[oa]s?|diariamente)\b"
        rf"|\bcada (?:{_A_NUMBER} )?{_UNIT}\b|\b(?:al|por) (?:año|mes|día|semana)\b"
        rf"|\bfrecuencia (?:de )?(?:paso )?(?:de )?{_A_NUMBER}\b",
    ),
    "percent": (r"\d ?%|\bpor ciento\b",),
    "how far": (rf"\b{_A_NUMBER} (?:kilómetros|km|metros|millas|hectáreas|centímetros|pisos)\b",),
    "how fast": (r"\b(?:km/h|nudos|kilómetros por hora)\b",),
    "how heavy": (r"\b(?:kilos?|kilogramos?|kg|toneladas?|libras?|gramos?)\b",),
    "colour": (
        r"\b(?:negr[oa]|blanc[oa]|gris|roj[oa]|naranja|amarill[oa]|verde|azul|morad[oa]|violeta|rosad?[oa]"
        r"|marrón|dorad[oa]|platead[oa]|color|colore)s?\b",
    ),
    "how old": (
        rf"(?:\b(?:de|tiene|tenía|con)|,) {_A_NUMBER} años(?: de edad)?\b|\bnacid[oa]\b|\bnació\b",
        r"\b(?:fundad|construid|inaugurad)[oa]s?\b",
    ),
    "how much": (
        rf"[$€£] ?\d|\b{_A_NUMBER} (?:mil(?:lones)? )?(?:de )?{_COIN}\b|\d ?[€%]",
        r"\b\d",
        rf"\b(?:{_NUMBER_WORDS})\b",
    ),
    "how long": (
        rf"\b(?:{_A_NUMBER}|una?|medi[oa]|últim[oa]s?) (?:\w{{1,20}} )?{_UNIT}\b",
        _DAY,
    ),
    "why": (
        r"\b(?:porque|debido a|ya que|puesto que|dado que|a causa de|a fin de|gracias a|por(?: lo)? que|tras"
        r"|con el (?:fin|objetivo|objeto|propósito) de|para (?:que|\w{2,15}[aei]r(?:los?|las?|les?|se)?)"
        r"|por (?:los?|las?|su|haber|falta)|motiv\w{1,6}|razón|razones|objetivo|finalidad|causad[oa]s?"
        r"|provoc\w{1,6}|permitirá)\b",
    ),
    "said": (rf"[«»“”\"]|\b(?:{SPANISH_SAYING}|detalló)\b",),
}

# Posts that stand beside the name of the one who bears them, folded.
POSTS = (
    "presidente presidenta secretario secretaria ministro ministra alcalde alcaldesa gobernador gobernadora"
    " concejal concejala regidor regidora directora comandante jefe jefa portavoz vocero vocera rector"
    " rectora fiscal juez jueza consejero consejera delegado delegada embajador embajadora entrenador"
    " entrenadora profesor profesora coordinador coordinadora encargado encargada diputado diputada senador"
    " senadora gerente subdirector subdirectora subsecretario subsecretaria viceministro viceministra"
    " agregado agregada magistrado magistrada ingeniero ingeniera estudiante titular medico medica"
)


def is_spanish(sentence: str) -> bool:
    """Whether a sentence, or a passage, is in Spanish, as far as its small words tell."""
    first = _SMALL.search(sentence)
    return first is not None and _SMALL.search(sentence, first.end()) is not None
