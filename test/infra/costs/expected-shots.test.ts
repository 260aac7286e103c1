import { describe, expect, it } from 'vitest';
import { formats } from '../../../src/contracts/formats.ts';
import { planShots } from '../../../src/engines/film/shots.ts';
import { expectedShots } from '../../../src/infra/costs/expected-shots.ts';

const lengths = Array.from({ length: 170 }, (_, index) => 15 + index * 7);

describe('the expected shots of a scene', () => {
  it.each(Object.keys(formats) as (keyof typeof formats)[])(
    'are those the film engine plans where its length is certain: %s',
    (format) => {
      for (const opensFilm of [true, false])
        for (const frames of lengths)
          for (const seconds of [2, 3, 4.5, 6]) {
            const planned = planShots({ frames, format, sceneIndex: 1, seconds, filmStart: opensFilm }).length;
            const request = { format, shotSeconds: seconds, opensFilm, uncertainty: 0 };
            expect(expectedShots(frames / 30, request), `${frames} frames by ${seconds} s`).toBe(planned);
          }
    },
  );

  it('are between one and two where it may have either', () => {
    const request = { format: 'short', shotSeconds: 3, uncertainty: 0.1 } as const;
    expect(expectedShots(3, request)).toBe(1);
    expect(expectedShots(4.5, request)).toBeGreaterThan(1);
    expect(expectedShots(4.5, request)).toBeLessThan(2);
    expect(expectedShots(6, request)).toBe(2);
  });
});
