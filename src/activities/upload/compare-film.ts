import { isLanguage } from '../../contracts/languages.ts';
import { type Metadata, metadataSchema } from '../../contracts/metadata.ts';
import { type Script, scriptSchema } from '../../contracts/script.ts';
import type { CompareFilmInput, CompareFilmResult, PublicationInput } from '../../contracts/stages.ts';
import { compareFilms } from '../../engines/writing/compare-films.ts';
import { sketchOf } from '../../engines/writing/similarity.ts';
import type { PublishedFilm, PublishedFilms } from '../../infra/database/published-films.ts';
import { defineActivity, type StageContext } from '../activity.ts';
import { checkShape } from '../check-shape.ts';
import type { PublishTarget } from './providers/provider.ts';
import { targetOf } from './publish-film.ts';

// YouTube judges a channel by its templates over many films; older ones are past.
const mostCompared = 100;

/** A film is compared with those its channel has: by title and description as they are there, by scripts as we kept them. */
export function createCompareFilm(
  context: StageContext,
  available: readonly PublishTarget[],
  films: () => Promise<PublishedFilms>,
) {
  const { artifacts } = context;
  const compareFilm = defineActivity<CompareFilmInput, CompareFilmResult>(
    context,
    { name: 'compareFilm', step: 'upload' },
    async (input, { signal }) => {
      const [target] = targetOf(available)(input);
      if (!target?.platform) return {};
      const { channelId, films: there } = await target.platform.earlierFilms(input, signal);
      const records = await films();
      const kept = new Map((await records.latest(target.name, channelId, mostCompared)).map(byId));
      const own = await records.ofRun(target.name, input.pipelineId);
      const others = there.filter(({ id }) => !own.has(id));
      const metadata = checkShape(metadataSchema, await artifacts.readJson(input.metadata), 'metadata', 'InvalidInput');
      const script = checkShape(scriptSchema, await artifacts.readJson(input.script), 'script', 'InvalidInput');
      const { title, description, language } = metadata;
      const found = compareFilms(
        { title, description, sketch: sketchOfScript(script), language: isLanguage(language) ? language : 'en' },
        others.map(({ id, ...film }) => ({ ...film, sketch: kept.get(id)?.scriptSketch ?? [] })),
      );
      return found ? { warning: found.message } : {};
    },
  );
  return { compareFilm };
}

const byId = (film: PublishedFilm): [string, PublishedFilm] => [film.id, film];

const sketchOfScript = ({ scenes }: Script): number[] => sketchOf(scenes.map(({ narration }) => narration).join('\n'));

/** Keeps what the next films are compared with. */
export async function keepPublished(
  films: PublishedFilms,
  { publication, pipelineId, brief }: PublicationInput,
  { metadata, script }: { metadata: Metadata; script?: unknown },
): Promise<void> {
  const read = scriptSchema.safeParse(script);
  await films.keep({
    ...{ id: publication.id, target: publication.target, channelId: publication.channel?.id ?? '' },
    ...{ pipelineId, owner: brief.owner, title: metadata.title, description: metadata.description },
    scriptSketch: read.success ? sketchOfScript(read.data) : [],
  });
}
