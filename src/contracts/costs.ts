import { z } from 'zod';
import type { Step } from './steps.ts';

/** What vendors count. Input tokens are without those read from a cache, which have a price of their own. */
export const unitNames = [
  'inputTokens',
  'cachedTokens',
  'outputTokens',
  'characters',
  'images',
  'seconds',
  'requests',
] as const;

export type UnitName = (typeof unitNames)[number];

/** How much of each a call used, or is thought to. */
export type Units = Partial<Record<UnitName, number>>;

/** A price: US dollars for each unit, `per` so many of them. */
const priceSchema = z.strictObject({
  per: z.number().positive().default(1),
  ...Object.fromEntries(unitNames.map((name) => [name, z.number().nonnegative().optional()])),
} as { per: z.ZodDefault<z.ZodNumber> } & Record<UnitName, z.ZodOptional<z.ZodNumber>>);

/** `prices.yaml`: provider → model → price. The model `*` stands for those that have no entry. */
export const priceTableSchema = z.strictObject({
  /** The day the prices were read off the vendors' pages. */
  date: z.iso.date(),
  currency: z.literal('USD'),
  providers: z.record(z.string(), z.record(z.string(), priceSchema)),
});

export type PriceTable = z.infer<typeof priceTableSchema>;

/** A call that costs money: reserved with its estimate, settled with what it cost. */
export interface Spending {
  id: string;
  pipelineId: string;
  owner: string;
  step: Step;
  provider: string;
  model: string;
  /** As settled; as estimated until then. */
  units: Units;
  /** US dollars reserved before the call. */
  estimateUsd: number;
  /** US dollars it cost; undefined while it runs, and when nobody lived to say. */
  costUsd?: number;
  /** ISO 8601. */
  at: string;
}

/** One call of a paid service. */
export interface Charge {
  provider: string;
  model: string;
  /** What it is thought to use. */
  estimate: Units;
}

/** What a paid call answers: what it used, and its value; or why it has none, though it was paid for. */
export type Paid<Value> = { units: Units; value: Value } | { units: Units; failure: Error };

/** Makes a paid call: its estimate is reserved before, what it used is settled after. One that throws cost nothing. */
export type Pay = <Value>(
  charge: Charge,
  call: () => Promise<Paid<Value>>,
) => Promise<{ value: Value; costUsd: number }>;
