import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/infra/database/database.ts';
import { createPipelineRecords } from '../../../src/infra/database/records.ts';
import { mountSmallDisk } from '../small-disk.ts';
import { recordsConformance } from './records-conformance.ts';
import { sampleRecord } from './samples.ts';

recordsConformance('PGlite', () => openDatabase({}));

describe('database folder', () => {
  let folder: string;
  const { pipelineId } = sampleRecord();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'database-'));
    // As a process killed while it made the database leaves it: each test below has to get past that.
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'PG_VERSION'), '18\n');
    await writeFile(join(folder, 'unfinished'), '');
    await (await openDatabase({ folder })).close();
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('keeps what was written when it is opened again', async () => {
    const first = await openDatabase({ folder });
    await createPipelineRecords(first).write({ record: sampleRecord(), sequence: 1 });
    await first.close();
    const second = await openDatabase({ folder });
    expect(await createPipelineRecords(second).get(pipelineId)).toEqual(sampleRecord());
    await second.close();
  });

  it('refuses a second opener, names the first, and lets one in once that has closed', async () => {
    const first = await openDatabase({ folder });
    await expect(openDatabase({ folder })).rejects.toMatchObject({
      type: 'InvalidInput',
      message: `the database folder ${folder} is in use by process ${process.pid}: stop it or choose another FACELESS_HOME`,
    });
    await first.check();
    await first.close();
    expect(existsSync(join(folder, 'lock'))).toBe(false);
    await (await openDatabase({ folder })).close();
  });

  it('keeps statements of others out of a transaction', async () => {
    const database = await openDatabase({ folder });
    const order: string[] = [];
    let other: Promise<unknown> | undefined;
    await expect(
      database.kysely.transaction().execute(async (transaction) => {
        other = database.check().then(() => order.push('other'));
        await sql`update pipelines set owner = 'nobody'`.execute(transaction);
        order.push('transaction');
        throw new Error('given up');
      }),
    ).rejects.toThrow('given up');
    await other;
    expect(order).toEqual(['transaction', 'other']);
    expect((await createPipelineRecords(database).get(pipelineId))?.owner).toBe('local');
    await database.close();
    await expect(database.check()).rejects.toThrow();
  });

  it('has all that was confirmed after its process was killed, and takes the folder over', async () => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(new URL('./write-records.child.ts', import.meta.url)), folder],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let confirmed = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      confirmed = Number(line);
      if (confirmed === 30) child.kill('SIGKILL');
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect(JSON.parse(await readFile(join(folder, 'lock'), 'utf8'))).toMatchObject({ pid: child.pid });

    const database = await openDatabase({ folder });
    const record = await createPipelineRecords(database).get(pipelineId);
    const { count } = await database.kysely
      .selectFrom('outbox')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(record?.costUsd).toBeGreaterThanOrEqual(confirmed);
    expect(count).toBe(record?.costUsd);
    await database.close();
  });

  it('says so when it is no folder', async () => {
    const file = join(folder, 'a file');
    await writeFile(file, '');
    await expect(openDatabase({ folder: file })).rejects.toMatchObject({ type: 'InvalidInput' });
  });

  it('refuses a database that a newer version has made', async () => {
    const database = await openDatabase({ folder });
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '')`.execute(database.kysely);
    await database.close();
    await expect(openDatabase({ folder })).rejects.toMatchObject({
      type: 'InvalidInput',
      message: expect.stringContaining('newer version') as string,
    });
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });
});

describe('database on a full disk', () => {
  const disk = mountSmallDisk(90);
  afterAll(() => disk?.remove());

  it.runIf(disk)('is refused with what is needed (needs root to mount a small disk)', async () => {
    await expect(openDatabase({ folder: join(disk?.folder ?? '', 'database') })).rejects.toMatchObject({
      type: 'DiskFull',
      message: expect.stringMatching(/has \d+ MB free and 100 MB are needed/) as string,
    });
  });
});
