"""Sentences of our own with the actors they name: states, capitals, bodies, persons in office on a day.

One case: date, text, and for each mention its words, PLOVER code, sector, and canonical name (None: not tested).
Words that occur more than once are numbered: "Kim#2" is the second. A code or sector "-" stands for unknown.
"""

from __future__ import annotations

Expectation = tuple[str, str, str, str | None]
Case = tuple[str | None, str, list[Expectation]]

NAMES: list[Case] = [
    # states under their many names
    ("2015-03-02", "The Russian Federation rejected the proposal.", [("Russian Federation", "RUS", "GOV", "Russia")]),
    ("2016-03-02", "The DPRK said it would not disarm.", [("DPRK", "PRK", "GOV", "North Korea")]),
    ("2013-05-06", "N. Korea fired two missiles into the sea.", [("N. Korea", "PRK", "GOV", "North Korea")]),
    (
        "1997-05-06",
        "Burma signed the treaty with Holland.",
        [("Burma", "MMR", "GOV", None), ("Holland", "NLD", "GOV", None)],
    ),
    (
        "2002-01-09",
        "The U.K. and the U.S. condemned the killing.",
        [("U.K.", "GBR", "GOV", None), ("U.S.", "USA", "GOV", None)],
    ),
    ("2002-01-09", "The UAE pledged aid to Pakistan.", [("UAE", "ARE", "GOV", None), ("Pakistan", "PAK", "GOV", None)]),
    ("2019-02-09", "North Macedonia joined the alliance.", [("North Macedonia", "MKD", "GOV", None)]),
    (
        "2005-07-07",
        "Ivory Coast accused Burkina Faso of arming rebels.",
        [("Ivory Coast", "CIV", "GOV", None), ("Burkina Faso", "BFA", "GOV", None)],
    ),
    ("1990-07-07", "The Soviet Union withdrew its ambassador.", [("Soviet Union", "SUN", "GOV", None)]),
    ("1991-07-07", "Czechoslovakia expelled two diplomats.", [("Czechoslovakia", "CSK", "GOV", None)]),
    (
        "2012-07-07",
        "South Sudan and Sudan resumed talks.",
        [("South Sudan", "SSD", "GOV", None), ("Sudan#2", "SDN", "GOV", None)],
    ),
    (
        "2012-07-07",
        "Niger closed its border with Nigeria.",
        [("Niger", "NER", "GOV", None), ("Nigeria", "NGA", "GOV", None)],
    ),
    (
        "2018-07-07",
        "Guinea-Bissau thanked Equatorial Guinea.",
        [("Guinea-Bissau", "GNB", "GOV", None), ("Equatorial Guinea", "GNQ", "GOV", None)],
    ),
    # capitals and seats: acting or only a place
    (
        "2014-03-20",
        "Moscow warned Kyiv against joining the alliance.",
        [("Moscow", "RUS", "GOV", "Russia"), ("Kyiv", "UKR", "GOV", "Ukraine")],
    ),
    ("2014-03-20", "The envoys met in Geneva and Moscow.", [("Moscow", "RUS", "-", None)]),
    ("2011-03-20", "A bomb exploded near Baghdad on Tuesday.", [("Baghdad", "IRQ", "-", None)]),
    (
        "2011-03-20",
        "Relations with Tehran have soured, officials in Paris said.",
        [("Tehran", "IRN", "GOV", "Iran"), ("Paris", "FRA", "-", None)],
    ),
    (
        "2011-03-20",
        "The talks between London and Dublin collapsed.",
        [("London", "GBR", "GOV", None), ("Dublin", "IRL", "GOV", None)],
    ),
    (
        "2017-08-01",
        "Beijing's foreign ministry summoned the diplomat.",
        [("Beijing", "CHN", "GOV", None), ("Beijing's foreign ministry", "CHN", "GOV", None)],
    ),
    (
        "2017-08-01",
        "The delegation travelled from Ankara to Tokyo.",
        [("Ankara", "TUR", "-", None), ("Tokyo", "JPN", "-", None)],
    ),
    ("2017-08-01", "The Kremlin denied the report.", [("Kremlin", "RUS", "GOV", None)]),
    ("2017-08-01", "Downing Street welcomed the deal.", [("Downing Street", "GBR", "GOV", None)]),
    ("2017-08-01", "The White House condemned the coup.", [("White House", "USA", "GOV", None)]),
    ("2008-08-01", "Foggy Bottom declined to comment.", [("Foggy Bottom", "USA", "GOV", None)]),
    ("2019-08-01", "Warplanes bombed Tripoli overnight.", [("Tripoli", "LBY", "-", None)]),
    ("2019-08-01", "Rebels seized Kabul after a long siege.", [("Kabul", "AFG", "-", None)]),
    (
        "2019-08-01",
        "Washington urged Seoul to share the cost.",
        [("Washington", "USA", "GOV", None), ("Seoul", "KOR", "GOV", None)],
    ),
    ("2019-08-01", "The streets of Khartoum were quiet.", [("Khartoum", "SDN", "-", None)]),
    # persons by the office of the day
    (
        "2017-11-29",
        "Nikki Haley spoke to the council. Haley demanded an embargo.",
        [("Haley#2", "USA", "GOV", "Nikki Haley")],
    ),
    ("2021-11-29", "Nikki Haley visited Iowa.", [("Nikki Haley", "USA", "ELI", "Nikki Haley")]),
    (
        "1990-08-16",
        "President Bush sent troops to Saudi Arabia.",
        [("President Bush", "USA", "GOV", "George H. W. Bush")],
    ),
    ("2003-03-16", "President Bush issued an ultimatum.", [("President Bush", "USA", "GOV", "George W. Bush")]),
    ("1998-08-16", "President Clinton ordered the strikes.", [("President Clinton", "USA", "GOV", "Bill Clinton")]),
    (
        "2011-08-16",
        "Secretary of State Clinton met Sergey Lavrov.",
        [
            ("Secretary of State Clinton", "USA", "GOV", "Hillary Clinton"),
            ("Sergey Lavrov", "RUS", "GOV", "Sergei Lavrov"),
        ],
    ),
    (
        "2018-06-12",
        "Kim Jong Un shook hands with Donald Trump.",
        [("Kim Jong Un", "PRK", "GOV", "Kim Jong-un"), ("Donald Trump", "USA", "GOV", "Donald Trump")],
    ),
    (
        "2000-06-15",
        "Kim Jong-il received Kim Dae-jung in Pyongyang.",
        [("Kim Jong-il", "PRK", "GOV", "Kim Jong-il"), ("Kim Dae-jung", "KOR", "GOV", "Kim Dae-jung")],
    ),
    (
        "2017-09-23",
        "Trump mocked Little Rocket Man at a rally.",
        [("Trump", "USA", "GOV", "Donald Trump"), ("Little Rocket Man", "PRK", "GOV", "Kim Jong-un")],
    ),
    ("2022-04-01", "Zelenskiy asked for weapons.", [("Zelenskiy", "UKR", "GOV", None)]),
    (
        "2022-04-01",
        "Volodymyr Zelenskyy thanked Boris Johnson.",
        [("Volodymyr Zelenskyy", "UKR", "GOV", None), ("Boris Johnson", "GBR", "GOV", "Boris Johnson")],
    ),
    ("2011-02-25", "Kadhafi vowed to fight on.", [("Kadhafi", "LBY", "GOV", "Muammar Gaddafi")]),
    ("2011-02-25", "Muammar Qaddafi ordered the attack.", [("Muammar Qaddafi", "LBY", "GOV", "Muammar Gaddafi")]),
    (
        "2015-07-14",
        "Mohammad Javad Zarif and John Kerry signed the accord.",
        [("Mohammad Javad Zarif", "IRN", "GOV", None), ("John Kerry", "USA", "GOV", "John Kerry")],
    ),
    ("2005-11-22", "Angela Merkel was sworn in as chancellor.", [("Angela Merkel", "DEU", "GOV", "Angela Merkel")]),
    (
        "1998-02-22",
        "Kofi Annan flew to Baghdad. Annan met Saddam.",
        [
            ("Kofi Annan", "UNO", "-", "Kofi Annan"),
            ("Annan#2", "UNO", "-", "Kofi Annan"),
            ("Saddam", "IRQ", "GOV", "Saddam Hussein"),
        ],
    ),
    (
        "2012-11-22",
        "Benjamin Netanyahu accused Mahmoud Abbas of inciting violence.",
        [("Benjamin Netanyahu", "ISR", "GOV", None), ("Mahmoud Abbas", "PSE", "GOV", None)],
    ),
    ("2012-11-22", "Hugo Chavez nationalised the mines.", [("Hugo Chavez", "VEN", "GOV", "Hugo Chávez")]),
    (
        "2004-11-22",
        "Prime Minister Tony Blair defended the war.",
        [("Prime Minister Tony Blair", "GBR", "GOV", "Tony Blair")],
    ),
    ("2012-11-22", "Gordon Brown gave evidence to the inquiry.", [("Gordon Brown", "GBR", "ELI", "Gordon Brown")]),
    ("1993-11-22", "Nelson Mandela and F. W. de Klerk met in Johannesburg.", [("F. W. de Klerk", "ZAF", "GOV", None)]),
    (
        "1999-03-22",
        "Slobodan Milosevic rejected the plan. Milosevic called it an ultimatum.",
        [("Slobodan Milosevic", "YUG", "GOV", None), ("Milosevic#2", "YUG", "GOV", None)],
    ),
    # bodies of the lexicon
    (
        "2013-04-22",
        "The International Monetary Fund approved a loan to Cyprus.",
        [("International Monetary Fund", "IGO", "-", "International Monetary Fund")],
    ),
    ("2013-04-22", "The U.N. Security Council condemned the attack.", [("U.N. Security Council", "UNO", "-", None)]),
    ("2013-04-22", "NATO suspended cooperation with Russia.", [("NATO", "IGO", "-", None)]),
    (
        "2013-04-22",
        "The European Union lifted sanctions on Zimbabwe.",
        [("European Union", "EUR", "-", "European Union")],
    ),
    ("2013-04-22", "The State Department criticised the verdict.", [("State Department", "USA", "GOV", None)]),
    ("2013-04-22", "The Pentagon moved two warships.", [("Pentagon", "USA", "MIL", None)]),
    ("2013-04-22", "The FBI opened an inquiry.", [("FBI", "USA", "COP", None)]),
    ("2013-04-22", "The CIA briefed Congress.", [("CIA", "USA", "SPY", None), ("Congress", "USA", "LEG", None)]),
    ("2013-04-22", "The Knesset passed the bill.", [("Knesset", "ISR", "LEG", None)]),
    ("2013-04-22", "The Bundestag approved the mission.", [("Bundestag", "DEU", "LEG", None)]),
    (
        "2013-04-22",
        "The African Union suspended Mali.",
        [("African Union", "IGO", "-", None), ("Mali", "MLI", "GOV", None)],
    ),
    (
        "2013-04-22",
        "Amnesty International urged Bahrain to free the activists.",
        [("Amnesty International", "NGO", "-", None), ("activists", "BHR", "SOC", None)],
    ),
    (
        "2013-04-22",
        "The International Atomic Energy Agency inspected the site.",
        [("International Atomic Energy Agency", "UNO", "-", None)],
    ),
    # names told apart
    ("2008-08-10", "Georgia accused Moscow of bombing Tbilisi.", [("Georgia", "GEO", "GOV", None)]),
    ("2010-08-10", "Turkey recalled its ambassador to Israel.", [("Turkey", "TUR", "GOV", None)]),
    ("2010-08-10", "Chad and Cameroon agreed on a pipeline.", [("Chad", "TCD", "GOV", None)]),
    ("2010-08-10", "Farmers protested as a fine turkey rose in price in Chad.", [("Farmers", "-", "AGR", None)]),
    (
        "2010-08-10",
        "Jordan expelled the Syrian ambassador.",
        [("Jordan", "JOR", "GOV", None), ("the Syrian ambassador", "SYR", "GOV", None)],
    ),
    ("1996-08-10", "Michael Jordan donated money to the school.", [("Michael Jordan", "-", "-", "Michael Jordan")]),
    ("2016-08-10", "Denzel Washington addressed the crowd.", [("Denzel Washington", "-", "-", "Denzel Washington")]),
]
