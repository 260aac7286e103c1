import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { afterAll, expect, it } from 'vitest';
import { abTestDesignSchema } from '../../src/contracts/ab-test.ts';
import type { AbTestInput, AbTestStatus } from '../../src/contracts/ab-test-run.ts';
import { abTestStatusQuery, stopAbTestSignal, workflowNames } from '../../src/contracts/messages.ts';
import { connectClient } from '../../src/infra/temporal/connection.ts';
import { benchPlace } from '../support/bench-place.ts';
import { waitFor } from '../support/wait-for.ts';

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Workers of every role, in a process of their own. */
async function startProcess(): Promise<ChildProcess> {
  const { address, namespace, workflowBundle } = benchPlace();
  const path = fileURLToPath(new URL('./ab-test-worker.child.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', path, address, namespace, workflowBundle], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

it('goes on where it was when the process of all its workers is killed, and gives every day once', async () => {
  const { address, namespace } = benchPlace();
  const connection = await connectClient({ address, namespace, tls: false });
  const { workflow } = new Client({ connection, namespace });
  const first = await startProcess();
  const testId = `abtest-${randomUUID()}`;
  const input: AbTestInput = {
    ...{ testId, owner: 'local', topic: 'Octopuses', video: { target: 'simulated', id: 'sim-20' } },
    ...{
      variants: [
        { id: 'a', title: 'A' },
        { id: 'b', title: 'B' },
      ],
      design: abTestDesignSchema.parse({ days: 56 }),
    },
  };
  const test = await workflow.start(workflowNames.abTest, {
    ...{ workflowId: testId, taskQueue: 'orchestrator', args: [input] },
  });
  const until = (days: number) =>
    waitFor(
      () => test.query(abTestStatusQuery).catch(() => ({ days: [] }) as Pick<AbTestStatus, 'days'>),
      (status) => status.days.length >= days,
    );
  await until(5);
  first.kill('SIGKILL');
  await once(first, 'exit');
  await startProcess();
  const before = await until(6);
  const { days } = await until(before.days.length + 4);
  const dates = days.map(({ day }) => day);
  expect(new Set(dates).size).toBe(dates.length);
  expect(dates.map((day) => Date.parse(day) - Date.parse(dates[0] ?? ''))).toEqual(
    dates.map((_, at) => at * 86_400_000),
  );
  // What was on its way when the process died may have been done twice, and counts once.
  expect(new Set(days.map(({ slot }) => slot)).size).toBe(days.length);
  await test.signal(stopAbTestSignal);
  expect(await test.result()).toMatchObject({ state: 'stopped', shown: 'a' });
  await connection.close();
});
