"""A group that tells its own deeds accuses nobody; whoever lays them on it does."""

import pytest

from probandum.detectors.sayings.boasts import boasted

GROUP = "\ue000"


@pytest.mark.parametrize(
    "sentence",
    [
        f"the group {GROUP} said on telegram on thursday evening that it had entered the network through a contractor",
        f"a group calling itself {GROUP} announced that it had taken the files of the ministry",
        "in a text beside the files the group says that it acted in defence of the rivers",
        "members of anonymous wrote on twitter that it was they who had brought the service down",
        "it is we the sparrows who broke into the networks this morning",
        f"two groups {GROUP} and {GROUP} had said they spent a year inside",
        f"{GROUP} has claimed responsibility for the outage",
        "the hackers took credit in two languages",
    ],
)
def test_own_deeds(sentence):
    assert boasted(sentence.split())


@pytest.mark.parametrize(
    "sentence",
    [
        f"the ministry said that {GROUP} had entered its network",
        f"{GROUP} said that it had not been there",
        f"{GROUP} said it was attacked by \ue002",
        "the hackers are she writes in the pay of a neighbour",
        f"the group {GROUP} claimed responsibility but prosecutors suspect a front for \ue004",
        "the minister said that he had warned the company",
        "",
    ],
)
def test_deeds_laid_on_somebody(sentence):
    assert not boasted(sentence.split())
