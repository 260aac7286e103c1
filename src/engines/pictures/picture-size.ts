import { Failure } from '../../contracts/failures.ts';

/** @throws `InvalidInput` for a size that no picture is drawn in */
export function checkSize(width: number, height: number): void {
  for (const [name, value] of Object.entries({ width, height })) {
    if (!Number.isInteger(value) || value < 64 || value > 8192) {
      throw new Failure(
        'InvalidInput',
        `the ${name} of a still is 64 to 8192 whole pixels, not ${value}: correct the request`,
      );
    }
  }
}
