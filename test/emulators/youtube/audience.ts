import { type LookStretch, stretchesOf } from './looks.ts';
import { addDays, endOf, pacificDay } from './pacific.ts';
import type { Video, World } from './world.ts';

/** What is counted of a video on a Pacific day. */
export interface AudienceFigures {
  impressions: number;
  /** Of the impressions, 0 to 1. */
  clickRate: number;
  engagedViews: number;
  views: number;
  watchedMinutes: number;
  averageViewedPercent: number;
}

/** Whoever watches: what they make of a video on a day, by what they saw of it, and for how many hours. */
export type AudienceOf = (asked: {
  video: Readonly<Video>;
  day: string;
  looks: LookStretch[];
}) => AudienceFigures | undefined;

export interface Correction {
  videoId: string;
  day: string;
  at: number;
  figures: Partial<AudienceFigures>;
}

export interface Audience {
  ask?: AudienceOf;
  /** What it said once it says for ever, by video and day. */
  known: Map<string, AudienceFigures | undefined>;
  corrections: Correction[];
}

const nothing: AudienceFigures = {
  ...{ impressions: 0, clickRate: 0, engagedViews: 0, views: 0 },
  ...{ watchedMinutes: 0, averageViewedPercent: 0 },
};

/** What is known of a day at a moment; nothing of days on which the video was not there. */
export function figuresOf(world: World, videoId: string, day: string, at: number): AudienceFigures | undefined {
  const { audience } = world;
  const key = `${videoId} ${day}`;
  if (!audience.known.has(key) && endOf(day) <= world.now()) {
    const looks = stretchesOf(world, videoId, day);
    const video = world.shown.get(videoId)?.video;
    audience.known.set(key, video && looks.length > 0 ? audience.ask?.({ video, day, looks }) : undefined);
  }
  const learned = audience.corrections.filter(
    (correction) => correction.videoId === videoId && correction.day === day && correction.at <= at,
  );
  const known = audience.known.get(key);
  if (!known && learned.length === 0) return undefined;
  return Object.assign({ ...nothing, ...known }, ...learned.map(({ figures }) => figures)) as AudienceFigures;
}

/** YouTube learns better at this moment. */
export function correctFigures(world: World, correction: Omit<Correction, 'at'>): void {
  if (!world.shown.has(correction.videoId)) throw new Error(`there was never a video ${correction.videoId}`);
  if (endOf(correction.day) > world.now()) throw new Error(`${correction.day} is not over`);
  world.audience.corrections.push({ ...correction, at: world.now() });
}

/** Pacific days from one to another, both with it. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

export const dayBefore = (time: number): string => addDays(pacificDay(time), -1);
