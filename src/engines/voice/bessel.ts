/** Modified Bessel function of the first kind, order 0. */
export function bessel(x: number): number {
  let term = 1;
  let total = 1;
  for (let k = 1; term > total * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    total += term;
  }
  return total;
}
