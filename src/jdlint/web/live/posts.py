"""The desk by the settings as they are now, and the post that the page opens with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from jdlint.plans import Plans
from jdlint.post.source import Source, read_source
from jdlint.runner import Plan, read_bytes
from jdlint.settings.settings import Settings
from jdlint.web.live.desk import Desk, make_desk


@dataclass(slots=True)
class Posts:
    """Knows by which settings the posts of the page are judged.

    ``folder`` is where settings are looked for, ``file`` the post that the page opens with. Both are read anew when
    they have changed.
    """

    plans: Plans
    folder: Path
    file: str | None = None
    _made: tuple[Plan, Desk] | None = field(default=None, init=False)

    def desk(self) -> Desk:
        """The desk; raises ``ConfigError`` or ``RuleError`` for settings or rules that cannot be used."""
        settings, plan = self._plan()
        if self._made is None or self._made[0] is not plan:
            self._made = (plan, make_desk(plan, settings))
        return self._made[1]

    def limit(self) -> int:
        """How many bytes of text a post may have; errors as for ``desk``."""
        return self._plan()[1].max_file_size

    def opened(self) -> Source | None:
        """The post that the page opens with; raises ``InputError`` when its file cannot be read."""
        if self.file is None:
            return None
        source = read_source(read_bytes(self.file, self.limit()), self.file)
        return replace(source, path=Path(self.file).name)

    def _plan(self) -> tuple[Settings, Plan]:
        return self.plans.plan_for(self.folder)
