/** Frame sizes in pixels and default lengths. Every film runs at 30 frames a second. */
export const formats = {
  short: { width: 1080, height: 1920, durationSeconds: 50, minSeconds: 10, maxSeconds: 180 },
  long: { width: 1920, height: 1080, durationSeconds: 480, minSeconds: 10, maxSeconds: 3600 },
  square: { width: 1080, height: 1080, durationSeconds: 50, minSeconds: 10, maxSeconds: 180 },
} as const;

export type Format = keyof typeof formats;

export const framesPerSecond = 30;
