// @ts-check

/** What went wrong in the set-up, as a sentence for the person: what, where, and what to do. */
export class SetupProblem extends Error {
  /** @param {string} message @param {{ cause?: unknown }} [options] */
  constructor(message, options) {
    super(message, options);
    this.name = 'SetupProblem';
  }
}

/**
 * Any error as such a sentence; what the system says of a full disk or a folder without permission is made plain.
 * @param {unknown} error
 */
export function explain(error) {
  if (error instanceof SetupProblem) return error.message;
  const { code, path, message, stack } = /** @type {NodeJS.ErrnoException} */ (error);
  const where = path ? ` (${path})` : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return `the disk is full${where}: free some space, then run this again`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return `no permission to write${where}: run this as the owner of the folder, or set FACELESS_TOOLS to one you can write to`;
  }
  return code ? message : (stack ?? message);
}
