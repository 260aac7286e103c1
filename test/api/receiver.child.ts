import { existsSync, readFileSync } from 'node:fs';
import { createFolderStore } from '../../src/infra/artifacts/folder-store.ts';
import { openReceiver } from './receiver.ts';

const [folder = ''] = process.argv.slice(2);
const app = await openReceiver(createFolderStore({ folder }), 4e9);
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
process.stdin.resume().on('end', () => {
  process.stdout.write(`${mostKilobytes()}\n`, () => process.exit());
});

/** The most memory this process has had. Linux counts what its parent had into `maxRSS`. */
function mostKilobytes(): number {
  const status = '/proc/self/status';
  if (!existsSync(status)) return process.resourceUsage().maxRSS;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1]);
}
