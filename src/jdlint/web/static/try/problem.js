// What went wrong, for people.

/** Something that a person can act on: what is wrong, and what to do about it. */
export class Problem extends Error {
  constructor(message, hint = null) {
    super(message);
    this.hint = hint;
  }
}

/** The problem that jdlint tells. */
export function problemOf(told) {
  const where = [told.path, told.line, told.column].filter((part) => part !== null && part !== undefined).join(":");
  return new Problem(where ? `${where}: ${told.message}` : told.message, told.hint);
}
