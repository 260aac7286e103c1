import { forbid } from './google-error.ts';

export interface Localization {
  title: string;
  description: string;
}

export interface VideoSnippet extends Localization {
  tags: string[];
  categoryId: string;
  defaultLanguage?: string;
  defaultAudioLanguage?: string;
}

export interface VideoStatus {
  privacyStatus: string;
  publishAt?: string;
  license: string;
  embeddable: boolean;
  publicStatsViewable: boolean;
  selfDeclaredMadeForKids?: boolean;
  containsSyntheticMedia?: boolean;
}

/** What the client says of a video. */
export interface VideoDraft {
  snippet: VideoSnippet;
  status: VideoStatus;
  localizations?: Record<string, Localization>;
  /** What was left to the vendor's defaults: `status.privacyStatus` … */
  omitted: string[];
}

type Fields = Record<string, unknown>;

// The vendor knows them and ignores what a client says of them.
const readOnly = {
  snippet: 'publishedAt channelId channelTitle thumbnails liveBroadcastContent localized'.split(' '),
  status: 'uploadStatus failureReason rejectionReason madeForKids'.split(' '),
};
/** By number; those a video can be given. */
export const categories: Readonly<Record<string, string>> = {
  ...{ 1: 'Film & Animation', 2: 'Autos & Vehicles', 10: 'Music', 15: 'Pets & Animals', 17: 'Sports' },
  ...{ 19: 'Travel & Events', 20: 'Gaming', 22: 'People & Blogs', 23: 'Comedy', 24: 'Entertainment' },
  ...{ 25: 'News & Politics', 26: 'Howto & Style', 27: 'Education', 28: 'Science & Technology' },
  ...{ 29: 'Nonprofits & Activism' },
};

/** An object with no other names than these. */
export function readFields(input: unknown, at: string, known: readonly string[]): Fields {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw forbid(400, 'badRequest', `Invalid value at '${at}'.`);
  }
  const unknown = Object.keys(input).find((name) => !known.includes(name));
  if (unknown) {
    throw forbid(
      400,
      'badRequest',
      `Invalid JSON payload received. Unknown name "${unknown}" at '${at}': Cannot find field.`,
    );
  }
  return input as Fields;
}

const controls = /[\u0000-\u001f\u007f-\u009f]/;

/** What is no text to the vendor: angle brackets, control characters, halves of characters, what never is a character. */
function isPlain(text: string, { lines }: { lines: boolean }): boolean {
  const line = lines ? text.replace(/[\t\r\n]/g, '') : text;
  return !/[\p{Surrogate}\p{Noncharacter_Code_Point}<>]/u.test(text) && !controls.test(line);
}

/** Whether there is more to see than spaces, marks of no width, and accents without a letter. */
const isEmpty = (text: string) => !/[^\p{C}\p{Z}\p{M}]/u.test(text);

/** 1 to 100 UTF-16 units, the strictest reading of `characters`. */
export function readTitle(title: unknown, reason = 'invalidTitle', most = 100): string {
  const isRight = typeof title === 'string' && !isEmpty(title) && title.length <= most;
  if (!isRight || !isPlain(title, { lines: false })) {
    throw forbid(400, reason, 'The request metadata specifies an invalid or empty video title.');
  }
  return title;
}

/** At most 5,000 bytes of UTF-8. */
export function readDescription(description: unknown = '', reason = 'invalidDescription'): string {
  const isRight = typeof description === 'string' && Buffer.byteLength(description) <= 5000;
  if (!isRight || !isPlain(description, { lines: true })) {
    throw forbid(400, reason, 'The request metadata specifies an invalid video description.');
  }
  return description;
}

function readTags(tags: unknown = []): string[] {
  const refusal = forbid(400, 'invalidTags', 'The request metadata specifies invalid video keywords.');
  if (!Array.isArray(tags)) throw refusal;
  let length = Math.max(0, tags.length - 1);
  for (const tag of tags as unknown[]) {
    if (typeof tag !== 'string' || isEmpty(tag) || !isPlain(tag, { lines: false })) throw refusal;
    length += tag.length + (/\s/.test(tag) ? 2 : 0);
  }
  if (length > 500) throw refusal;
  return tags as string[];
}

export function readLanguage(language: unknown, reason = 'invalidVideoMetadata'): string {
  if (typeof language !== 'string' || !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language)) {
    throw forbid(400, reason, `'${String(language)}' is not a language.`);
  }
  return language;
}

const optional = <T>(value: unknown, read: (value: unknown) => T): T | undefined =>
  value === undefined ? undefined : read(value);

/** @param mustHaveCategory an update has to send it again, an insert has a default */
export function readSnippet(input: unknown, { mustHaveCategory = false } = {}): VideoSnippet {
  const names = ['title', 'description', 'tags', 'categoryId', 'defaultLanguage', 'defaultAudioLanguage'];
  const snippet = readFields(input, 'video.snippet', [...names, ...readOnly.snippet]);
  const categoryId = snippet.categoryId ?? (mustHaveCategory ? undefined : '22');
  if (typeof categoryId !== 'string' || !(categoryId in categories)) {
    throw forbid(400, 'invalidCategoryId', 'The snippet.categoryId property specifies an invalid category ID.');
  }
  return {
    title: readTitle(snippet.title),
    description: readDescription(snippet.description),
    tags: readTags(snippet.tags),
    categoryId,
    defaultLanguage: optional(snippet.defaultLanguage, (value) => readLanguage(value)),
    defaultAudioLanguage: optional(snippet.defaultAudioLanguage, (value) => readLanguage(value)),
  };
}

function readChoice(value: unknown, choices: readonly string[], at: string): string {
  if (!choices.includes(value as string))
    throw forbid(400, 'badRequest', `Invalid value at '${at}': "${String(value)}".`);
  return value as string;
}

function readFlag(value: unknown): boolean {
  if (typeof value !== 'boolean') throw forbid(400, 'badRequest', `Invalid value (TYPE_BOOL), "${String(value)}".`);
  return value;
}

const timeForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** An omitted privacy is `public`, as the vendor has it. */
export function readStatus(input: unknown, now: number, { wasPublic = false } = {}): VideoStatus {
  const flags = ['embeddable', 'publicStatsViewable', 'selfDeclaredMadeForKids', 'containsSyntheticMedia'];
  const names = ['privacyStatus', 'publishAt', 'license', ...flags, ...readOnly.status];
  const status = readFields(input ?? {}, 'video.status', names);
  const privacies = ['private', 'public', 'unlisted'];
  const privacyStatus = readChoice(status.privacyStatus ?? 'public', privacies, 'video.status.privacyStatus');
  const publishAt = optional(status.publishAt, String);
  const isTime = publishAt === undefined || (timeForm.test(publishAt) && Date.parse(publishAt) > now);
  if (!isTime || (publishAt !== undefined && (privacyStatus !== 'private' || wasPublic))) {
    throw forbid(400, 'invalidPublishAt', 'The request metadata specifies an invalid scheduled publishing time.');
  }
  return {
    privacyStatus,
    publishAt,
    license: readChoice(status.license ?? 'youtube', ['youtube', 'creativeCommon'], 'video.status.license'),
    embeddable: readFlag(status.embeddable ?? true),
    publicStatsViewable: readFlag(status.publicStatsViewable ?? true),
    selfDeclaredMadeForKids: optional(status.selfDeclaredMadeForKids, readFlag),
    containsSyntheticMedia: optional(status.containsSyntheticMedia, readFlag),
  };
}

/** Titles and descriptions by language. */
export function readLocalizations(input: unknown, defaultLanguage: string | undefined): Record<string, Localization> {
  const entries = Object.entries(readFields(input ?? {}, 'video.localizations', Object.keys(Object(input))));
  if (entries.length > 0 && defaultLanguage === undefined) {
    throw forbid(400, 'defaultLanguageNotSet', 'Localized details need the default language of the video.');
  }
  const reason = 'localizationValidationError';
  return Object.fromEntries(
    entries.map(([language, texts]) => {
      const at = `video.localizations.${readLanguage(language, reason)}`;
      const { title, description } = readFields(texts, at, ['title', 'description']);
      return [language, { title: readTitle(title, reason), description: readDescription(description, reason) }];
    }),
  );
}

const explicit = {
  snippet: ['categoryId', 'defaultLanguage'],
  status: ['privacyStatus', 'selfDeclaredMadeForKids', 'containsSyntheticMedia', 'license'],
};

/** What a body leaves to the vendor's defaults, of what should never be left to them. */
export function omittedOf(body: Fields, parts: readonly string[]): string[] {
  return (['snippet', 'status'] as const)
    .filter((part) => parts.includes(part))
    .flatMap((part) => {
      const given = (body[part] ?? {}) as Fields;
      return explicit[part].filter((name) => given[name] === undefined).map((name) => `${part}.${name}`);
    });
}
