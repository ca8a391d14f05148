"""A real editor with the lines of ``docs/editors.md``, where it is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import ROOT

POST = "# Data engineer 🎉\n\n## Responsibilities\n\n- 日本 🎉 Join our cafe\u0301 and fast-paced team.\n"
# What a user does by hand: look at the findings, ask for the rule's page, choose an action.
SESSION = """
local seen = io.open("seen.txt", "w")
local function say(...) seen:write(table.concat({...}, "|"), "\\n") end
local function wait(happened) if not vim.wait(60000, happened, 20) then say("nothing happened") end end
local function line(number) return vim.api.nvim_buf_get_lines(0, number, number + 1, true)[1] end

local fine, problem = pcall(function()
  vim.cmd("edit post.md")
  wait(function() return #vim.diagnostic.get(0) > 0 end)
  for _, found in ipairs(vim.diagnostic.get(0)) do
    say("found", found.code, line(found.lnum):sub(found.col + 1, found.end_col))
  end
  vim.api.nvim_win_set_cursor(0, { 5, (line(4):find("fast")) })
  local position = vim.lsp.util.make_position_params()
  for _, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/hover", position, 30000)) do
    say("hover", (answer.result.contents.value:gsub("\\n.*", "")))
  end
  local before, count = line(4), #vim.diagnostic.get(0)
  vim.ui.select = function(items, _, choose) choose(items[1]) end
  vim.lsp.buf.code_action()
  wait(function() return line(4) ~= before end)
  say("line", line(4))
  wait(function() return #vim.diagnostic.get(0) == count - 1 end)
  for _, found in ipairs(vim.diagnostic.get(0)) do say("left", found.code) end
end)
if not fine then say("failed", tostring(problem)) end
seen:close()
vim.cmd("qa!")
"""


def version() -> tuple[int, ...]:
    done = subprocess.run(["nvim", "--version"], capture_output=True, text=True, check=True)
    found = re.search(r"NVIM v(\d+)\.(\d+)", done.stdout)
    return tuple(map(int, found.groups())) if found else (0,)


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
def test_neovim_shows_findings_explains_rules_and_suppresses(tmp_path: Path, fresh_home: Path) -> None:
    new, old = re.findall("```lua\n(.*?)```", (ROOT / "docs" / "editors.md").read_text(encoding="utf-8"), re.DOTALL)
    program = tmp_path / "bin" / "jdlint"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m jdlint "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "init.lua").write_text(new if version() >= (0, 11) else old, encoding="utf-8")
    (tmp_path / "session.lua").write_text(SESSION, encoding="utf-8")
    (tmp_path / "post.md").write_text(POST, encoding="utf-8")
    path = os.pathsep.join((str(program.parent), os.environ["PATH"]))
    command = ["nvim", "--headless", "--clean", "-u", "init.lua", "-S", "session.lua"]
    env = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run(command, cwd=tmp_path, env=env, stdin=subprocess.DEVNULL, timeout=240, check=True)

    seen = (tmp_path / "seen.txt").read_text(encoding="utf-8").splitlines()
    assert "found|cliche-fast-paced|fast-paced team" in seen
    assert "found|operations|Data engineer 🎉" in seen
    assert "hover|# cliche-fast-paced" in seen
    assert f"line|{POST.splitlines()[4]} <!-- jdlint-disable-line cliche-fast-paced -->" in seen
    assert "left|operations" in seen
    assert "left|cliche-fast-paced" not in seen
    assert not [line for line in seen if line.startswith(("failed", "nothing happened"))]
