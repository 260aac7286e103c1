import { Failure } from '../../contracts/failures.ts';
import { isLanguage, type Language, languageCodes } from '../../contracts/languages.ts';
import { checkPublishingTime, type Publishing, publishingChangesSchema } from '../../contracts/publishing.ts';

/** Options that say where a film goes, and how it is published there, as commander hands them over. */
export interface PublishOptions {
  to?: string;
  channel?: string;
  privacy?: string;
  publishAt?: string;
  playlist?: string[];
  languages?: string;
  license?: string;
  madeForKids?: boolean;
  onCancel?: string;
}

const ofYoutube = ['channel', 'privacy', 'publishAt', 'playlist', 'license', 'madeForKids', 'onCancel'] as const;

const optionOf = (name: string) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The target they name, and what they say of the publication; nothing where they say nothing. @throws Failure `InvalidInput` */
export function readPublishOptions({ to, playlist, languages, ...options }: PublishOptions): {
  provider?: string;
  publish?: Partial<Publishing>;
} {
  const url = to?.match(/^https?:\/\//i) ? to : undefined;
  const given = Object.fromEntries(
    Object.entries({ ...options, playlists: playlist, languages: readLanguages(languages), url }).filter(
      ([name, value]) => value !== undefined && [...ofYoutube, 'playlists', 'languages', 'url'].includes(name),
    ),
  );
  if (Object.keys(given).length === 0) return to === undefined ? {} : { provider: to };
  const parsed = publishingChangesSchema.safeParse(given);
  if (!parsed.success) {
    const said = parsed.error.issues.map(({ path, message }) => `${optionOf(nameOf(path[0]))}: ${message}`);
    throw new Failure('InvalidInput', said.join('; '));
  }
  checkPublishingTime(parsed.data);
  return { provider: url ? 'http' : to, publish: parsed.data };
}

/** What only YouTube can do is not silently left out. @throws Failure `InvalidInput` naming the option */
export function checkForTarget(options: PublishOptions, target: string | undefined): void {
  if (target === 'youtube') return;
  const option = ofYoutube.find((name) => options[name] !== undefined);
  if (!option) return;
  throw new Failure('InvalidInput', `${optionOf(option)} is of films that go to YouTube: add --to youtube`);
}

function readLanguages(codes: string | undefined): Language[] | undefined {
  return codes?.split(',').map((code) => {
    const language = code.trim().toLowerCase();
    if (isLanguage(language)) return language;
    throw new Failure(
      'InvalidInput',
      `--languages ${codes}: there is no language '${language}'; there are: ${languageCodes.join(', ')}`,
    );
  });
}

function nameOf(place: PropertyKey | undefined): string {
  if (place === 'url') return 'to';
  return place === 'playlists' ? 'playlist' : String(place);
}
