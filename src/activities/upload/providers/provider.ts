import type { ArtifactRef } from '../../../contracts/artifact.ts';
import type { Brief } from '../../../contracts/brief.ts';
import type { ProviderCall } from '../../../contracts/provider-call.ts';
import type { Publication } from '../../../contracts/publication.ts';
import type {
  AddCaptionsInput,
  FilmProcessing,
  PublicationInput,
  RetractPublicationInput,
  RetractPublicationResult,
} from '../../../contracts/stages.ts';

export interface PublishRequest {
  pipelineId: string;
  brief: Brief;
  /** Name → file. */
  files: Record<string, ArtifactRef>;
  video: ArtifactRef;
  /** `Metadata` as JSON. */
  metadata: ArtifactRef;
}

export interface PublishCall extends ProviderCall {
  /** Which try of the activity this is, from 1: a later one goes on where one that died was. */
  attempt: number;
  /** What the try before kept. */
  kept: unknown;
  keep(value: unknown): void;
  report(unit: string, done: number, total: number): void;
}

/** Where a film can go. Publishing the same film twice leaves it there once. */
export interface PublishTarget {
  readonly name: string;
  publish(request: PublishRequest, call: PublishCall): Promise<Publication>;
  /** Whether an earlier publication is still as it was made. */
  stands(publication: Publication, request: PublishRequest, signal: AbortSignal): Promise<boolean>;
  /** Takes back what an unfinished publication left, or says what stays. */
  retract(input: RetractPublicationInput, signal: AbortSignal): Promise<RetractPublicationResult>;
  /** Of one with an audience, where more belongs to a film than its files. */
  readonly platform?: Platform;
}

/** A stage of a publication: a sentence for the person, when there is something to know. */
type Stage<Input> = (input: Input, signal: AbortSignal) => Promise<{ note?: string }>;
type Release = (input: PublicationInput, signal: AbortSignal) => Promise<{ publication: Publication; note?: string }>;

/** What becomes of a film after its upload. Each may be done twice: the second time changes nothing. */
export interface Platform {
  processing(input: PublicationInput, signal: AbortSignal): Promise<FilmProcessing>;
  setThumbnail: Stage<PublicationInput>;
  addCaptions: Stage<AddCaptionsInput>;
  addToPlaylists: Stage<PublicationInput>;
  /** Title, description and what else is said of it, in all languages. */
  describe: Stage<PublicationInput>;
  /** Lets people see it as the brief wants it, now or from a time on. */
  release: Release;
  /** Looks whether one whose time has come is there. */
  checkRelease: Release;
  /** The last hundred films of its channel, the newest first. */
  earlierFilms(input: { brief: Brief }, signal: AbortSignal): Promise<{ channelId: string; films: EarlierFilm[] }>;
}

export interface EarlierFilm {
  id: string;
  title: string;
  description: string;
  /** ISO 8601. */
  publishedAt: string;
}
