import type { ColumnType, Generated } from 'kysely';
import type { ArtifactRef } from '../../contracts/artifact.ts';
import type { Units } from '../../contracts/costs.ts';
import type { DomainEvent } from '../../contracts/events.ts';
import type { PipelineState } from '../../contracts/messages.ts';
import type { PipelineRecord } from '../../contracts/records.ts';
import type { StepStatus } from '../../contracts/step-status.ts';
import type { Step } from '../../contracts/steps.ts';
import type { UserRole } from '../../contracts/users.ts';
import type { AbTestTables } from './ab-test-tables.ts';
import type { Json } from './json-column.ts';

/** `PipelineRecord` as a row. Times are ISO 8601 in UTC with milliseconds, on both ways. */
export interface PipelinesTable {
  pipeline_id: string;
  run_id: string;
  sequence: number;
  owner: string;
  topic: string;
  language: string;
  format: string;
  state: PipelineState;
  steps: Json<Record<Step, StepStatus>>;
  cost_usd: number;
  duration_seconds: number | null;
  publication_url: string | null;
  failure: string | null;
  /** What `list` searches: topic and id, folded by `searchable`. */
  search_text: string;
  /** The step it is at; empty in rows from before it was kept. */
  step: ColumnType<PipelineRecord['step'], PipelineRecord['step'] | undefined, PipelineRecord['step']>;
  artifacts: ColumnType<Record<string, ArtifactRef>, string | undefined, string>;
  created_at: string;
  updated_at: string;
}

/** By what `list` finds a pipeline's text; written once, beside a row that is written often. */
interface PipelinePiecesTable {
  pipeline_id: string;
  /** As the pipeline has it: the order of the list. */
  created_at: string;
  /** `searchPieces` of its text, and `pieceOfOwner`. */
  pieces: string[];
}

/** Domain events on their way to the bus. */
interface OutboxTable {
  position: Generated<number>;
  event_id: string;
  payload: Json<DomainEvent>;
  created_at: Generated<string>;
  /** A relay is publishing it until then; past that the relay is taken for dead. */
  claimed_until: string | null;
  published_at: string | null;
}

export interface UsersTable {
  /** Lower case. */
  name: string;
  /** As `Passwords.hash` writes it. */
  password: string;
  role: UserRole;
  disabled: Generated<boolean>;
  created_at: Generated<string>;
}

/** An answer of the API, as it was sent. */
export interface StoredAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What was answered to a request with an idempotency key; no answer yet while it is worked on. */
interface IdempotentRequestsTable {
  owner: string;
  /** Method and pattern: `POST /api/pipelines`. */
  route: string;
  key: string;
  fingerprint: string;
  answer: ColumnType<StoredAnswer | null, string | null, string | null>;
  claimed_at: Generated<string>;
}

/** People's own music, pictures, clips and narrations. */
export interface AssetsTable {
  asset_id: string;
  owner: string;
  kind: string;
  /** The name of the file it came as. */
  name: string;
  file: Json<ArtifactRef>;
  /** Width, height, length and so on, as far as there are such. */
  facts: Json<Record<string, unknown>>;
  created_at: Generated<string>;
}

/** What calls of paid services cost; `cost_usd` is null until they are settled. */
interface SpendingsTable {
  id: string;
  pipeline_id: string;
  owner: string;
  step: Step;
  provider: string;
  model: string;
  units: Json<Units>;
  estimate_usd: number;
  cost_usd: number | null;
  at: Generated<string>;
}

/** What owners may spend in a calendar month, in place of the configured budget. */
interface MonthlyBudgetsTable {
  owner: string;
  usd: number;
}

/** Which shot of a film shows which picture of a stock, so that no other one does. */
interface PictureClaimsTable {
  pipeline_id: string;
  picture: string;
  shot: string;
  claimed_at: Generated<string>;
}

/** Channels of a platform that people have signed in to. */
interface ChannelsTable {
  channel_id: string;
  owner: string;
  title: string;
  /** `@name`; empty where it has none. */
  handle: string;
  /** As `sealText` writes it. */
  refresh_token: string;
  signed_in_at: Generated<string>;
  /** Since when the platform refuses the token. */
  revoked_at: string | null;
}

/** A film on its way to a platform: what has to be known to go on after any crash. */
interface UploadsTable {
  /** Of the run, the channel and the film. */
  upload_key: string;
  pipeline_id: string;
  target: string;
  channel_id: string;
  sha256: string;
  bytes: number;
  /** Address of the session that the bytes go to; no bytes go to one that is not written here. */
  session: string | null;
  /** Bytes the platform has confirmed. */
  confirmed: Generated<number>;
  video_id: string | null;
  /** Taken back: nothing more is sent. */
  retracted_at: string | null;
  begun_at: Generated<string>;
}

/** What of a project's quota was used up on a day of the Pacific coast. */
interface QuotaUsedTable {
  project: string;
  /** `2026-11-23`. */
  day: string;
  bucket: string;
  units: number;
}

/** What went to a platform, for the comparison with the next film. */
interface PublishedFilmsTable {
  target: string;
  film_id: string;
  channel_id: string;
  owner: string;
  pipeline_id: string;
  title: string;
  description: string;
  /** As `sketchOf` makes it of the script. */
  script_sketch: Json<number[]>;
  published_at: Generated<string>;
}

export interface Tables extends AbTestTables {
  pipelines: PipelinesTable;
  pipeline_pieces: PipelinePiecesTable;
  outbox: OutboxTable;
  users: UsersTable;
  idempotent_requests: IdempotentRequestsTable;
  assets: AssetsTable;
  spendings: SpendingsTable;
  monthly_budgets: MonthlyBudgetsTable;
  picture_claims: PictureClaimsTable;
  channels: ChannelsTable;
  uploads: UploadsTable;
  quota_used: QuotaUsedTable;
  published_films: PublishedFilmsTable;
}
