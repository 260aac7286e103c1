import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { AbTestStatus } from '../../contracts/ab-test-run.ts';
import { Failure } from '../../contracts/failures.ts';
import { type VariantId, variantIds } from '../../contracts/variant-ids.ts';
import { createFolderStore } from '../../infra/artifacts/folder-store.ts';
import type { AbTestClient } from '../../infra/temporal/ab-test-client.ts';
import { withAbTests } from '../attach.ts';
import type { CommandContext } from '../context.ts';
import { describeAbTest } from '../display/ab-test.ts';
import { cutToWidth, formatTable, oneLine } from '../display/text.ts';
import { columnsOf } from '../display/wrap-words.ts';
import { parseCount } from '../parse-share.ts';

const print = (text: string) => void process.stdout.write(`${text}\n`);

/** `abtest list`: the newest first. */
export async function listTests(
  { config }: CommandContext,
  { limit, json }: { limit: string; json?: boolean },
): Promise<number> {
  const count = parseCount('--limit', limit, { from: 1, to: 100 });
  return withAbTests(config, async (abTests) => {
    const found = await Promise.all(
      (await abTests.list(count)).map(async ({ testId, topic, owner, isOpen }) => {
        // What doesn't answer is listed all the same, with what Temporal says of it.
        const status = await abTests.status(testId).catch(() => undefined);
        const state = status?.state ?? (isOpen ? 'running' : 'ended');
        return { testId, state, topic, owner, video: status?.video, evidence: status?.evidence };
      }),
    );
    if (json) print(JSON.stringify(found));
    else if (found.length === 0) print('No A/B tests yet: ./faceless abtest create --help says how one is started.');
    else {
      const rows = found.map(({ testId, state, video, evidence, topic }) => [
        ...[testId, state, video?.id ?? ''],
        cutToWidth(oneLine(evidence?.sentence ?? topic), 70),
      ]);
      print(formatTable([['Test', 'State', 'Video', 'So far'], ...rows]));
    }
    return 0;
  });
}

/** `abtest show`: what it is, and what it has shown. */
export async function showTest(
  { config }: CommandContext,
  id: string,
  { asOf, json }: { asOf?: string; json?: boolean },
): Promise<number> {
  const moment = readMoment(asOf);
  return withAbTests(config, async (abTests) => {
    const status = await abTests.status(id);
    const results = status.plan ? await abTests.results(id, moment) : undefined;
    print(json ? JSON.stringify({ ...status, results }) : describeAbTest(status, results, columnsOf(process.stdout)));
    return 0;
  });
}

/** `abtest report`: the same as a picture. */
export async function saveReport(
  { config }: CommandContext,
  id: string,
  { out, asOf }: { out?: string; asOf?: string },
): Promise<number> {
  const moment = readMoment(asOf);
  const path = resolve(out ?? `${id}-report.png`);
  return withAbTests(config, async (abTests) => {
    checkPlanned(await abTests.status(id));
    const report = await abTests.report(id, moment);
    await writePicture(path, await createFolderStore({ folder: config.artifactsFolder }).readBytes(report));
    print(path);
    return 0;
  });
}

/** @throws Failure `InvalidInput` when it can't be written there */
export async function writePicture(path: string, picture: Uint8Array): Promise<void> {
  await writeFile(path, picture).catch((cause: NodeJS.ErrnoException) => {
    throw new Failure('InvalidInput', `--out ${path} can't be written (${cause.code}): choose another`, { cause });
  });
}

export function pauseTest(context: CommandContext, id: string, { reason }: { reason?: string }): Promise<number> {
  const said = `${id} is paused from its next day on: ./faceless abtest resume ${id} lets it go on.`;
  return tell(context, said, (abTests) => abTests.pause(id, reason));
}

export function resumeTest(context: CommandContext, id: string): Promise<number> {
  return tell(context, `${id} goes on.`, (abTests) => abTests.resume(id));
}

export function stopTest(
  context: CommandContext,
  id: string,
  { reason, show }: { reason?: string; show?: string },
): Promise<number> {
  const how = { ...(reason && { reason }), ...(show !== undefined && { show: readVariant(show) }) };
  return tell(context, `${id} is being stopped: ./faceless abtest show ${id} says what it has shown.`, (abTests) =>
    abTests.stop(id, how),
  );
}

export async function chooseVariant(context: CommandContext, id: string, given: string): Promise<number> {
  const variant = readVariant(given);
  return tell(context, `${variant.toUpperCase()} stays.`, (abTests) => abTests.choose(id, variant));
}

function tell(
  { config }: CommandContext,
  said: string,
  send: (abTests: AbTestClient) => Promise<void>,
): Promise<number> {
  return withAbTests(config, async (abTests) => {
    await send(abTests);
    print(said);
    return 0;
  });
}

function readVariant(given: string): VariantId {
  const variant = variantIds.find((id) => id === given.toLowerCase());
  if (variant) return variant;
  throw new Failure('InvalidInput', `there is no variant '${given}'; there are at most: ${variantIds.join(', ')}`);
}

/** A day stands for its end, UTC: what was known by then. */
function readMoment(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const time = Date.parse(/^\d{4}-\d\d-\d\d$/.test(given) ? `${given}T23:59:59.999Z` : given);
  if (/^\d{4}-\d\d-\d\d/.test(given) && !Number.isNaN(time)) return new Date(time).toISOString();
  throw new Failure('InvalidInput', `--as-of ${given}: give a day as 2026-12-05, or a time as 2026-12-05T18:00:00Z`);
}

function checkPlanned({ testId, plan, state }: AbTestStatus): void {
  if (plan) return;
  throw new Failure('Conflict', `${testId} has no report: it is ${state}, and nothing was shown`);
}
