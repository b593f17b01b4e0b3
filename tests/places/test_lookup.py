"""Single place names: in which country a place of that name lies."""

import pytest

from dragoman.places.gazetteer import gazetteer
from dragoman.places.lookup import country_of


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Sokoto", "NGA"),
        ("Kandahar", "AFG"),  # India's is a small town
        ("San José", None),  # several large ones
        ("Red", None),  # a village
        ("Qwyxl", None),
    ],
)
def test_a_name_tells_its_country_where_nearly_all_its_people_live(name: str, country: str | None) -> None:
    assert country_of(name, gazetteer()) == country
