"""Profiles: settings that come with jdlint, one file for each degree of strictness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from jdlint.rules_dir import shipped_rules
from jdlint.ruleset.rule import Rule
from jdlint.settings.files import read_layers
from jdlint.settings.layers import Layer, merge
from jdlint.settings.place import Place
from jdlint.settings.selection import narrowness
from jdlint.settings.settings import Settings

DEFAULT = "default"


def profile_layer(name: str) -> Layer:
    """What a profile sets; it is no file of the user's, so it has no path. The profile ``default`` is the defaults."""
    if name == DEFAULT:
        return Layer({}, {})
    layer = read_layers(shipped_rules() / "_profiles" / f"{name}.yaml")[-1]
    place = Place(source=f"profile {name}", shipped=True)
    return replace(layer, path=None, places=dict.fromkeys(layer.places, place))


def merge_on_profile(layers: Iterable[Layer]) -> Settings:
    """What holds when layers lie on each other, and all of them on the profile that they name."""
    layers = tuple(layers)
    return merge((profile_layer(merge(layers).profile), *layers))


def mildest_profiles(rules: Iterable[Rule]) -> Mapping[str, str]:
    """For each rule's id the mildest profile in which it is on, previews aside."""
    ignored = profile_layer("relaxed").values["ignore"]
    assert isinstance(ignored, tuple)
    return {
        rule.id: "strict" if not rule.on_by_default else "default" if narrowness(rule, ignored) else "relaxed"
        for rule in rules
    }
