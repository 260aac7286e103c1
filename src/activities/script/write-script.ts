import type { ArtifactRef } from '../../contracts/artifact.ts';
import { Failure } from '../../contracts/failures.ts';
import { formats } from '../../contracts/formats.ts';
import type { KeywordSet } from '../../contracts/keywords.ts';
import type { Provided } from '../../contracts/provider-call.ts';
import { givenByBrief } from '../../contracts/providers.ts';
import { type Script, scriptSchema } from '../../contracts/script.ts';
import type { ReviseScriptInput, WriteScriptInput, WriteScriptResult } from '../../contracts/stages.ts';
import type { ArtifactStore } from '../../infra/artifacts/artifact-store.ts';
import type { StageContext } from '../activity.ts';
import { checkShape } from '../check-shape.ts';
import { chooseProviders } from '../choose-providers.ts';
import { readKeywordsArtifact, readScriptArtifact } from '../read-artifact.ts';
import { defineStage } from '../stage.ts';
import type { ScriptProvider, ScriptRequest } from './providers/provider.ts';

interface Prepared {
  provider: ScriptProvider;
  keywords: KeywordSet | undefined;
}

export function createScriptActivities(context: StageContext, available: readonly ScriptProvider[]) {
  const { artifacts } = context;

  const keep = async ({ value, costUsd, model, note }: Provided<Script>) => ({
    script: await artifacts.putJson(value),
    title: value.title,
    sceneIds: value.scenes.map(({ id }) => id),
    costUsd,
    model,
    note: note ?? value.writer.note,
  });

  const writeScript = defineStage<WriteScriptInput, ScriptProvider, Prepared, WriteScriptResult>(context, {
    name: 'writeScript',
    step: 'script',
    version: 1,
    providers: ({ brief }) =>
      brief.script ? [givenScript(artifacts, brief.script)] : chooseProviders('script', brief, available),
    prepare: async ({ keywords }, provider) => ({
      provider,
      keywords: await readKeywordsArtifact(artifacts, keywords),
    }),
    key: ({ keywords }, { brief }) => ({ given: brief.script, ...wanted(brief, keywords) }),
    async make({ provider, keywords }, call, { brief }) {
      const written = await provider.writeScript(wanted(brief, keywords), call);
      return keep({ ...written, value: checkShape(scriptSchema, written.value, 'script', 'InvalidAnswer') });
    },
  });

  const reviseScript = defineStage<ReviseScriptInput, { name: string }, Script, WriteScriptResult>(context, {
    name: 'reviseScript',
    step: 'script',
    version: 1,
    async providers({ script }) {
      const { writer } = await readScriptArtifact(artifacts, script);
      return [{ name: writer.provider }];
    },
    prepare: ({ script }) => readScriptArtifact(artifacts, script),
    key: (_, { script, edits }) => ({ script, edits }),
    make: (script, _, { edits }) =>
      keep({ value: checkShape(scriptSchema, revise(script, edits), 'script', 'InvalidInput'), costUsd: 0 }),
  });

  return { writeScript, reviseScript };
}

/** The person's own: read, not written. */
function givenScript(artifacts: ArtifactStore, script: ArtifactRef): ScriptProvider {
  return {
    name: givenByBrief,
    writeScript: async () => ({ value: await readScriptArtifact(artifacts, script), costUsd: 0 }),
  };
}

function wanted(brief: WriteScriptInput['brief'], keywords: KeywordSet | undefined): ScriptRequest {
  const { topic, language, format, tone, audience } = brief;
  return {
    topic,
    language,
    format,
    tone,
    audience,
    durationSeconds: brief.durationSeconds ?? formats[format].durationSeconds,
    keywords,
  };
}

function revise(script: Script, edits: ReviseScriptInput['edits']): Script {
  const scenes = script.scenes.map((scene) => {
    const edit = edits.find(({ id }) => id === scene.id);
    if (!edit) return scene;
    // Whoever recorded a scene does not want a provider's voice in it unasked.
    if (scene.recording && edit.narration && wordsOf(edit.narration) !== wordsOf(scene.narration)) {
      throw new Failure(
        'InvalidInput',
        `the scene ${scene.id} is a recording, which says what it says: only capitals and marks of its narration can be ` +
          'changed; for other words start again with another recording, or with none',
      );
    }
    return {
      ...scene,
      narration: edit.narration ?? scene.narration,
      onScreenText: edit.onScreenText ?? scene.onScreenText,
      visual: { ...scene.visual, idea: edit.idea ?? scene.visual.idea },
    };
  });
  return { ...script, scenes };
}

/** What is heard of a text. */
const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu)
    ?.join(' ');
