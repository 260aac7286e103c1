import { once } from 'node:events';
import { startAllVendors } from './all-vendors.ts';

/** `npm run emulators`: all outside services on loopback until Ctrl-C, with the variables to set. */
const firstPort = Number(process.env.EMULATORS_PORT ?? 4010);
const vendors = await startAllVendors(firstPort);
const lines = Object.entries(vendors.environment).map(([name, value]) => `export ${name}=${value}`);
process.stdout.write(`${lines.join('\n')}\n`);
process.stderr.write(
  `\n${Object.keys(vendors.emulators).length} services answer on 127.0.0.1 from port ${firstPort} on. Set the lines above where the ` +
    'workers run, as they are or in .env without `export`; Ctrl-C ends the services.\n',
);
await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
for (const emulator of Object.values(vendors.emulators)) {
  if (emulator.violations.length === 0) continue;
  process.stderr.write(`${emulator.name} was asked wrongly:\n${emulator.violations.join('\n')}\n`);
}
await vendors.close();
