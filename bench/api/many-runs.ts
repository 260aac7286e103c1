/** Statements that fill the tables with so many runs of fifty people, as they would be after months: most are completed. */
export function manyRuns(many: number): string[] {
  const oneOf = (words: readonly string[], place: string) =>
    `(array[${words.map((word) => `'${word}'`).join(', ')}])[1 + ${place} % ${words.length}]`;
  const topic = [oneOf(beginnings, 'hash'), oneOf(subjects, 'hash / 8'), oneOf(ends, 'hash / 128')].join(` || ' ' || `);
  return [
    // Built again at the end, as when a dump is restored: run by run it takes minutes.
    'drop index pipeline_pieces_by_piece',
    `insert into pipelines (pipeline_id, run_id, sequence, owner, topic, language, format, state, step, steps, artifacts,
      cost_usd, duration_seconds, search_text, created_at, updated_at)
    select id, 'run-' || n, 12, 'owner-' || n % 50, topic, 'en', case when n % 3 = 0 then 'wide' else 'short' end, state,
      case when state = 'completed' then 'done' else ${oneOf(steps, 'hash')} end, '{}', '{}',
      0.25, 58.4, lower(topic) || chr(10) || id, at, at + interval '5 minutes'
    from (
      select *, rtrim(left(replace(lower(topic), ' ', '-'), 40), '-') || '-' || substr(md5(n::text), 1, 6) as id,
        date_trunc('minute', now()) - (${many} - n) * interval '5 minutes' as at
      from (
        select n, hash, ${topic} || case when n = 3 then ' ${rareWord}' else '' end as topic,
          case when hash % 100 < 90 then 'completed' else ${oneOf(states, 'hash')} end as state
        from (select n, abs(hashtext(n::text)::bigint) as hash from generate_series(1, ${many}) as n) as numbers
      ) as topics
    ) as runs`,
    // As `piecesOf` makes them.
    `insert into pipeline_pieces select pipeline_id, created_at, array(
      select distinct substr(search_text, at, length)
      from generate_series(1, 3) as length, generate_series(1, length(search_text) - length + 1) as at
    ) || array[chr(10) || 'owner ' || owner] || array(
      select chr(10) || 'recent ' || to_char(date_trunc('month', created_at at time zone 'utc') + later * interval '1 month', 'YYYY-MM')
      from generate_series(0, 2) as later
    )
    from pipelines`,
    'create index pipeline_pieces_by_piece on pipeline_pieces using gin (pieces) with (fastupdate = off)',
    // As a server does by itself within a minute, and the embedded one whenever it is opened.
    'analyze pipelines, pipeline_pieces',
  ];
}

/** In the oldest run but two. */
export const rareWord = 'zeppelins';

const steps = ['keywords', 'script', 'audio', 'video', 'thumbnail', 'metadata', 'upload'];
const states = ['failed', 'cancelled', 'blocked', 'review', 'running'];
const beginnings = [
  'Why do',
  'How do',
  'When did',
  'The secret life of',
  'What if',
  'Ten facts about',
  'The history of',
  'Where do',
];
const subjects = [
  ...[
    'octopuses',
    'volcanoes',
    'glaciers',
    'cats',
    'black holes',
    'roman roads',
    'honey bees',
    'coral reefs',
    'old maps',
  ],
  ...['comets', 'deserts', 'lighthouses', 'salt', 'clouds', 'whales', 'owls'],
];
const ends = [
  ...[
    'change colour',
    'sleep at night',
    'cross the ocean',
    'have three hearts',
    'shape our world',
    'survive the winter',
  ],
  ...['matter today', 'learn to sing', 'find their way', 'fall silent'],
];
