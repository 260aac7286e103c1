// @ts-check

/** A log of a machine without a terminal gets a sign of life this often. */
const plainEveryMs = 15_000;

/**
 * @typedef {{ title: string, since: number, total: number, most: number, fetched?: () => number }} Running
 */

/**
 * What the person sees of the set-up: a line for each part when it is done, and in between what is under way: a line that
 * is rewritten on a terminal, a plain line now and then elsewhere. All on one stream, never standard output.
 * @param {{ isTTY?: boolean, columns?: number, write(text: string): unknown }} stream
 * @param {{ plainEveryMs?: number }} [options]
 */
export function createReport(stream, options = {}) {
  /** @type {Map<string, Running>} */
  const running = new Map();
  let shown = '';

  const clear = () => {
    if (shown) stream.write('\r\x1b[2K');
    shown = '';
  };
  const line = (/** @type {string} */ text) => {
    clear();
    stream.write(`${text}\n`);
    if (stream.isTTY) show();
  };
  const status = () => [...running.values()].map(describeRunning).join(' · ');
  const show = () => {
    clear();
    shown = status().slice(0, (stream.columns || 80) - 1);
    stream.write(shown);
  };

  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  return {
    line,
    /** @param {import('./parts/part.mjs').Part} part */
    began({ name, title, fetches, fetched }) {
      running.set(name, { title, since: Date.now(), total: fetches, fetched, most: 0 });
      const every = stream.isTTY ? 200 : (options.plainEveryMs ?? plainEveryMs);
      timer ??= setInterval(() => (stream.isTTY ? show() : line(`  … ${status()}`)), every);
    },
    /** @param {import('./parts/part.mjs').Part} part @param {string} what */
    ended({ name, title }, what) {
      const seconds = ((Date.now() - (running.get(name)?.since ?? Date.now())) / 1000).toFixed(1);
      running.delete(name);
      line(`  ${title}: ${what} (${seconds} s)`);
    },
    close() {
      clearInterval(timer);
      running.clear();
      clear();
    },
  };
}

/** @param {Running} part */
function describeRunning(part) {
  const { title, since, total, fetched } = part;
  const seconds = `${Math.round((Date.now() - since) / 1000)} s`;
  // What lies in the staging folder is first the download, then also what is unpacked; in between it is moved away.
  part.most = Math.max(part.most, fetched?.() ?? 0);
  if (part.most === 0) return `${title} ${seconds}`;
  return part.most < total * 0.95 ? `${title} ${megabytes(part.most)} of ${megabytes(total)}` : `${title} unpacking`;
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return `${Math.max(1, Math.round(bytes / 1e6))} MB`;
}
