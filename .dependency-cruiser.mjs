// Imports point towards src/contracts. `tsPreCompilationDeps: false` looks at what is left after compiling, so an
// `import type` may cross these lines and a value may not. Modules that nothing uses are knip's to find: a file of types
// alone is imported by nothing here.

const anyPackage = '(^|/)node_modules/';
/** @param {string[]} names */
const packages = (...names) => `${anyPackage}(${names.join('|')})/`;

/** What only the rooms outside the engines may know: Temporal, HTTP, storage, queues, telemetry and the vendors. */
const outsideWorld = packages(
  '@temporalio/[^/]+',
  'fastify',
  '@fastify/[^/]+',
  'pg',
  'kysely',
  '@electric-sql/[^/]+',
  'ioredis',
  'rabbitmq-client',
  'cloudevents',
  '@aws-sdk/[^/]+',
  '@smithy/[^/]+',
  '@opentelemetry/[^/]+',
  'pino',
  'prom-client',
  'undici',
  'openai',
  'ai',
  '@ai-sdk/[^/]+',
  '@anthropic-ai/[^/]+',
  '@elevenlabs/[^/]+',
  '@google/[^/]+',
  '@google-cloud/[^/]+',
  '@googleapis/[^/]+',
  'google-auth-library',
  'commander',
);

const wiring = ['^src/workers/', '^src/cli/', '^src/api/server\\.ts$'];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'contracts-import-nothing-of-ours',
      comment: 'The vocabulary everyone shares cannot depend on one who uses it.',
      severity: 'error',
      from: { path: '^src/contracts/' },
      to: { path: '^(src/(?!contracts/)|test/|bench/|setup/)' },
    },
    {
      name: 'contracts-use-zod-only',
      comment: 'Contracts are read by workflows, browsers and other programs: no Node.js module, no package but zod.',
      severity: 'error',
      from: { path: '^src/contracts/', pathNot: '^src/contracts/messages\\.ts$' },
      to: { pathNot: ['^(src|test|bench|setup)/', packages('zod')] },
    },
    {
      name: 'messages-use-temporal-workflow-only',
      comment: 'Signals, queries and updates are defined by @temporalio/workflow; nothing else belongs beside them.',
      severity: 'error',
      from: { path: '^src/contracts/messages\\.ts$' },
      to: { pathNot: ['^(src|test|bench|setup)/', packages('@temporalio/workflow')] },
    },
    {
      name: 'workflow-safe-contracts-reach-no-zod',
      comment: 'These run inside workflows; zod would add a megabyte to the bundle.',
      severity: 'error',
      from: {
        path: '^src/contracts/(steps|roles|formats|languages|providers|failures|ids|messages|search-attributes)\\.ts$',
      },
      to: { path: packages('zod'), reachable: true },
    },
    {
      name: 'workflows-run-contracts-only',
      comment: 'A workflow is replayed: it runs contracts and the Temporal SDK, and knows activities by `import type`.',
      severity: 'error',
      from: { path: '^src/workflows/' },
      to: { pathNot: ['^src/(workflows|contracts)/', packages('@temporalio/(workflow|common)')] },
    },
    {
      name: 'workflows-reach-no-zod',
      comment: 'A schema file of the contracts may be used in a workflow by `import type` only.',
      severity: 'error',
      from: { path: '^src/workflows/' },
      to: { path: packages('zod'), reachable: true },
    },
    {
      name: 'engines-use-contracts-only',
      comment: 'Engines are libraries: whoever uses them hands them what they need.',
      severity: 'error',
      from: { path: '^src/engines/' },
      to: { path: '^src/(?!engines/|contracts/)' },
    },
    {
      name: 'engines-know-no-outside-world',
      comment: 'Engines know no Temporal, vendor, storage or server.',
      severity: 'error',
      from: { path: '^src/engines/' },
      to: { path: outsideWorld },
    },
    {
      name: 'activities-use-contracts-engines-infra',
      comment: 'An activity is called by workflows, the API and workers; it calls none of them.',
      severity: 'error',
      from: { path: '^src/activities/' },
      to: { path: '^src/(?!activities/|contracts/|engines/|infra/)' },
    },
    {
      name: 'infra-uses-contracts-only',
      comment: 'The outside world is behind small interfaces; it does no work of the engines or activities.',
      severity: 'error',
      from: { path: '^src/infra/' },
      to: { path: '^src/(?!infra/|contracts/)' },
    },
    {
      name: 'api-uses-contracts-and-infra',
      comment: 'The API starts and asks workflows by name: their types only, and no activity runs in it.',
      severity: 'error',
      from: { path: '^src/api/', pathNot: wiring },
      to: { path: '^src/(?!api/|contracts/|infra/)' },
    },
    {
      name: 'only-wiring-knows-wiring',
      comment: 'Workers, api/server.ts and the command line put the rooms together; no room knows them.',
      severity: 'error',
      from: { path: '^src/', pathNot: wiring },
      to: { path: wiring },
    },
    {
      name: 'nothing-imports-the-command-line',
      comment: 'The command line is the outermost room.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other are one module, or lack a third.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'src-imports-no-tests',
      comment: 'The product runs without its tests and benches.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'src-imports-no-dev-dependencies',
      comment: 'An installation without development packages has to run.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'npm-optional', 'npm-peer'] },
    },
    {
      name: 'src-imports-only-declared-packages',
      comment: 'A package that only another package asked for can vanish with the next version of that one.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-unresolvable-imports',
      comment: 'An import that cannot be followed hides whatever is behind it from the other rules.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: false,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.as\\.ts$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'require'],
      mainFields: ['module', 'main'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};
