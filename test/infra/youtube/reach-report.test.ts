import { describe, expect, it } from 'vitest';
import { parseReachReport } from '../../../src/infra/youtube/reach-report.ts';

const header = 'date,channel_id,video_id,video_thumbnail_impressions,video_thumbnail_impressions_ctr';
const report = (...lines: string[]) => [header, ...lines].map((line) => `${line}\n`).join('');
const row = { day: '2026-11-23', videoId: 'dQw4w9WgXcQ', impressions: 1234, clickRate: 0.0512 };

describe('a reach report', () => {
  it.each([
    ['with days in eight digits', report('20261123,UCone,dQw4w9WgXcQ,1234,0.0512')],
    ['with days in dashes', report('2026-11-23,UCone,dQw4w9WgXcQ,1234,0.0512')],
    ['with lines as Windows ends them', report('20261123,UCone,dQw4w9WgXcQ,1234,0.0512').replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\ufeff${report('20261123,UCone,dQw4w9WgXcQ,1234,0.0512')}`],
    ['with cells in quotes', report('"20261123","UCone","dQw4w9WgXcQ","1234","0.0512"')],
    [
      'with columns in another order, and more of them',
      'video_id,video_thumbnail_impressions_ctr,"said, ""live""",date,video_thumbnail_impressions\n' +
        'dQw4w9WgXcQ,5.12e-2,"a ""quote"",\r\nover lines",20261123,1234\n',
    ],
  ])('%s is read alike', (_, text) => {
    expect(parseReachReport(text)).toEqual([row]);
  });

  it('of a day on which nothing was shown has no rows', () => {
    expect(parseReachReport(report())).toEqual([]);
    expect(parseReachReport(`${report()}\n`)).toEqual([]);
  });

  it('that gives no click rate gives none', () => {
    expect(parseReachReport(report('20261123,UCone,a,0,'))).toEqual([
      { day: '2026-11-23', videoId: 'a', impressions: 0 },
    ]);
  });

  it.each([
    ['', /empty/],
    ['<html>\n', /no column date, video_id, /],
    [report().replace('_ctr', '_click_rate'), /no column video_thumbnail_impressions_ctr, but date, channel_id/],
    [report('20261123,UCone,a,12'), /line 2 has 4 cells in place of 5/],
    [report('20261323,UCone,a,12,0.1'), /'20261323' in line 2 is no day/],
    [report('20260230,UCone,a,12,0.1'), /'20260230' in line 2 is no day/],
    [report('2026-1123,UCone,a,12,0.1'), /is no day/],
    [report('20261123,UCone,,12,0.1'), /line 2 is of no video/],
    [report('20261123,UCone,a,12.5,0.1'), /'12.5' in line 2 is no count/],
    [report('20261123,UCone,a,-1,0.1'), /'-1' in line 2 is no count/],
    [report('20261123,UCone,a,,0.1'), /'' in line 2 is no count/],
    [report('20261123,UCone,a,12,5.1'), /'5.1' in line 2 is not within 0 and 1/],
    [report('20261123,UCone,a,12,0.1', '20261123,UCone,b,12,x'), /'x' in line 3/],
    [report('20261123,UCone,"a"b,12,0.1'), /breaks off, or is no CSV, in line 2/],
  ])('that holds what is no figure is refused: %j', (text, why) => {
    expect(() => parseReachReport(text)).toThrow(
      expect.objectContaining({
        name: 'Failure',
        type: 'InvalidAnswer',
        message: expect.stringMatching(why) as string,
      }),
    );
  });

  it('that breaks off is refused, wherever that is', () => {
    const whole = report('20261123,UCone,"dQw4w9WgXcQ",1234,0.0512', '20261123,UCone,b,77,0.25');
    const ends = [...whole.matchAll(/\n/g)].map(({ index }) => index + 1);
    for (let length = 0; length < whole.length; length += 1) {
      // Between two lines nobody can tell.
      if (ends.includes(length)) continue;
      expect(() => parseReachReport(whole.slice(0, length)), `${length}`).toThrow(/cannot be read/);
    }
  });
});
