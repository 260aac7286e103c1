// Compiles the film engine's resampler: AssemblyScript → WebAssembly → a TypeScript module that carries the bytes, so that
// the build needs no step of its own for them. Run it after a change of `pan-zoom.as.ts`:  node setup/build-resampler.mjs
import { writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../src/engines/film/resampler');

/** Compiles the resampler and returns the text of `pan-zoom-wasm.ts`. Throws with the compiler's own words. */
export async function buildResampler() {
  /** @type {Uint8Array | undefined} */
  let wasm;
  const { error, stderr } = await main(
    [
      'pan-zoom.as.ts',
      ...['--baseDir', folder, '--outFile', 'pan-zoom.wasm'],
      ...['-O3', '--runtime', 'stub', '--enable', 'simd', '--importMemory', '--noAssert'],
    ],
    {
      writeFile: (name, contents) => {
        if (name.endsWith('.wasm') && typeof contents !== 'string') wasm = contents;
      },
    },
  );
  if (error || !wasm) throw new Error(`the resampler does not compile\n${stderr}`, { cause: error });
  return [
    '// Made by `node setup/build-resampler.mjs` from pan-zoom.as.ts: do not edit.',
    'export const panZoomWasm =',
    `  '${Buffer.from(wasm).toString('base64')}';`,
    '',
  ].join('\n');
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await writeFile(join(folder, 'pan-zoom-wasm.ts'), await buildResampler());
}
