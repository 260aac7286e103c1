import { describe, expect, test } from 'vitest';
import { readAloud } from './read-aloud.ts';

const cases: Record<string, [written: string, spoken: string][]> = {
  'whole numbers': [
    ['0 7 13 21 40', 'zero seven thirteen twenty one forty'],
    ['100 305 1,200', 'one hundred three hundred five one thousand two hundred'],
    ['2,000,001', 'two million one'],
    ['-5 −3 ±2', 'minus five minus three plus or minus two'],
    ['007', 'zero zero seven'],
    ['12345678901234567', 'one two three four five six seven eight nine zero one two three four five six seven'],
    ['٣', 'three'],
  ],
  decimals: [
    ['2.5 3.14', 'two point five three point one four'],
    ['0.05', 'zero point zero five'],
    ['1,200.5', 'one thousand two hundred point five'],
  ],
  ordinals: [
    ['1st 2nd 3rd 4th', 'first second third fourth'],
    ['12th 20th 21st 103rd', 'twelfth twentieth twenty first one hundred third'],
    ['Henry VIII', 'Henry the eighth'],
    ['World War II', 'World War two'],
  ],
  money: [
    ['$4.50', 'four dollars and fifty cents'],
    ['$1 $1.01', 'one dollar one dollar and one cent'],
    ['$0.99', 'ninety nine cents'],
    ['£2.01 €20', 'two pounds and one penny twenty euros'],
    ['$3 million', 'three million dollars'],
    ['$4.5B', 'four point five billion dollars'],
    ['20 €', 'twenty euros'],
  ],
  percentages: [
    ['30%', 'thirty percent'],
    ['30 %', 'thirty percent'],
    ['10–20%', 'ten to twenty percent'],
    ['<5%', 'less than five percent'],
  ],
  years: [
    ['1998', 'nineteen ninety eight'],
    ['1905', 'nineteen oh five'],
    ['1900', 'nineteen hundred'],
    ['2000 2005 2010', 'two thousand two thousand five twenty ten'],
    ['1990–1995', 'nineteen ninety to nineteen ninety five'],
    ["the 1990s and '80s", 'the nineteen nineties and eighties'],
    ['1998 m', 'one thousand nine hundred ninety eight meters'],
  ],
  dates: [
    ['March 3, 1998', 'March third nineteen ninety eight'],
    ['on 3 March', 'on the third of March'],
    ['the 4th of July', 'the fourth of July'],
    ['12/25/2023', 'December twenty fifth twenty twenty three'],
    ['25/12/2023', 'December twenty fifth twenty twenty three'],
    ['2023-12-25', 'December twenty fifth twenty twenty three'],
    ['Sept. 5', 'September fifth'],
  ],
  times: [
    ['10:30', 'ten thirty'],
    ['10:05 a.m.', 'ten oh five A.M.'],
    ['10:00', "ten o'clock"],
    ['5pm', 'five P.M.'],
    ['10:30am', 'ten thirty A.M.'],
  ],
  units: [
    ['2.5 km', 'two point five kilometers'],
    ['1 kg', 'one kilogram'],
    ['5m', 'five meters'],
    ['30 °C', 'thirty degrees Celsius'],
    ['100 km/h', 'one hundred kilometers per hour'],
    ['9.8 m/s²', 'nine point eight meters per second squared'],
    ['3 kWh', 'three kilowatt hours'],
    ['2 µm', 'two micrometers'],
    ['50 m²', 'fifty square meters'],
    ['16 GB', 'sixteen gigabytes'],
  ],
  abbreviations: [
    ['Dr. Smith vs. Mr. Lee', 'doctor Smith versus mister Lee'],
    ['e.g. squid, i.e. etc.', 'for example squid that is et cetera'],
    ['St. Louis, Main St.', 'saint Louis Main street'],
    ['U.S. No. 5', 'U.S. number five'],
  ],
  'signs and mixtures': [
    ['salt & pepper', 'salt and pepper'],
    ['and/or', 'and or'],
    ['#1 #OctopusFacts @name', 'number one hashtag Octopus Facts at name'],
    ['me@x.org', 'me at x dot org'],
    ['https://example.com', 'example dot com'],
    ['3/4 1/2 2/3', 'three quarters one half two thirds'],
    ['3:1 1920x1080', 'three to one one thousand nine hundred twenty by one thousand eighty'],
    ['20-year-old COVID-19', 'twenty year old COVID nineteen'],
    ['B12 4K 10K', 'B twelve four K ten thousand'],
    ['**bold** _soft_', 'bold soft'],
    ["don't world’s", "don't world's"],
    ['Nguyễn café', 'Nguyen café'],
  ],
};

describe('English is read as people say it', () => {
  for (const [kind, pairs] of Object.entries(cases)) {
    test.each(pairs)(`${kind}: %s`, (written, spoken) => expect(readAloud(written, 'en')).toBe(spoken));
  }

  test('nothing is said for emoji, lone punctuation and control characters', () => {
    expect(readAloud('🐙 — … “” * \u0007 ok 1️⃣', 'en')).toBe('ok one');
  });
});
