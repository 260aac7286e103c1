// @ts-check
// Imports nothing else up here: an old Node.js must get as far as the sentence that refuses it.
import { refuseOldNode } from './node-version.mjs';

const refusal = refuseOldNode(process.versions.node);
if (refusal) {
  console.error(refusal);
  process.exitCode = 1;
} else {
  const { runCommandLine } = await import('./command-line.mjs');
  await runCommandLine(process.argv.slice(2));
}
