/** One thing the doctor looked at. `advice` is there for all that is not `found`. */
export interface Finding {
  name: string;
  state: 'found' | 'missing' | 'warning';
  detail: string;
  advice?: string;
}
