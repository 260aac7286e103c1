import { createHash } from 'node:crypto';
import { Failure } from '../../contracts/failures.ts';
import { canonicalJson } from './canonical-json.ts';

/**
 * The key under which a stage's finished result is found again: `narrateScene/<hexadecimal SHA-256 of the inputs>`.
 *
 * @param stage a word of letters, digits and `-`
 * @param inputs all that decides the result, the version of the code that makes it included; files as their references
 */
export function inputKey(stage: string, inputs: unknown): string {
  const key = `${stage}/${createHash('sha256').update(canonicalJson(inputs)).digest('hex')}`;
  assertInputKey(key);
  return key;
}

export function assertInputKey(key: string): void {
  if (/^[A-Za-z][A-Za-z0-9-]*\/[0-9a-f]{64}$/.test(key)) return;
  throw new Failure('InvalidInput', `"${key}" is not a result's key: make it with inputKey(stage, inputs)`);
}
