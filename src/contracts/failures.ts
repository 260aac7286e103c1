/**
 * Every way a stage can fail, with what follows from it. The type is a wire name: it stands in histories, events, records
 * and HTTP problem details, and `docs/errors.md` has an entry for each.
 *
 * `retry`: whether Temporal's retry policy may try again by itself. `advice`: what the person is told to do.
 */
export const failureTypes = {
  InvalidInput: { retry: false, advice: 'Correct the input and start or retry the step with it.' },
  UnsupportedLanguage: { retry: false, advice: 'Choose one of the supported languages, or another provider.' },
  UnknownProvider: { retry: false, advice: 'Choose one of the providers named in the message.' },
  UnknownVoice: { retry: false, advice: 'Choose one of the voices named in the message.' },
  ProviderUnavailable: { retry: true, advice: 'Wait for the service to recover, then retry the step.' },
  RateLimited: { retry: true, advice: 'Wait for the limit to pass, then retry the step.' },
  BadCredentials: {
    retry: false,
    advice: 'Correct the key, or what the message names, in the environment, restart the workers, then retry the step.',
  },
  QuotaExceeded: { retry: false, advice: 'Raise the quota or wait for its reset, then retry the step.' },
  SignInNeeded: {
    retry: false,
    advice: 'Sign in with the command that the message names, then retry the step: nothing has to be restarted.',
  },
  UploadLimitExceeded: {
    retry: false,
    advice: 'Wait a day, or have the channel verified so that it may upload more, then retry the step.',
  },
  UploadRejected: {
    retry: false,
    advice: 'Read the platform’s reason; correct the film or the account, then retry the step, or skip it.',
  },
  BudgetExceeded: {
    retry: false,
    advice:
      'Raise the budget named in the message (`retry` takes --budget for the film’s), or choose a cheaper provider, then retry.',
  },
  ContentRefused: { retry: false, advice: 'Change the text the service refused, or use another provider, then retry.' },
  InvalidAnswer: { retry: true, advice: 'Retry the step; if it stays, use another provider.' },
  ToolMissing: {
    retry: false,
    advice: 'Run `./faceless doctor` to see what is missing, install it, then retry the step.',
  },
  ToolFailed: { retry: true, advice: 'Read the log (`./faceless logs`), then retry the step.' },
  DiskFull: { retry: false, advice: 'Free some space, then retry the step.' },
  ArtifactMissing: { retry: false, advice: 'Cancel the run, then retry it from the step that made the missing file.' },
  ArtifactCorrupt: { retry: false, advice: 'Cancel the run, then retry it from the step that made the damaged file.' },
  FontMissing: { retry: false, advice: 'Install the font named in the message, then retry the step.' },
  QualityCheckFailed: {
    retry: false,
    advice: 'Read the reason, change the script or the provider, then retry the step.',
  },
  Timeout: { retry: true, advice: 'Check that a worker for this role is running, then retry the step.' },
  Cancelled: { retry: false, advice: 'Nothing to do; a retry goes on from what is finished.' },
  NotFound: { retry: false, advice: 'Check the id or the address; a list shows what there is.' },
  Conflict: { retry: false, advice: 'Look at the state it is in now, then decide again.' },
  NotAuthenticated: {
    retry: false,
    advice: 'Log in, or renew the access token, and send it as `Authorization: Bearer`.',
  },
  NotAllowed: { retry: false, advice: 'Ask an administrator for a role that may do it.' },
  TooLarge: { retry: false, advice: 'Send less, or raise the limit named in the message.' },
  NotSupported: { retry: false, advice: 'Read the message: it says what there is instead.' },
  IdempotencyKeyReused: { retry: false, advice: 'Use a new key for another request.' },
  TooManyRequests: { retry: true, advice: 'Wait as long as `Retry-After` says, then send the request again.' },
  Unavailable: { retry: true, advice: 'Wait as long as `Retry-After` says; `/ready` tells what is away.' },
  Internal: { retry: true, advice: 'Read the log (`./faceless logs`), then retry the step.' },
} as const satisfies Record<string, { retry: boolean; advice: string }>;

export type FailureType = keyof typeof failureTypes;

export function isFailureType(value: unknown): value is FailureType {
  return typeof value === 'string' && Object.hasOwn(failureTypes, value);
}

/** What an answer of an outside service means by its HTTP status, where its own code says nothing more. */
export function failureTypeOfStatus(status: number): FailureType {
  if (status === 401 || status === 403) return 'BadCredentials';
  if (status === 402) return 'QuotaExceeded';
  if (status === 429) return 'RateLimited';
  if (status === 408 || status === 409 || status === 425 || status >= 500) return 'ProviderUnavailable';
  return status >= 400 ? 'InvalidInput' : 'InvalidAnswer';
}

/** What all of Google's services say. */
const googleCodes: Readonly<Record<string, FailureType>> = {
  API_KEY_INVALID: 'BadCredentials',
  UNAUTHENTICATED: 'BadCredentials',
  PERMISSION_DENIED: 'BadCredentials',
  RESOURCE_EXHAUSTED: 'RateLimited',
  UNAVAILABLE: 'ProviderUnavailable',
  INTERNAL: 'ProviderUnavailable',
  DEADLINE_EXCEEDED: 'ProviderUnavailable',
};

/** Codes that services write into their answers, vendor → code → what it means, whatever the status says. */
export const vendorCodes: Readonly<Record<string, Readonly<Record<string, FailureType>>>> = {
  openai: {
    insufficient_quota: 'QuotaExceeded',
    billing_hard_limit_reached: 'QuotaExceeded',
    billing_not_active: 'QuotaExceeded',
    invalid_api_key: 'BadCredentials',
    // A model that there is not, or not for this account: which of the two, nobody says.
    model_not_found: 'BadCredentials',
    // As Ollama writes it.
    not_found_error: 'BadCredentials',
    rate_limit_exceeded: 'RateLimited',
    invalid_prompt: 'ContentRefused',
    moderation_blocked: 'ContentRefused',
    content_policy_violation: 'ContentRefused',
    image_generation_user_error: 'ContentRefused',
  },
  anthropic: {
    authentication_error: 'BadCredentials',
    permission_error: 'BadCredentials',
    not_found_error: 'BadCredentials',
    billing_error: 'QuotaExceeded',
    rate_limit_error: 'RateLimited',
    timeout_error: 'ProviderUnavailable',
    overloaded_error: 'ProviderUnavailable',
    api_error: 'ProviderUnavailable',
  },
  gemini: {
    ...googleCodes,
    NOT_FOUND: 'BadCredentials',
    // The free tier is not to be had in that country: billing has to be set up.
    FAILED_PRECONDITION: 'QuotaExceeded',
    CANCELLED: 'ProviderUnavailable',
  },
  'google-ads': googleCodes,
  elevenlabs: {
    invalid_api_key: 'BadCredentials',
    quota_exceeded: 'QuotaExceeded',
    too_many_concurrent_requests: 'RateLimited',
    system_busy: 'ProviderUnavailable',
    max_character_limit_exceeded: 'InvalidInput',
    voice_not_found: 'UnknownVoice',
    invalid_uid: 'UnknownVoice',
  },
  'google-speech': googleCodes,
  youtube: {
    ...googleCodes,
    // Of the day; what is asked too fast is called rate limit.
    quotaExceeded: 'QuotaExceeded',
    dailyLimitExceeded: 'QuotaExceeded',
    rateLimitExceeded: 'RateLimited',
    userRateLimitExceeded: 'RateLimited',
    uploadRateLimitExceeded: 'RateLimited',
    uploadLimitExceeded: 'UploadLimitExceeded',
    authError: 'SignInNeeded',
    required: 'SignInNeeded',
    authorizationRequired: 'SignInNeeded',
    insufficientPermissions: 'SignInNeeded',
    youtubeSignupRequired: 'SignInNeeded',
    channelClosed: 'SignInNeeded',
    channelSuspended: 'SignInNeeded',
    // Of a thumbnail: the channel has to be verified. Of another's video it is not ours to change.
    forbidden: 'NotAllowed',
    videoNotFound: 'NotFound',
    playlistNotFound: 'NotFound',
    backendError: 'ProviderUnavailable',
    internalError: 'ProviderUnavailable',
  },
};

export interface FailureOptions {
  cause?: unknown;
  /** Milliseconds to wait before the next try, when the other side said so. */
  retryAfterMs?: number;
  /** Facts for the record; never a secret. */
  details?: Record<string, unknown>;
}

/** The one error of engines, providers and stores. The message says what was wrong, where, and what to do. */
export class Failure extends Error {
  readonly type: FailureType;
  readonly retryAfterMs: number | undefined;
  readonly details: Record<string, unknown> | undefined;

  constructor(type: FailureType, message: string, options: FailureOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Failure';
    this.type = type;
    this.retryAfterMs = options.retryAfterMs;
    this.details = options.details;
  }

  get retry(): boolean {
    return failureTypes[this.type].retry;
  }

  get advice(): string {
    return failureTypes[this.type].advice;
  }
}

/** What a record, a status or an event says of a failure. */
export interface FailureReport {
  type: FailureType;
  message: string;
  advice: string;
}
