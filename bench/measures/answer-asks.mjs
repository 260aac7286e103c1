// @ts-check
/** What the bench asks of a child: a name and an input; the answer, or what went wrong, goes back under the same number. */

/**
 * Answers what the bench asks from now on, and ends with it.
 * @param {Record<string, (input: any) => unknown>} answers
 */
export function answerAsks(answers) {
  process.on(
    'message',
    async (/** @type {{ number: number, name: string, input: unknown }} */ { number, name, input }) => {
      try {
        process.send?.({ number, answer: await answers[name]?.(input) });
      } catch (error) {
        process.send?.({ number, error: error instanceof Error ? error.stack : String(error) });
      }
    },
  );
  process.once('disconnect', () => process.exit());
  process.send?.({ number: 0 });
}

/** The job this process was started for. */
export const job = JSON.parse(process.argv[2] ?? '{}');

/**
 * A module of the built program.
 * @param {string} path
 */
export const built = (path) => import(new URL(path, job.dist).href);
