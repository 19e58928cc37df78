"""Golden questions: what people ask, and the words that the answer must hold, or that there is none.

Over the sample release, and over the made-up ones. Every answer is a slice of its story, word for word.
"""

from collections.abc import Callable

import pytest

from knowledge.edition import Edition
from knowledge.records import NoAnswer, Verdict

from .verdicts import check_said

Ask = Callable[..., Verdict]

SAMPLE = [
    ("how many agreed-to-actions did the review validate", "45 agreed-to-actions"),
    ("what's Phil Ryan's job?", "USARSOUTH commanding general"),
    ("what is Vitorio Bossio the director of", "director of international relations"),
    ("quien es Guillermo Velez", "USARSOUTH Peruvian desk officer"),
    ("who is victer bezadda", "Brig. Gen. Victor Bezada"),
    ("what does Maj. Velez do at USARSOUTH", "Peruvian desk officer"),
    ("who emphasised the importance of the staff talks", "Guillermo Velez"),
    ("what did the event focus on this year?", "multinational training, disaster response"),
    ("what are the unshakable beacons of hope", "Our nations serve as unshakable beacons of hope"),
    ("what does the Staff Talks Program enhance", "enhances security cooperation"),
    ("why is Ryan thankful", "I’m thankful that the Peruvian army’s director of planning"),
    ("what did Ryan vow", "Ryan vowed to continue supporting"),
    ("what knows no borders", "cross-cutting threats and challenges that know no borders"),
    ("wat are teh talks designed to advance", "designed to advance strategic dialogue"),
    ("what did the delegations revisit", "the Peruvian army’s role in future training events"),
    ("how long has Ryan commanded USARSOUTH", "for nearly a year"),
    (
        "which areas of cooperation centered on counterinsurgency",
        "joint training focused on counterinsurgency",
    ),
]
SAMPLE_SILENT = [
    "how many soldiers were killed in Lima",
    "who is the president of Peru",
    "what did the Chilean army say",
    "which hotel did the generals stay in",
    "who is the army chief of Colombia",
    "how many tanks did Peru buy",
    "what is Phil Ryan's shoe size",
    "who translated for the delegations",
    "what is the price of copper",
    "which airport did the delegation use",
    "what music was played at the dinner",
    "who won the world cup",
]
MADE_UP = [
    ("who commanded the 12th Ferry Battalion in 2022", "Lt. Col. Mara Quill"),
    ("what did Mara Quill say about the far bank", "Nobody on the far bank heard us coming"),
    ("why does Quiet Oar train crews to cross in darkness", "because bridges are the first thing to be lost"),
    ("what were the rafts built from?", "timber that storms had felled"),
    ("how many tons does each raft bear", "forty tons"),
    ("what did every driver have to do before boarding", "swim two lengths of the pool"),
    ("who is Idris Penn", "the safety officer"),
    ("who was seasick on the lake", "Juniper Vale"),
    ("how long is Heron Lake", "nine miles long"),
    ("does heron lake freeze", "freezes in most winters"),
    ("who took command of the battalion in January", "Col. Tobias Wren"),
    ("who is tobais wrenn", "Col. Tobias Wren"),
    ("what did Tobias Wren say about fog", "Fog is our friend"),
    ("who walked ashore unhurt", "Pvt. Cleo Marsh"),
    ("how many loavs did the bakers bake", "6,400 loaves in three days"),
    ("where did the field bakers set up their ovens", "in the school of Little Mosley"),
    ("what did Hattie Crust say about the salt", "We ran out of salt on the second morning"),
    ("where did the flour come from", "by boat from the mill at Upper Mosley"),
    ("since when had the mill stood idle", "since 1988"),
    ("who is Ansel Pike", "The town's mayor"),
    ("what hangs over the kitchen door of the bakers", "a brass bell"),
    ("how many families had to leave their homes", "two hundred families"),
    ("quien es Verity Stone", "U.S. Attorney Verity Stone"),
    ("how much must Slate pay his customers", "$64,250"),
    ("who prosecuted the compass case", "Miles Garrow"),
    ("what will happen to the lighthouse at Gull Point", "switched off for good"),
    ("how far could the lamp be seen", "seventeen nautical miles"),
    ("until when was the lamp lit with whale oil", "until 1911"),
    ("how many steps did Rosalind Ash climb", "214 steps"),
    ("what is the plan for the tower", "no plan for the tower yet"),
    ("what did the commander of the ferry battalion say about the far bank", "Nobody on the far bank"),
    ("what did the safety officer explain to drivers", "swim two lengths of the pool"),
    ("what did U.S. Attorney Stone say about the compass", "A compass that points at its owner"),
    ("how long must Barnaby Slate go to jail", "28 months in prison"),
    ("was anybody injured in the flood of the Tansy", "No one was hurt in the flood"),
    ("when does the keeper Rosalind Ash retire", "retires with it"),
]
MADE_UP_SILENT = [
    "who is the president of Fenwick",
    "how much did the hovercraft cost",
    "when will the lighthouse be rebuilt",
    "who won the football match at Fort Crumb",
    "what is the name of the mayor's dog",
    "what is the capital of France",
    "what color was the truck",
    "who is the governor of Nowhere",
    "what is the weather tomorrow",
    "who is Elon Musk",
    "how many compasses did the police seize in Norway",
    "what does Idris Penn think of the food",
    "which zeppelin crossed the lake",
    "how many horses pulled the ovens",
    "cuanto cuesta una brujula",
    "how many soldiers died on Heron Lake",
    "why did Col. Tobias Wren resign from the battalion",
    "how much did the brass bell of the bakers cost",
    "why was exercise Quiet Oar cancelled in 2023",
    "who is the sheriff of Lower Dunwick",
    "what did the mayor Ansel Pike say about the salt",
    "who won exercise Quiet Oar on Heron Lake",
    "why did Cleo Marsh sell the truck",
    "why was Hattie Crust fired from the field bakers",
    "quien murio en el lago Heron",
]


@pytest.mark.parametrize(("question", "words"), SAMPLE)
def test_the_sample_release_says(sample: Edition, ask: Ask, question: str, words: str) -> None:
    check_said(ask(sample, question), words)


@pytest.mark.parametrize("question", SAMPLE_SILENT)
def test_the_sample_release_does_not_say(sample: Edition, ask: Ask, question: str) -> None:
    assert isinstance(ask(sample, question), NoAnswer)


@pytest.mark.parametrize(("question", "words"), MADE_UP)
def test_one_of_the_releases_says(made_up: Edition, ask: Ask, question: str, words: str) -> None:
    check_said(ask(made_up, question), words)


@pytest.mark.parametrize("question", MADE_UP_SILENT)
def test_none_of_the_releases_says(made_up: Edition, ask: Ask, question: str) -> None:
    assert isinstance(ask(made_up, question), NoAnswer)
