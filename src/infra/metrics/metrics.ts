import { Counter, Histogram, Registry } from 'prom-client';

/** The application's own figures, in Prometheus form; Temporal's SDK adds its own beside them. Names are public. */
export interface Metrics {
  readonly registry: Registry;
  /** Stage calls that ended, by stage, provider and outcome: `made`, `found`, `failed`. */
  stageEnded(stage: string, provider: string, outcome: 'made' | 'found' | 'failed', seconds: number): void;
  /** Settled cost in US dollars. */
  spent(stage: string, provider: string, usd: number): void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const ended = new Counter({
    name: 'faceless_stage_calls_total',
    help: 'Stage calls that ended, by outcome',
    labelNames: ['stage', 'provider', 'outcome'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'faceless_stage_seconds',
    help: 'Seconds a stage call took',
    labelNames: ['stage', 'provider'],
    buckets: [0.05, 0.2, 1, 5, 15, 60, 300, 1800],
    registers: [registry],
  });
  const cost = new Counter({
    name: 'faceless_cost_usd_total',
    help: 'Settled cost of provider calls in US dollars',
    labelNames: ['stage', 'provider'],
    registers: [registry],
  });
  return {
    registry,
    stageEnded(stage, provider, outcome, seconds) {
      ended.inc({ stage, provider, outcome });
      if (outcome === 'made') duration.observe({ stage, provider }, seconds);
    },
    spent(stage, provider, usd) {
      if (usd > 0) cost.inc({ stage, provider }, usd);
    },
  };
}
