// @ts-check

/**
 * One thing the set-up sees to.
 * @typedef {object} Part
 * @property {string} name
 * @property {string} title
 * @property {string[]} after the parts it needs
 * @property {number} fetches bytes, about
 * @property {number} fills bytes of disk, about
 * @property {() => boolean | Promise<boolean>} isDone cheap: nothing is fetched, hashed or built
 * @property {() => Promise<string>} run says in a few words what was done; throws a `SetupProblem`
 * @property {() => number} [fetched] bytes that have come in so far
 */

/**
 * Where the set-up works and what the environment says.
 * @typedef {object} Place
 * @property {string} root the checkout
 * @property {string} tools where fetched tools go
 * @property {string} platform as in `linux-x64`
 * @property {boolean} dev the tests' tools too, and always the pinned ones
 * @property {NodeJS.ProcessEnv} env
 */

export {};
