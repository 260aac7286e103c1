import { expect, test } from 'vitest';
import { readAloud } from './read-aloud.ts';

// One line a kind; `|` parts sentences.
test.each([
  [
    'The price rose 3.5% to $1,234.56 in Q3 2024.',
    'The price rose three point five percent to one thousand two hundred thirty four dollars and fifty six cents in Q three twenty twenty four',
  ],
  ['It weighs 5 lbs 3 oz and is 6\'2" tall.', 'It weighs five pounds three ounces and is six foot two tall'],
  [
    'Call 555-867-5309 or +1 (800) 555-0199.',
    'Call five five five eight six seven five three zero nine or plus one eight zero zero five five five zero one nine nine',
  ],
  ['Dial 911 or 1-800-FLOWERS.', 'Dial nine one one or one eight hundred FLOWERS'],
  ['Pages 10–20, 1914–1918 and 9-5.', 'Pages ten to twenty nineteen fourteen to nineteen eighteen and nine to five'],
  ['From 1990 to 2000, pp. 12-15.', 'From nineteen ninety to two thousand pages twelve to fifteen'],
  ['The U.S. GDP is $25.5 trillion.', 'The U.S. GDP is twenty five point five trillion dollars'],
  ['NASA, the FBI, the UN and UNESCO met.', 'NASA the FBI the U.N. and UNESCO met'],
  ['A 4K TV, an MP3, an H2O molecule, CO2.', 'A four K TV an MP three an H two O molecule C.O. two'],
  [
    'Born Jan. 5, 1809; died Feb. 12th, 1882.',
    'Born January fifth eighteen oh nine died February twelfth eighteen eighty two',
  ],
  ['On 7/4/1776 and 2024-02-29.', 'On July fourth seventeen seventy six and February twenty ninth twenty twenty four'],
  ["In the 1800s, the '60s and the 2010s.", 'In the eighteen hundreds the sixties and the twenty tens'],
  [
    "It's 20°C (68°F), -40° outside, 5° north.",
    "It's twenty degrees Celsius sixty eight degrees Fahrenheit minus forty degrees outside five degrees north",
  ],
  [
    'At 3:45 p.m., 12:00, 00:30, 7 AM, 9:05.',
    "At three forty five P.M. twelve o'clock zero thirty seven A.M. nine oh five",
  ],
  [
    '5 km/h, 60 mph, 300,000 km/s, 9.81 m/s².',
    'five kilometers per hour sixty miles per hour three hundred thousand kilometers per second nine point eight one meters per second squared',
  ],
  [
    '1/2 cup, 2/3, 3/4, 1/8, 5/16, 2½ cups.',
    'one half cup two thirds three quarters one eighth five sixteenths two and one half cups',
  ],
  [
    'Elizabeth II, Henry VIII, Louis XIV, Rocky IV, Chapter XII, World War I.',
    'Elizabeth the second Henry the eighth Louis the fourteenth Rocky four Chapter twelve World War one',
  ],
  [
    'Section 3.2.1, version 10.4.2, v2.0.',
    'Section three point two point one version ten point four point two v two dot zero',
  ],
  ['Visit www.example.com/about or https://openai.com.', 'Visit www dot example dot com about or openai dot com'],
  ['Follow @jack and #MeToo #2020Vision.', 'Follow at jack and hashtag Me Too hashtag twenty twenty Vision'],
  ['E-mail me: john.doe@mail.com.', 'E-mail me john dot doe at mail dot com'],
  [
    '2+2=4, 3×4=12, 10÷2=5, 7-3=4, x² + y² = z².',
    'two plus two equals four three times four equals twelve ten divided by two equals five seven minus three equals four x squared plus y squared equals z squared',
  ],
  [
    "He's 6ft tall; a 10ft pole; a 5K run; $5K; 10M users; $3.2M; €1.5bn; £20k.",
    "He's six feet tall a ten feet pole a five K run five thousand dollars ten million users three point two million dollars one point five billion euros twenty thousand pounds",
  ],
  ["Dr. Jones lives on Elm St. near St. Paul's.", "doctor Jones lives on Elm street near saint Paul's"],
  [
    'The 1st, 2nd, 3rd, 11th, 22nd, 101st, 1,000th.',
    'The first second third eleventh twenty second one hundred first one thousandth',
  ],
  ['No. 1 vs. No. 2, etc.', 'number one versus number two et cetera'],
  ['e.g., cats; i.e., pets; cf. dogs; et al.', 'for example cats that is pets compare dogs et al'],
  [
    '1,000,000,000 stars; 1.5 million; 2 billion; 10^6; 6.02×10²³.',
    'one billion stars one point five million two billion ten to the power of six six point zero two times ten to the power of twenty three',
  ],
  [
    '$1, $0.05, $1.50, $1,000.00, $2.5 million, US$40, C$20, ¥500, ₹100, €9.99.',
    'one dollar five cents one dollar and fifty cents one thousand dollars two point five million dollars forty U.S. dollars twenty Canadian dollars five hundred yen one hundred rupees nine euros and ninety nine cents',
  ],
  [
    '5%–10%, 5-10%, 0.5%, 100%, -2%.',
    'five percent to ten percent five to ten percent zero point five percent one hundred percent minus two percent',
  ],
  [
    'A 50-50 chance; a 24/7 shop; 9/11; the A1, B2B, R2-D2, C-3PO.',
    'A fifty fifty chance a twenty four seven shop nine eleven the A one B two B R two D two C three P.O.',
  ],
  [
    'Apollo 11, Boeing 747, iPhone 15, Windows 95, Route 66, Area 51, Flight 1549.',
    'Apollo eleven Boeing seven forty seven iPhone fifteen Windows ninety five Route sixty six Area fifty one Flight fifteen forty nine',
  ],
  ['3D, 2D, 5G, Wi-Fi, USB-C, HDMI 2.1.', 'three D two D five G why fye USB-C HDMI two point one'],
  ["TV's, CEOs, PhDs, URLs, PDFs, DVDs, CDs.", "TV's CEOs PhDs URLs PDFs DVDs CDs"],
  ['LGBTQ+, C++, C#, F#, .NET, Node.js.', 'LGBTQ plus C plus plus C sharp F sharp dot net Node dot js'],
  ['AI, ML, GPU, CPU, RAM, HTML, SQL, JSON, GIF, JPEG.', 'A.I. ML GPU CPU RAM HTML sequel JSON GIF JPEG'],
  [
    '1 in 5; 3 out of 4; 10:1 odds; a 2-1 win; 16:9.',
    'one in five three out of four ten to one odds a two to one win sixteen to nine',
  ],
  [
    '100 m, 100m, 5 m², 3 m³, 10 cm, 5 mm, 2 in, 3 ft, 5 mi, 4 L, 250 ml, 8 oz, 3 GHz, 64 GB, 10 Mbps, 220 V, 60 W, 5 kWh, 40 dB.',
    'one hundred meters one hundred meters five square meters three cubic meters ten centimeters five millimeters two in three feet five miles four liters two hundred fifty milliliters eight ounces three gigahertz sixty four gigabytes ten megabits per second two hundred twenty volts sixty watts five kilowatt hours forty decibels',
  ],
  ['1 km, 1 m, 1.0 km, 0.5 km.', 'one kilometer one meter one point zero kilometer zero point five kilometers'],
  ['He said "I\'ll be back" — and he was… 10 years later!', "He said I'll be back and he was | ten years later"],
  ["O'Brien's 'quoted' word, rock 'n' roll, y'all, '90s kid.", "O'Brien's quoted word rock n roll y'all nineties kid"],
  ['Mon., Tues., Wed., Thu., Fri. and Sat.', 'Monday Tuesday Wednesday Thursday Friday and Sat'],
  [
    'Gen. Lee, Lt. Dan, Sgt. Pepper, Rev. King, Sen. Smith, Gov. Lee, Pres. Lincoln.',
    'general Lee lieutenant Dan sergeant Pepper reverend King senator Smith governor Lee president Lincoln',
  ],
  [
    'Smith Jr., Davis Sr., Acme Inc., Foo Co., Bar Ltd., Baz Corp.',
    'Smith junior Davis senior Acme incorporated Foo company Bar limited Baz corporation',
  ],
  ['approx. 5 min. and 30 sec.; 2 hrs; 5 yrs.', 'approximately five minutes and thirty seconds two hours five years'],
  [
    'a.k.a. Bob; R.I.P.; D.C.; Washington, D.C., is big. U.K. and E.U.',
    'a.k.a. Bob R.I.P. D.C. Washington D.C. is big | U.K. and E.U.',
  ],
  [
    'temp. of 98.6°F; 37.5 °C; 273 K; 0 K.',
    'temperature of ninety eight point six degrees Fahrenheit thirty seven point five degrees Celsius two hundred seventy three kelvin zero kelvin',
  ],
  [
    'MCMXCIV, mid-1990s, pre-1900, post-2008, late-1800s.',
    'nineteen ninety four mid nineteen nineties pre nineteen hundred post two thousand eight late eighteen hundreds',
  ],
  [
    '1.2.2023, 01/02/03, 12.05.2023.',
    'January second twenty twenty three January second two thousand three December fifth twenty twenty three',
  ],
  ['1,5 and 1.000 and 1 000 000.', 'one five and one point zero zero zero and one million'],
  [
    '$100-200, $5–$10, 20-30 km, 5-7 days, 2-3 times.',
    'one hundred to two hundred dollars five dollars to ten dollars twenty to thirty kilometers five to seven days two to three times',
  ],
  [
    '007, 0800, 1234567, ISBN 978-3-16-148410-0, ZIP 90210.',
    'zero zero seven zero eight zero zero one million two hundred thirty four thousand five hundred sixty seven ISBN nine seven eight three one six one four eight four one zero zero ZIP nine zero two one zero',
  ],
  [
    '3-year-old, 100-meter, 21st-century, 19th-century art, one-third.',
    'three year old one hundred meter twenty first century nineteenth century art one-third',
  ],
  ["AT&T, R&D, Q&A, P&L, B&B, M&M's.", "AT and T R and D Q and A P and L B and B M and M's"],
  ['½ ¼ ¾ ⅓ 1½ ', 'one half one quarter three quarters one third one and one half'],
  [
    '< 5, > 10, ≤ 3, ≥ 7, ≈ 8, ~9, ± 2, ∞.',
    'less than five more than ten at most three at least seven about eight about nine plus or minus two infinity',
  ],
  [
    '10,000 BC, 500 AD, 44 B.C., A.D. 79, 300 BCE, 12 CE.',
    'ten thousand BC five hundred A.D. forty four B.C. A.D. seventy nine three hundred BCE twelve C.E.',
  ],
  ['15% of $20 = $3.', 'fifteen percent of twenty dollars equals three dollars'],
  [
    'Fe₂O₃, C₆H₁₂O₆, H₂O, O₂, pH 7, mRNA, DNA, SARS-CoV-2, COVID-19.',
    'F.E. two O three C six H twelve O six H two O O two pH seven mRNA DNA SARS CoV two COVID nineteen',
  ],
  [
    '1080p, 720p, 60fps, 4x faster, 10x, 2.5x.',
    'ten eighty p seven twenty p sixty frames per second four times faster ten times two point five times',
  ],
  ['iOS 17, macOS, eBay, YouTube, TikTok.', 'iOS seventeen macOS eBay YouTube TikTok'],
  [
    "the year 2000, in 1066, 1776's, since 2010, 2100 people, 1984 by Orwell, 3000 years, year 1500.",
    "the year two thousand in ten sixty six seventeen seventy six's since twenty ten two thousand one hundred people nineteen eighty four by Orwell three thousand years year fifteen hundred",
  ],
  [
    '450 BC, the 5th c., ca. 1500, c. 1200.',
    'four hundred fifty BC the fifth century circa fifteen hundred circa twelve hundred',
  ],
  [
    '$1.2B, $900M, 500K, 1.3M, 250k.',
    'one point two billion dollars nine hundred million dollars five hundred thousand one point three million two hundred fifty thousand',
  ],
  [
    '1st/2nd, and/or, he/she, w/ cheese, w/o it, km/h.',
    'first second and or he she with cheese without it kilometers per hour',
  ],
  ['ok…maybe?! What?!! (yes) [no] {x}.', 'ok maybe | What yes no x'],
  ['✓ done → next • item ★ 5 stars ©2024 ™ ®.', 'done next item five stars twenty twenty four'],
  [
    'Gate B12, Room 101, Highway 1, Act III, Scene 2, Vol. 3, Ch. 4, Fig. 2a.',
    'Gate B twelve Room one oh one Highway one Act three Scene two volume three chapter four figure two a',
  ],
  [
    'N. America, S. Korea, Mt. Everest, Ft. Worth, Lake St. Clair.',
    'north America south Korea mount Everest fort Worth Lake saint Clair',
  ],
  ['20/20 vision, 50/50, 1/100, 1/1000.', 'twenty twenty vision fifty fifty one one hundredth one one thousandth'],
  [
    '1e6, 3.0e8 m/s.',
    'one times ten to the power of six three point zero times ten to the power of eight meters per second',
  ],
  ['Jan–Mar, Mon-Fri, A–Z, NY–LA.', 'January to March Monday to Friday A to Z NY LA'],
])('en: %s', (written, spoken) => expect(readAloud(written, 'en')).toBe(spoken));
