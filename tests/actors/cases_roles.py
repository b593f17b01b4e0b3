"""Sentences of our own in which roles, titles and appositions tell who is meant. See ``cases_names`` for the form."""

from __future__ import annotations

from cases_names import Case

ROLES: list[Case] = [
    # possessor, nationality, compound, of-phrase
    ("2014-07-20", "Israel's army entered Gaza.", [("Israel's army", "ISR", "MIL", None)]),
    (
        "2016-07-20",
        "The Chinese foreign ministry rejected the ruling.",
        [("The Chinese foreign ministry", "CHN", "GOV", None)],
    ),
    (
        "2010-07-20",
        "A spokesman for the Iranian president denied the report.",
        [("A spokesman", "IRN", "GOV", None), ("the Iranian president", "IRN", "GOV", "Mahmoud Ahmadinejad")],
    ),
    ("2012-07-20", "Rebels in eastern Congo captured the town.", [("Rebels", "COD", "REB", None)]),
    ("2012-07-20", "US troops killed four men.", [("US troops", "USA", "MIL", None)]),
    ("2012-07-20", "Turkish police detained 30 students.", [("Turkish police", "TUR", "COP", None)]),
    (
        "2012-07-20",
        "Striking miners in South Africa clashed with police.",
        [("Striking miners", "ZAF", "LAB", None), ("police", "ZAF", "COP", None)],
    ),
    ("2012-07-20", "Indian farmers blocked the road.", [("Indian farmers", "IND", "AGR", None)]),
    ("2012-07-20", "The government of Kenya banned the rally.", [("The government", "KEN", "GOV", None)]),
    ("2012-07-20", "The Kenyan opposition called for a boycott.", [("The Kenyan opposition", "KEN", "-", None)]),
    ("2012-07-20", "Soldiers from Ethiopia crossed the border.", [("Soldiers", "ETH", "MIL", None)]),
    (
        "2012-07-20",
        "Pakistan's Supreme Court convicted the minister.",
        [("Pakistan's Supreme Court", "PAK", "JUD", None)],
    ),
    ("2012-07-20", "The Brazilian parliament ratified the accord.", [("The Brazilian parliament", "BRA", "LEG", None)]),
    ("2012-07-20", "Polish lawmakers voted against the bill.", [("Polish lawmakers", "POL", "LEG", None)]),
    (
        "2012-07-20",
        "Egyptian intelligence officials met Hamas.",
        [("Egyptian intelligence officials", "EGY", "SPY", None)],
    ),
    ("2012-07-20", "Syrian refugees stormed the fence.", [("Syrian refugees", "SYR", "REF", None)]),
    ("2012-07-20", "French journalists were detained in Mali.", [("French journalists", "FRA", "JRN", None)]),
    ("2012-07-20", "Doctors in Sudan went on strike.", [("Doctors", "SDN", "MED", None)]),
    ("2012-07-20", "Nigerian students demonstrated in Lagos.", [("Nigerian students", "NGA", "EDU", None)]),
    ("2012-07-20", "Buddhist monks marched in Burma.", [("Buddhist monks", "-", "REL", None)]),
    ("2012-07-20", "Mexican drug traffickers killed the mayor.", [("Mexican drug traffickers", "MEX", "CRM", None)]),
    ("2012-07-20", "Unidentified gunmen shot an aid worker in Yemen.", [("Unidentified gunmen", "-", "UAF", None)]),
    ("2012-07-20", "Colombian paramilitaries massacred villagers.", [("Colombian paramilitaries", "COL", "PRM", None)]),
    ("2012-07-20", "Two Russians were arrested at the airport.", [("Two Russians", "RUS", "CVL", None)]),
    ("2012-07-20", "The Norwegian central bank raised rates.", [("The Norwegian central bank", "NOR", "GOV", None)]),
    ("2012-07-20", "Greek unions called a general strike.", [("Greek unions", "GRC", "LAB", None)]),
    (
        "2012-07-20",
        "Ukrainian prosecutors charged the former minister.",
        [("Ukrainian prosecutors", "UKR", "JUD", None), ("the former minister", "UKR", "ELI", None)],
    ),
    (
        "2012-07-20",
        "American and British warplanes struck the base.",
        [("American", "USA", "GOV", None), ("British", "GBR", "GOV", None)],
    ),
    ("2012-07-20", "FBI agents searched the house.", [("FBI agents", "USA", "COP", None)]),
    ("2012-07-20", "UN officials visited the camp.", [("UN officials", "UNO", "-", None)]),
    ("2012-07-20", "NATO troops patrolled the valley.", [("NATO troops", "IGO", "MIL", None)]),
    (
        "2012-07-20",
        "Libya's prime minister was abducted by gunmen.",
        [("Libya's prime minister", "LBY", "GOV", None), ("gunmen", "-", "UAF", None)],
    ),
    # unknown persons placed by the text
    (
        "2012-07-20",
        "Foreign Minister Ana Brunova of Bulgaria arrived.",
        [("Foreign Minister Ana Brunova of Bulgaria", "BGR", "GOV", "Ana Brunova")],
    ),
    (
        "2012-07-20",
        "Peter Kalmo, the Estonian environment minister, resigned.",
        [
            ("Peter Kalmo", "EST", "GOV", "Peter Kalmo"),
            ("the Estonian environment minister", "EST", "GOV", "Peter Kalmo"),
        ],
    ),
    (
        "2012-07-20",
        "Ghanaian police spokesman Kwesi Adomako denied the claim. Adomako gave no details.",
        [
            ("Ghanaian police spokesman Kwesi Adomako", "GHA", "COP", "Kwesi Adomako"),
            ("Adomako#2", "GHA", "COP", "Kwesi Adomako"),
        ],
    ),
    (
        "2012-07-20",
        "Gen. Tomas Arroyo, commander of the Philippine army, said the rebels had fled.",
        [("Gen. Tomas Arroyo", "PHL", "MIL", "Tomas Arroyo"), ("the rebels", "PHL", "REB", None)],
    ),
    (
        "2012-07-20",
        "Bolivian opposition leader Marta Quispe urged calm.",
        [("Bolivian opposition leader Marta Quispe", "BOL", "-", "Marta Quispe")],
    ),
    ("2012-07-20", "Ibrahim Sawadogo opposed the plan.", [("Ibrahim Sawadogo", "-", "-", "Ibrahim Sawadogo")]),
    (
        "2012-07-20",
        "Japan's trade minister, Kenji Morita, welcomed the offer.",
        [("Kenji Morita", "JPN", "GOV", "Kenji Morita")],
    ),
    (
        "2012-07-20",
        "Judge Hanna Lindqvist of Sweden led the inquiry.",
        [("Judge Hanna Lindqvist of Sweden", "SWE", "JUD", "Hanna Lindqvist")],
    ),
    (
        "2012-07-20",
        "Human rights lawyer Tariq Bensalem was detained in Algeria.",
        [("Human rights lawyer Tariq Bensalem", "-", "JUD", "Tariq Bensalem")],
    ),
    (
        "2012-07-20",
        "Archbishop Paul Mwangi called for peace in Kenya.",
        [("Archbishop Paul Mwangi", "-", "REL", "Paul Mwangi")],
    ),
    # offices told with countries
    (
        "2012-07-20",
        "The German chancellor met the French president.",
        [
            ("The German chancellor", "DEU", "GOV", "Angela Merkel"),
            ("the French president", "FRA", "GOV", "François Hollande"),
        ],
    ),
    (
        "2016-07-20",
        "Russia's foreign minister spoke to the U.S. secretary of state.",
        [
            ("Russia's foreign minister", "RUS", "GOV", "Sergei Lavrov"),
            ("the U.S. secretary of state", "USA", "GOV", "John Kerry"),
        ],
    ),
    (
        "2016-07-20",
        "The prime minister of Israel cancelled the trip.",
        [("The prime minister", "ISR", "GOV", "Benjamin Netanyahu")],
    ),
    # former, late, acting, designate
    (
        "2019-07-20",
        "Former French president Nicolas Sarkozy was charged.",
        [("Former French president Nicolas Sarkozy", "FRA", "ELI", "Nicolas Sarkozy")],
    ),
    ("2019-07-20", "An ex-minister in Malaysia fled abroad.", [("An ex-minister", "MYS", "ELI", None)]),
    ("2019-07-20", "Former Ukrainian soldiers marched.", [("Former Ukrainian soldiers", "UKR", "ELI", None)]),
    ("2019-07-20", "Ousted Egyptian officials were put on trial.", [("Ousted Egyptian officials", "EGY", "ELI", None)]),
    (
        "2019-07-20",
        "Acting Defence Minister Karl Vesper of Austria resigned.",
        [("Acting Defence Minister Karl Vesper of Austria", "AUT", "GOV", "Karl Vesper")],
    ),
    ("2019-07-20", "Former rebels joined the Nepalese army.", [("the Nepalese army", "NPL", "MIL", None)]),
    (
        "2019-07-20",
        "The late Zambian president was buried on Friday.",
        [("The late Zambian president", "ZMB", "ELI", None)],
    ),
    # -led, pro-, anti-
    ("2019-07-20", "Pro-Russian rebels shelled the airport.", [("Pro-Russian rebels", "-", "REB", None)]),
    ("2019-07-20", "Iranian-backed militias attacked the base.", [("Iranian-backed militias", "-", "PRM", None)]),
    # default country
    ("2019-07-20", "Thailand declared a curfew. The army deployed tanks.", [("The army", "THA", "MIL", None)]),
    (
        "2019-07-20",
        "Protests spread across Chile. Police fired tear gas at protesters.",
        [("Police", "CHL", "COP", None)],
    ),
    (
        "2019-07-20",
        "Hungary closed its border. The government said migrants would be returned.",
        [("The government", "HUN", "GOV", None)],
    ),
    (
        "2019-07-20",
        "Peru's congress met on Monday. The president refused to resign.",
        [("The president", "PER", "GOV", "Martín Vizcarra")],
    ),
]
