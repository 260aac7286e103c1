import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { allGoldens, goldenFile } from './all-goldens.ts';
import { goldenName, openGoldenStudio } from './draw-golden.ts';

// `npm run goldens [part of a name]`: draws the golden pictures anew. They are to be looked at before they are committed.
const wanted = process.argv[2] ?? '';
const studio = await openGoldenStudio();
for (const golden of allGoldens.filter((one) => goldenName(one).includes(wanted))) {
  const picture = await loadImage(await studio.draw(golden));
  const canvas = createCanvas(picture.width, picture.height);
  canvas.getContext('2d').drawImage(picture, 0, 0);
  const file = goldenFile(golden);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, canvas.toBuffer('image/webp', 80));
  console.log(file);
}
await studio.close();
