import { createFolderStore } from '../../src/infra/artifacts/folder-store.ts';
import { openReceiver } from './receiver.ts';

const [folder = ''] = process.argv.slice(2);
const app = await openReceiver(createFolderStore({ folder }), 4e9);
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
process.stdin.resume().on('end', () => {
  process.stdout.write(`${process.resourceUsage().maxRSS}\n`, () => process.exit());
});
