from __future__ import annotations

import pytest
from kinds import judge

from jdlint.checks.placeholder import PlaceholderCheck

KEYS = "fillers: [lorem ipsum, =TBD]\nin-brackets: [(company|your) name, insert ...3 here]\nnames: [role, name]"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We bake. Lorem ipsum dolor.", ["Lorem ipsum"]),
        ("Pay: TBD", ["TBD"]),
        ("It is not tbd yet.", []),
        ("At [Company Name] we bake.", ["[Company Name]"]),
        ("At [ company name ] we bake.", ["[ company name ]"]),
        ("At [company name](https://example.com) we bake.", []),
        ("At `[company name]` we bake.", []),
        ("Our company name is old.", []),
        ("Bake {insert bread here} each day.", ["{insert bread here}"]),
        ("As a {{role}} you bake.", ["{{role}}"]),
        ("As a {{ job_role }} you bake.", ["{{ job_role }}"]),
        ("As a {{ jobRole }} you bake.", ["{{ jobRole }}"]),
        ("As a {{ page.role }} you bake.", []),
        ("As a {{ role | upcase }} you bake.", []),
        ("As a {{ rye }} you bake.", []),
        ("Ask <Manager Name> for bread.", ["<Manager Name>"]),
        ("Ask <Name> for bread.", []),
    ],
)
def test_placeholders(text: str, found: list[str]) -> None:
    assert list(judge(PlaceholderCheck(), KEYS, f"# Baker\n\n{text}\n").texts) == found
