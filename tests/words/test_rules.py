"""Rules, examples, whom a round is for and what stock lacks: in whole sentences that can be read aloud."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop.records.distribution import ItemDraft, ItemDue, ItemStock, StepDraft
from desktop.records.relief_rule import EVERYBODY, Criteria, Facts, ItemRule
from desktop.values.vocabulary import Category, Criterion, Language, Once
from desktop.words import catalogue
from desktop.words.rules import criteria_sentence, example_sentence, rule_sentence, stock_remarks


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """In English, whatever was spoken before."""
    catalogue.use(Language.ENGLISH)
    yield
    catalogue.use(Language.ENGLISH)


RULES = {
    "Blanket or quilt: 2 for every household": ItemDraft("BLANKET", (StepDraft(1, 2),)),
    "Blanket or quilt: 1 for one person, 2 for 2-4 people, 3 from 5 people on": ItemDraft(
        "BLANKET", (StepDraft(1, 1), StepDraft(2, 2), StepDraft(5, 3))
    ),
    "Blanket or quilt: 1 for each person, at most 6": ItemDraft("BLANKET", (), ItemRule(per_person=1, most=6)),
    "Bathing soap: 250 g for each person, once in 30 days": ItemDraft(
        "SOAP", (), ItemRule(per_person=250, every_days=30)
    ),
    "Rice 5 kg: 1 for each child under two, 2 for each woman or girl of 12 to 49": ItemDraft(
        "RICE5", (), ItemRule(per=((Category.INFANT, 1), (Category.WOMAN, 2)))
    ),
    "Rice 5 kg: 3 for each person with a disability, once in the whole programme": ItemDraft(
        "RICE5", (), ItemRule(per=((Category.DISABLED, 3),), once=Once.PROGRAMME)
    ),
    "Flood relief cash grant: 25,000 PKR for every household, once after the event": ItemDraft(
        "CASH25K", (StepDraft(1, 25_000),), ItemRule(once=Once.EVENT)
    ),
    "Kitchen set: 1 for every household, while there is some, it comes back": ItemDraft(
        "KITCHEN", (StepDraft(1, 1),), ItemRule(stock_limited=True, loan=True)
    ),
    "GONE1: 1 for every household": ItemDraft("GONE1", (StepDraft(1, 1),)),
}


def plain(said: str) -> str:
    """Without the marks that keep codes from turning."""
    return said.replace("\u2066", "").replace("\u2069", "")


@pytest.mark.parametrize(("sentence", "item"), RULES.items(), ids=RULES)
def test_each_rule_is_a_sentence(sentence: str, item: ItemDraft) -> None:
    assert plain(rule_sentence(item)) == sentence


def test_a_choice_names_the_others_and_places_are_told_by_name() -> None:
    choice = ItemRule(instead="shelter")
    tent = ItemDraft("TENT", (StepDraft(1, 1),), choice)
    mat = ItemDraft("MAT", (StepDraft(1, 2),), ItemRule(instead="shelter", areas=("PK",), points=("kot", "malook")))
    assert rule_sentence(tent, (tent, mat)).endswith("or instead of it: Sleeping or plastic mat")
    assert plain(rule_sentence(mat, (tent, mat))).endswith("only in the whole country, only at kot, malook")


def test_how_much_may_be_missing_is_read_aloud_only_where_the_rule_says_it() -> None:
    flour = ItemDraft("ATTA20", (StepDraft(1, 2),))
    assert rule_sentence(flour) == "Wheat flour 20 kg: 2 for every household"
    told = replace(flour, rule=ItemRule(tolerance=20))
    assert rule_sentence(told).endswith("2 for every household, of a thousand 20 may be missing")
    assert rule_sentence(replace(flour, rule=ItemRule(tolerance=0))).endswith("none of it may be missing")


def test_an_example_tells_the_people_that_count_and_says_nothing_when_it_is_nothing() -> None:
    facts = Facts(7, infants=1, women=2, disabled=1)
    assert plain(example_sentence(facts, (ItemDue("SOAP", 1750, "g"), ItemDue("TENT", 1, "piece")))) == (
        "A household of 7 people with 1 child under two, 2 women and girls of 12 to 49, 1 person with a disability"
        " gets: Bathing soap × 1,750 g, Family tent × 1."
    )
    assert example_sentence(Facts(1), ()) == "A household of 1 person gets nothing."


def test_whom_a_round_is_for_is_one_sentence() -> None:
    assert criteria_sentence(EVERYBODY) == "This round is for every household of its places."
    said = criteria_sentence(Criteria((Criterion.CHILDREN_ALONE, Criterion.KILN_OR_FARM), 8))
    assert said == (
        "This round is for children who live without a grown-up or households where somebody works at a kiln or on a"
        " farm or households of 8 or more people."
    )
    for criterion in Criterion:
        assert criteria_sentence(Criteria((criterion,))).endswith(".")


@pytest.mark.parametrize(
    ("stock", "said"),
    [
        ((), ["Nobody on this list is due anything."]),
        (
            (ItemStock("TENT", "piece", 5, 0, None),),
            ["No stock was counted for this round yet. It can open; what will be short is not known."],
        ),
        ((ItemStock("TENT", "piece", 5, 2, 3),), []),
        (
            (ItemStock("TENT", "piece", 1500, 200, 300), ItemStock("SOAP", "g", 9, 0, None)),
            [
                "Family tent: 300 lie at the points, 1,300 are still to be given. 1,000 are short.",
                "Not counted at any point: Bathing soap.",
            ],
        ),
    ],
)
def test_stock_is_remarked_where_it_lacks(stock: tuple[ItemStock, ...], said: list[str]) -> None:
    assert [plain(remark) for remark in stock_remarks(stock)] == said
