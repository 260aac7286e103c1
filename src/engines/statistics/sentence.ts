import type { AbTestMetric } from '../../contracts/ab-test.ts';
import type { AbTestJudgement, VariantResult } from '../../contracts/ab-test-results.ts';

type Said = Omit<AbTestJudgement, 'sentence' | 'points'>;

const nameOf: Readonly<Record<AbTestMetric, { better: string; plain: string }>> = {
  ctr: { better: 'click rate', plain: 'click rates' },
  watchTimePerImpression: { better: 'watch time an impression', plain: 'watch times an impression' },
  views: { better: 'number of views', plain: 'numbers of views' },
};

/** The judgement in plain words: `B has the better click rate; 3.1 % to 3.6 %; 97 % sure; 14 days`. */
export function sentenceOf(said: Said, state: 'open' | 'over' | 'stopped'): string {
  const { verdict, countedDays, variants, comparisons, plannedDays } = said;
  if (countedDays === 0) {
    return state === 'open'
      ? 'No day counts yet: figures come about three days after a day'
      : 'No day counted: nothing is known';
  }
  const days = counted(countedDays);
  if (verdict === 'winner') return `${winnerOf(said)}; ${days}`;
  if (comparisons.length === 0) {
    return state === 'open'
      ? `Too early to say anything; ${countedDays} of ${plannedDays} days`
      : `Too few days to say anything; ${days}`;
  }
  const values = variants.map(({ value }) => show(value, said.metric));
  if (verdict === 'open') {
    return `Nothing is decided yet; ${aheadOf(said)}; ${countedDays} of ${plannedDays} days`;
  }
  const ended =
    state === 'stopped'
      ? 'It was stopped before anything was shown'
      : (worseOf(said) ?? `No difference of the ${nameOf[said.metric].plain} was shown`);
  return `${ended}; ${values.join(', ')}${limitOf(said)}; ${days}`;
}

/** Nobody won, but some lost to the first. */
function worseOf({ comparisons, alpha }: Said): string | undefined {
  const worse = comparisons.filter(({ effect, p = 1 }) => effect < 0 && p <= alpha);
  if (worse.length === 0) return undefined;
  const letters = worse.map(({ variant }) => variant.toUpperCase()).join(' and ');
  return `None is better than A; ${letters} ${worse.length === 1 ? 'is' : 'are'} worse`;
}

function winnerOf({ winner, variants, metric, p = 1 }: Said): string {
  const letter = (winner ?? 'a').toUpperCase();
  const [first, ...others] = variants as [VariantResult, ...VariantResult[]];
  const own = variants.find(({ variant }) => variant === winner) ?? first;
  const other = own === first ? ([...others].sort((one, two) => two.value - one.value)[0] ?? first) : first;
  const rank = variants.length === 2 ? 'the better' : own === first ? 'the best' : 'a better';
  const than = variants.length > 2 && own !== first ? ` than ${first.variant.toUpperCase()}` : '';
  const values = `${show(other.value, metric)} to ${show(own.value, metric)}`;
  return `${letter} has ${rank} ${nameOf[metric].better}${than}; ${values}; ${sure(p)} sure`;
}

function aheadOf({ variants, metric }: Said): string {
  const [best, second] = [...variants].sort((one, other) => other.value - one.value);
  if (!best || !second || best.value === second.value) return 'none is ahead';
  return `${best.variant.toUpperCase()} is ahead, ${show(second.value, metric)} to ${show(best.value, metric)}`;
}

/** What can be ruled out all the same. */
function limitOf({ comparisons }: Said): string {
  const bounds = comparisons.flatMap(({ low, high }) => [low, high]);
  if (bounds.some((bound) => bound === null)) return '';
  const most = Math.max(...bounds.map((bound) => Math.abs(bound as number)));
  return `; more than ${Math.ceil(most * 100)} % between them is unlikely`;
}

/** How sure: what is left when p is taken off, rounded down. */
function sure(p: number): string {
  const per = (1 - p) * 100;
  return per > 99.9 ? 'more than 99.9 %' : `${per >= 99 ? Math.floor(per * 10) / 10 : Math.floor(per)} %`;
}

function show(value: number, metric: AbTestMetric): string {
  if (metric === 'ctr') return `${(value * 100).toFixed(value < 0.01 ? 2 : 1)} %`;
  if (metric === 'views') return `${value < 100 ? value.toFixed(1) : Math.round(value)} a day`;
  return `${value.toFixed(value < 0.1 ? 3 : 2)} min`;
}

const counted = (days: number): string => (days === 1 ? '1 day' : `${days} days`);
