import { createOpsApp } from '../../api/ops-app.ts';
import type { ReadinessCheck } from '../../api/routes/health.ts';
import { listen, type RunningServer } from '../../api/server.ts';
import { Failure } from '../../contracts/failures.ts';
import { isRole, opsPorts, type Role, roles } from '../../contracts/roles.ts';
import { createMetrics } from '../../infra/metrics/metrics.ts';
import { connectClient, temporalTarget } from '../../infra/temporal/connection.ts';
import { builtWorkflows } from '../../workers/built-workflows.ts';
import { openResources } from '../../workers/resources.ts';
import { runWorkers } from '../../workers/run-workers.ts';
import type { CommandContext } from '../context.ts';
import { stopSignal } from '../stop-signal.ts';

/** `worker --roles a,b`: those roles in this process, each with its ops port, until told to stop. */
export async function worker({ config, logger }: CommandContext, names: string): Promise<number> {
  const chosen = parseRoles(names);
  const say = (message: string) => void process.stderr.write(`${message}\n`);
  const stop = stopSignal(() => say('stopping; what runs is cancelled after a moment and taken up by another worker'));
  const metrics = createMetrics();
  const resources = await openResources(config, logger, metrics);
  const target = temporalTarget(config);
  const servers: RunningServer[] = [];
  try {
    // Asked first: it says in a sentence when there is no server.
    const connection = await connectClient(target);
    resources.closeLater(() => connection.close());
    const workers = await runWorkers({ roles: chosen, target, resources, workflows: builtWorkflows });
    try {
      for (const role of chosen) {
        const checks: Record<string, ReadinessCheck> = {
          temporal: async () => void (await connection.workflowService.getSystemInfo({})),
          artifacts: () => resources.artifacts.check(),
          worker: async () => {
            const state = workers.states()[role];
            if (state === undefined) return 'the role has no activities yet';
            if (state !== 'RUNNING') throw new Error(`the worker is ${state}`);
            return state;
          },
          ...(role === 'orchestrator' ? { database: async () => (await resources.database()).check() } : {}),
        };
        const advice = 'stop it, or set FACELESS_OPS_HOST to another address';
        const app = createOpsApp({ logger, metrics, checks });
        const server = await listen(app, { host: config.opsHost, port: opsPorts[role], advice });
        servers.push(server);
        say(`${role}: polling ${target.address}, ops at ${server.url}`);
      }
      await Promise.race([stop.requested, workers.ended]);
      return 0;
    } finally {
      await workers.stop();
    }
  } finally {
    for (const server of servers) await server.close();
    await resources.close();
    stop.release();
  }
}

function parseRoles(names: string): Role[] {
  if (names === 'all') return [...roles];
  const chosen = names.split(',').map((name) => name.trim());
  const unknown = chosen.find((name) => !isRole(name));
  if (unknown !== undefined)
    throw new Failure('InvalidInput', `there is no role '${unknown}'; there are: ${roles.join(', ')}, or all`);
  return [...new Set(chosen.filter(isRole))];
}
