"""What is a job post, and what its title is."""

from __future__ import annotations

import pytest
from kinds import linter

from jdlint.linter import read
from jdlint.post.post import Post
from jdlint.post.source import make_source

DUTIES = "\n\n## What you will do\n\n- Load the readings of 46 depots\n"


def post(text: str) -> Post:
    return read(linter(), make_source(text, "post.md"))


@pytest.mark.parametrize(
    "title",
    ["Analyst - part time", "Data Engineer (Job ID: 4711)", "Data Analyst (remote)", "Senior ML Engineer, Porto"],
)
def test_a_heading_that_names_a_job_is_the_title(title: str) -> None:
    found = post(f"# {title}{DUTIES}").title

    assert found is not None
    assert found.text == title


def test_a_heading_that_states_a_fact_is_no_title() -> None:
    assert post(f"# Location: Porto{DUTIES}").title is None


def test_a_small_heading_below_running_text_is_no_title() -> None:
    text = "We have kept the meters of the valley since 1904, with forty people in three depots and a boat.\n\n"

    assert post(f"{text}### Data Engineer{DUTIES}").title is None
    assert post(f"Porto\n\n### Data Engineer{DUTIES}").title is not None


@pytest.mark.parametrize(
    "text",
    [
        f"# Data Engineer{DUTIES}",
        f"# Keeper of the meters{DUTIES}\n## Requirements\n\n- Three years of experience with meters\n",
        "We are looking for an analyst with three years of experience and a degree. Please apply by Friday.\n",
        "---\nemploymentType: FULL_TIME\nhiringOrganization: Acme\n---\n\nYou will be responsible for the meters.\n",
    ],
)
def test_posts_are_told(text: str) -> None:
    assert post(text).is_job_post


@pytest.mark.parametrize(
    "text",
    [
        "# meterlib\n\nA library for meters.\n\n## Requirements\n\n- Python 3.11\n- NumPy\n\n## Usage\n\nRun `meter`.\n",
        "# meterlib\n\n## Benefits\n\n- Fast\n\n## Process\n\nOpen an issue first.\n\n## Apply\n\nApply the patch.\n",
        "# Minutes\n\nAnn said that the team will deliver the report by Friday.\n",
        "# Code of conduct\n\nWe are committed to all, regardless of age, race or religion.\n",
    ],
)
def test_other_documents_are_told(text: str) -> None:
    assert not post(text).is_job_post
