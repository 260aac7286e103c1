import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { type PriceTable, priceTableSchema, type UnitName, type Units, unitNames } from '../../contracts/costs.ts';
import { Failure } from '../../contracts/failures.ts';

/** What calls cost, by a dated table of list prices. */
export interface Prices {
  readonly date: string;
  /**
   * US dollars.
   * @throws Failure `InvalidInput` when the table has no price for the model, or none for a unit it used
   */
  costOf(provider: string, model: string, units: Units): number;
}

export function createPrices({ date, providers }: PriceTable, file: string): Prices {
  return {
    date,
    costOf(provider, model, units) {
      const models = providers[provider] ?? {};
      const price = models[model] ?? models['*'];
      if (!price) throw unpriced(file, `${provider} ${model}`, Object.keys(models));
      const { per, ...perUnit } = price;
      return unitNames.reduce((sum, unit) => {
        const used = units[unit] ?? 0;
        const each = perUnit[unit];
        if (used > 0 && each === undefined)
          throw unpriced(file, `${unit} of ${provider} ${model}`, Object.keys(perUnit));
        return sum + (used * (each ?? 0)) / per;
      }, 0);
    },
  };
}

/** @throws Failure `InvalidInput` saying what is wrong with the file, and where */
export async function readPrices(file: string): Promise<Prices> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new Failure('InvalidInput', `the price table ${file} can't be read: correct FACELESS_PRICES`, { cause });
  }
  let data: unknown;
  try {
    data = parse(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Failure('InvalidInput', `the price table ${file} is no YAML: ${message}`, { cause });
  }
  const parsed = priceTableSchema.safeParse(data);
  if (parsed.success) return createPrices(parsed.data, file);
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Failure('InvalidInput', `the price table ${file}: ${problems.join('; ')}`);
}

function unpriced(file: string, what: string, there: readonly (UnitName | string)[]): Failure {
  const known = there.length > 0 ? `; there is one for: ${there.join(', ')}` : '';
  return new Failure('InvalidInput', `${file} has no price for ${what}${known}. Add it, or '*' for all of its models`);
}
