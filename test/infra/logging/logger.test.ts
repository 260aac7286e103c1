import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLogger } from '../../../src/infra/logging/logger.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faceless-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const linesIn = (place: string) =>
  readFileSync(join(place, 'faceless.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

it('writes lines of JSON into a folder it makes, each on the disk at once, after those there are', () => {
  const place = join(folder, 'a', 'logs');
  createLogger({ level: 'info', folder: place }).info({ pipelineId: 'p' }, 'first');
  createLogger({ level: 'info', folder: place }).warn('second');
  expect(linesIn(place)).toMatchObject([
    {
      level: 30,
      msg: 'first',
      pipelineId: 'p',
      pid: process.pid,
      time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    },
    { level: 40, msg: 'second' },
  ]);
});

it('leaves out what is below its level', () => {
  const logger = createLogger({ level: 'warn', folder });
  logger.info('not this');
  logger.error('this');
  expect(linesIn(folder).map(({ msg }) => msg)).toEqual(['this']);
});

it('blots out secrets, of children too', () => {
  const logger = createLogger({ level: 'info', folder }).child({ activity: 'writeScript' });
  logger.info({ apiKey: 's3cret', request: { token: 's3cret', authorization: 's3cret', model: 'pen' } }, 'asked');
  expect(readFileSync(join(folder, 'faceless.log'), 'utf8')).not.toContain('s3cret');
  expect(linesIn(folder)[0]).toMatchObject({ activity: 'writeScript', request: { model: 'pen' } });
});

it.each([
  ['a file stands where the folder should be', (place: string) => writeFileSync(place, '')],
  [
    'a folder stands where the log should be',
    (place: string) => mkdirSync(join(place, 'faceless.log'), { recursive: true }),
  ],
])('says in a sentence when %s', (_, prepare) => {
  const place = join(folder, 'logs');
  prepare(place);
  expect(() => createLogger({ level: 'info', folder: place })).toThrow(
    expect.objectContaining({
      type: 'InvalidInput',
      message: expect.stringMatching(
        /^the log can't be written in .*logs \(.*\): .* choose another FACELESS_HOME$/,
      ) as string,
    }),
  );
});
