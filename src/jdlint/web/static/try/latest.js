// One question at a time, and only the newest answer counts.

/** Calls `work` with the newest input once the one before is done; `tell` and `fail` hear of the last one only. */
export function latest(work, tell, fail) {
  let running = false;
  let waiting = null;
  return async function ask(input) {
    if (running) {
      waiting = { input };
      return;
    }
    running = true;
    for (let next = { input }; next; ) {
      waiting = null;
      let answer, problem;
      try {
        answer = await work(next.input);
      } catch (caught) {
        problem = caught;
      }
      if (!waiting) (problem ? fail(problem) : tell(answer, next.input));
      next = waiting;
    }
    running = false;
  };
}
