"""Sentences of our own in which something refers back. See ``cases_names`` for the form."""

from __future__ import annotations

from cases_names import Case

COREFERENCE: list[Case] = [
    ("2017-11-29", "Nikki Haley spoke first. She demanded an oil embargo.", [("She", "USA", "GOV", "Nikki Haley")]),
    (
        "2018-05-29",
        "Theresa May met Emmanuel Macron. She said he was wrong.",
        [("She", "GBR", "GOV", "Theresa May"), ("he", "FRA", "GOV", "Emmanuel Macron")],
    ),
    ("2018-05-29", "Vladimir Putin said his country would respond.", [("his", "RUS", "GOV", "Vladimir Putin")]),
    ("2018-05-29", "Iran said it would resume enrichment.", [("it", "IRN", "-", "Iran")]),
    (
        "2018-05-29",
        "North Korea tested a missile. The country has been under sanctions for years.",
        [("The country", "PRK", "GOV", "North Korea")],
    ),
    (
        "2018-05-29",
        "South Korea proposed talks with North Korea. The North has not replied to the South.",
        [("The North", "PRK", "GOV", "North Korea"), ("the South", "KOR", "GOV", "South Korea")],
    ),
    (
        "2018-05-29",
        "Angela Merkel received Emmanuel Macron in Berlin. The two leaders discussed the budget.",
        [("The two leaders", "DEU", "GOV", "Angela Merkel"), ("The two leaders", "FRA", "GOV", "Emmanuel Macron")],
    ),
    (
        "2018-05-29",
        "India and Pakistan traded fire. Both sides blamed the other.",
        [("Both sides", "IND", "GOV", "India"), ("Both sides", "PAK", "GOV", "Pakistan")],
    ),
    (
        "2018-05-29",
        "Peru and Ecuador signed a treaty. The two countries fought a war in 1995.",
        [("The two countries", "PER", "GOV", "Peru"), ("The two countries", "ECU", "GOV", "Ecuador")],
    ),
    (
        "2018-05-29",
        "Sergei Lavrov called his Turkish counterpart.",
        [("his Turkish counterpart", "TUR", "GOV", "Mevlüt Çavuşoğlu")],
    ),
    (
        "2015-05-29",
        "John Kerry met his Iranian counterpart, Mohammad Javad Zarif.",
        [("his Iranian counterpart", "IRN", "GOV", None), ("Mohammad Javad Zarif", "IRN", "GOV", None)],
    ),
    (
        "2000-06-15",
        "Kim Jong-il received Kim Dae-jung. President Kim returned to Seoul.",
        [("President Kim", "KOR", "GOV", "Kim Dae-jung")],
    ),
    (
        "2012-06-15",
        "Bashar al-Assad addressed parliament. Assad blamed foreign plots. He promised reforms.",
        [("Assad#2", "SYR", "GOV", "Bashar al-Assad"), ("He", "SYR", "GOV", "Bashar al-Assad")],
    ),
    (
        "2012-06-15",
        "The African Union met on Sunday. The organisation suspended Mali.",
        [("The organisation", "IGO", "-", "African Union")],
    ),
    ("2012-06-15", "Queen Elizabeth visited Dublin. She laid a wreath.", [("She", "GBR", "GOV", None)]),
    (
        "2012-06-15",
        "Mary Olang, a Kenyan lawmaker, accused police of torture. She asked for an inquiry.",
        [("She", "KEN", "LEG", "Mary Olang")],
    ),
    ("2012-06-15", "Striking miners in Peru blocked roads. They burned two trucks.", [("They", "PER", "LAB", None)]),
    (
        "2012-06-15",
        "Hu Jintao met Barack Obama. The U.S. president raised human rights.",
        [("The U.S. president", "USA", "GOV", "Barack Obama")],
    ),
    (
        "2012-06-15",
        "Barack Obama visited Burma. The president praised reforms.",
        [("The president", "USA", "GOV", "Barack Obama")],
    ),
    (
        "2012-06-15",
        "William Hague flew to Somalia. The foreign secretary met elders.",
        [("The foreign secretary", "GBR", "GOV", "William Hague")],
    ),
    (
        "2012-06-15",
        "Recep Tayyip Erdogan warned Syria. The Turkish prime minister said its patience had ended.",
        [("The Turkish prime minister", "TUR", "GOV", None)],
    ),
    (
        "2012-06-15",
        "Mr. Ban Ki-moon condemned the attack. Ban urged restraint.",
        [("Ban#2", "UNO", "-", "Ban Ki-moon")],
    ),
    (
        "2012-06-15",
        "Cuba freed 50 prisoners. Its government called it a gesture.",
        [("Its", "CUB", "-", "Cuba"), ("Its government", "CUB", "GOV", None)],
    ),
]
