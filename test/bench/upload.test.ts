import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readUploadOptions } from '../../bench/upload/options.ts';

describe('the rows of the bench of uploads', () => {
  it('are chosen by name, and a name that is none is refused with those there are', () => {
    expect(readUploadOptions(['--only', 'rss-mb']).wants('upload-to-curl')).toBe(false);
    expect(readUploadOptions([])).toMatchObject({
      rounds: 9,
      megabytes: 1000,
      longMegabytes: 4000,
      films: 40,
      seed: 1,
    });
    expect(() => readUploadOptions(['--only', 'rss'])).toThrow(
      'there is no row rss; there are upload-to-curl, rss-mb, bytes-sent',
    );
    expect(() => readUploadOptions(['--mb', '0'])).toThrow('--mb takes a whole number from 1, not 0');
    expect(() => readUploadOptions(['--megabytes', '5'])).toThrow(/Unknown option '--megabytes'/);
  });

  it('are all explained in the documentation', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/benchmarks.md'), 'utf8');
    for (const name of ['upload-to-curl', 'rss-mb', 'bytes-sent']) {
      expect(page.match(new RegExp(`^\\| \`${name}\``, 'gm')), name).toHaveLength(2);
    }
  });
});
