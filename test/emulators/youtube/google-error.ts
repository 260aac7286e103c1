import { VendorRefusal } from '../emulator.ts';

const domains: Readonly<Record<string, string>> = {
  quotaExceeded: 'youtube.quota',
  uploadLimitExceeded: 'youtube.video',
  invalidTitle: 'youtube.video',
  invalidDescription: 'youtube.video',
  invalidTags: 'youtube.video',
  invalidCategoryId: 'youtube.video',
  invalidPublishAt: 'youtube.video',
  videoNotFound: 'youtube.video',
  mediaBodyRequired: 'youtube.common',
  youtubeSignupRequired: 'youtube.header',
  invalidImage: 'youtube.thumbnail',
  uploadRateLimitExceeded: 'youtube.thumbnail',
  captionExists: 'youtube.caption',
  playlistNotFound: 'youtube.playlist',
  playlistItemNotFound: 'youtube.playlistItem',
  unknownPart: 'youtube.part',
  unexpectedPart: 'youtube.part',
  missingRequiredParameter: 'youtube.parameter',
  unexpectedParameter: 'youtube.parameter',
  incompatibleParameters: 'youtube.parameter',
  invalidPageToken: 'youtube.parameter',
};

const reasons: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'authError',
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  429: 'rateLimitExceeded',
};

/** The one form of the API's errors. */
export function googleError(status: number, reason?: string, message?: string) {
  const named = reason ?? reasons[status] ?? 'backendError';
  const text = message ?? `The request failed with ${status} ${named}.`;
  const errors = [{ message: text, domain: domains[named] ?? 'global', reason: named }];
  return { error: { code: status, message: text, errors } };
}

/** What the documentation forbids: a client that is right never gets it. */
export function forbid(status: number, reason: string, message?: string): VendorRefusal {
  return new VendorRefusal({ status, json: googleError(status, reason, message) });
}

/** What may meet a client that is right. */
export function decline(status: number, reason: string, message?: string): VendorRefusal {
  return new VendorRefusal({ status, json: googleError(status, reason, message) }, { isViolation: false });
}
