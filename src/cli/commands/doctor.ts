import { examine, type Finding } from '../../infra/tools/doctor.ts';
import type { CommandContext } from '../context.ts';
import { formatTable } from '../display/text.ts';
import { findRunningStack } from '../stack-file.ts';

const marks: Readonly<Record<Finding['state'], string>> = { found: '✓', warning: '!', missing: '✗' };

/** `doctor`: what this machine has, what is missing, and how to get it. 1 when something needed is missing. */
export async function doctor({ config }: CommandContext, { json }: { json?: boolean }): Promise<number> {
  const { temporal, api, tools } = config;
  const stack = await findRunningStack(config.home);
  const ports = [
    ...(temporal.address ? [] : [{ name: 'Temporal', port: temporal.devPort }]),
    ...(temporal.address || !temporal.devUi ? [] : [{ name: "Temporal's Web UI", port: temporal.devPort + 1000 }]),
    { name: 'API', port: api.port },
  ];
  const findings = await examine({
    ...tools,
    toolsFolder: config.toolsFolder,
    searchPath: config.searchPath,
    dataFolder: config.home,
    temporalAddress: temporal.address,
    // A stack that runs has its ports: that is as it should be.
    ports: stack ? [] : ports,
  });
  if (stack)
    findings.push({
      name: 'local stack',
      state: 'found',
      detail: `running as process ${stack.pid}, Temporal at ${stack.temporalAddress}`,
    });
  if (json) process.stdout.write(`${JSON.stringify(findings)}\n`);
  else {
    process.stdout.write(`${formatTable(findings.map(({ name, state, detail }) => [marks[state], name, detail]))}\n`);
    for (const { name, advice } of findings) if (advice) process.stdout.write(`\n${name}: ${advice}\n`);
  }
  return findings.some(({ state }) => state === 'missing') ? 1 : 0;
}
