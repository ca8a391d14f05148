"""Invented job posts for measuring speed: any number of them, the same for the same seed."""

from __future__ import annotations

from pathlib import Path
from random import Random

_EMPLOYERS = [
    "Alder",
    "Amber",
    "Basalt",
    "Cedar",
    "Delta",
    "Ember",
    "Fjord",
    "Garnet",
    "Harbour",
    "Indigo",
    "Juniper",
    "Kestrel",
    "Linden",
    "Maple",
    "Nectar",
]
_TRADES = [
    "Freight",
    "Insurance",
    "Energy",
    "Grocery",
    "Railways",
    "Clinics",
    "Mapping",
    "Printing",
    "Harvest",
    "Postal",
    "Lighting",
    "Banking",
]
_ROLES = (
    "Machine Learning Engineer",
    "Data Scientist",
    "Data Engineer",
    "Research Scientist",
    "Data Analyst",
    "MLOps Engineer",
    "Computer Vision Engineer",
)
_THINGS = [
    "invoices",
    "meters",
    "parcels",
    "claims",
    "orders",
    "trains",
    "harvests",
    "scans",
    "tickets",
    "routes",
    "prices",
    "sensors",
    "images",
    "calls",
]
_DEEDS = [
    "forecast",
    "sort",
    "match",
    "price",
    "route",
    "detect",
    "group",
    "rank",
    "translate",
    "check",
    "clean",
    "join",
    "plan",
    "count",
]
_TOOLS = [
    "Python",
    "SQL",
    "Airflow",
    "Spark",
    "PyTorch",
    "Kubernetes",
    "dbt",
    "Postgres",
    "Kafka",
    "MLflow",
    "Docker",
    "Terraform",
    "Snowflake",
    "pandas",
]
_PEOPLE = [
    "planners",
    "nurses",
    "drivers",
    "buyers",
    "clerks",
    "engineers",
    "editors",
    "farmers",
    "traders",
    "dispatchers",
]
_WHEN = ("every night", "each week", "within an hour", "before noon", "twice a day", "at the end of each quarter")
_HEADINGS = (
    ("About us", "Who we are", "The company"),
    ("What you will do", "Your work", "Responsibilities"),
    ("What you bring", "Requirements", "Your profile"),
    ("Nice to have", "A plus", "Preferred"),
    ("What we offer", "Benefits", "Perks"),
    ("How we hire", "The process", "Next steps"),
)


def write_posts(folder: Path, count: int, seed: int = 7) -> list[Path]:
    """Write ``count`` posts into a folder that is made, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(seed)
    paths = [folder / f"{number:05}.md" for number in range(count)]
    for path in paths:
        path.write_text(invent_post(random), encoding="utf-8")
    return paths


def invent_post(random: Random) -> str:
    """A post of about 450 words, with headings, paragraphs, lists and now and then emphasis, links and a table."""
    pick = random.choice
    employer = f"{pick(_EMPLOYERS)} {pick(_TRADES)}"
    lines = [f"# {pick(_ROLES)} at {employer}", "", f"**Location:** {pick(_EMPLOYERS)}stadt · full time", ""]
    for number, names in enumerate(_HEADINGS):
        lines += [f"## {pick(names)}", ""]
        if number in (0, 5):
            lines += [" ".join(_prose(random, employer) for _ in range(random.randint(3, 5))), ""]
        else:
            lines += [f"- {_item(random, number)}" for _ in range(random.randint(4, 8))] + [""]
    if random.random() < 0.2:
        lines += [
            "| What | How much |",
            "|---|---|",
            *(f"| {pick(_THINGS)} | {random.randint(2, 90)} |" for _ in "abc"),
            "",
        ]
    lines.append(
        f"Write to [us](https://{employer.split(maxsplit=1)[0].lower()}.example/jobs) by {random.randint(1, 28)} May."
    )
    return "\n".join(lines) + "\n"


def _prose(random: Random, employer: str) -> str:
    pick, number = random.choice, random.randint(3, 900)
    return pick(
        (
            f"{employer} moves {number} thousand {pick(_THINGS)} for {pick(_PEOPLE)} {pick(_WHEN)}.",
            f"Our {random.randint(3, 12)} {pick(_PEOPLE)} {pick(_DEEDS)} {pick(_THINGS)} and {pick(_THINGS)} {pick(_WHEN)}.",
            f"We are a dynamic company that values people, and we love {pick(_THINGS)}.",
            f"After a call of {random.randint(15, 45)} minutes you meet two {pick(_PEOPLE)}, and hear from us {pick(_WHEN)}.",
            f"In {random.randint(2009, 2024)} we began to {pick(_DEEDS)} {pick(_THINGS)}; today *{number} towns* rely on us.",
        )
    )


def _item(random: Random, part: int) -> str:
    pick, number = random.choice, random.randint(2, 60)
    duties = (
        f"You {pick(_DEEDS)} {pick(_THINGS)} with {pick(_TOOLS)}, so that {pick(_PEOPLE)} wait {number} minutes less.",
        f"You own the model that helps {pick(_PEOPLE)} {pick(_DEEDS)} {number} thousand {pick(_THINGS)} {pick(_WHEN)}.",
        f"Build and run pipelines in `{pick(_TOOLS)}` that {pick(_DEEDS)} {pick(_THINGS)} from {number} depots.",
        f"Work with stakeholders to deliver data-driven solutions for {pick(_PEOPLE)}.",
        f"Measure whether {pick(_THINGS)} arrive on time, and be on call one week in {number}.",
    )
    demands = (
        f"{random.randint(1, 9)}+ years of experience with {pick(_TOOLS)} and {pick(_TOOLS)}",
        f"Proficiency in {pick(_TOOLS)}, {pick(_TOOLS)}, {pick(_TOOLS)} or **{pick(_TOOLS)}**",
        f"You have explained {pick(_THINGS)} to {pick(_PEOPLE)}, in writing and in person.",
        "Strong communication skills and a passion for data",
    )
    offers = (
        f"{random.randint(25, 35)} days of holiday, and {number} hours a month for what you want to learn",
        f"A salary of {random.randint(50, 95)},000 to {random.randint(96, 140)},000 euros a year",
        f"A desk in {pick(_EMPLOYERS)}stadt, or {random.randint(1, 4)} days a week from home",
    )
    return pick(duties if part == 1 else offers if part == 4 else demands)
