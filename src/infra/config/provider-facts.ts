import type { Brief } from '../../contracts/brief.ts';
import { Failure } from '../../contracts/failures.ts';
import { providers } from '../../contracts/providers.ts';
import { type Step, steps } from '../../contracts/steps.ts';
import type { Config } from './config.ts';

/** A provider of a step, and whether it can be used as this process is configured. */
export interface ProviderFacts {
  step: Step;
  name: string;
  /** As its maker writes it. */
  title: string;
  /** Variables it needs; none where it works by itself. */
  needs: string[];
  isReady: boolean;
  /** Used when a brief names none. Of keywords all that are configured are. */
  isDefault: boolean;
  /** As the price table names it; left out where nothing is paid. */
  model?: string;
}

interface Entry {
  title: string;
  needs?: string[];
  /** What is set when it is configured. */
  isReady?(config: Config): boolean;
  model?(config: Config): string | undefined;
}

const openai = (title: string, model: (vendor: NonNullable<Config['vendors']['openai']>) => string): Entry => ({
  title,
  needs: ['OPENAI_API_KEY'],
  isReady: ({ vendors }) => vendors.openai !== undefined,
  model: ({ vendors }) => vendors.openai && model(vendors.openai),
});

const llms: Record<string, Entry> = {
  openai: openai('OpenAI', ({ model }) => model),
  claude: {
    title: 'Claude',
    needs: ['ANTHROPIC_API_KEY'],
    isReady: ({ vendors }) => vendors.anthropic !== undefined,
    model: ({ vendors }) => vendors.anthropic?.model,
  },
  gemini: {
    title: 'Gemini',
    needs: ['GEMINI_API_KEY'],
    isReady: ({ vendors }) => vendors.gemini !== undefined,
    model: ({ vendors }) => vendors.gemini?.model,
  },
  compatible: {
    title: 'a server that speaks OpenAI’s protocol, such as Ollama',
    needs: ['OPENAI_COMPATIBLE_BASE_URL', 'OPENAI_COMPATIBLE_MODEL'],
    isReady: ({ vendors }) => vendors.compatible !== undefined,
    model: ({ vendors }) => vendors.compatible?.model,
  },
  offline: { title: 'templates of our own' },
};

const entries: Readonly<Record<Step, Readonly<Record<string, Entry>>>> = {
  keywords: {
    'google-ads': {
      title: 'Google Ads Keyword Planner',
      needs: [
        ...['GOOGLE_ADS_DEVELOPER_TOKEN', 'GOOGLE_ADS_CUSTOMER_ID', 'GOOGLE_ADS_REFRESH_TOKEN'],
        ...['GOOGLE_OAUTH_CLIENT_ID', 'GOOGLE_OAUTH_CLIENT_SECRET'],
      ],
      isReady: ({ vendors }) => vendors.googleAds !== undefined,
    },
    ahrefs: {
      title: 'Ahrefs',
      needs: ['AHREFS_API_KEY'],
      isReady: ({ vendors }) => vendors.ahrefs !== undefined,
      model: () => 'keywords-explorer',
    },
    serpapi: {
      title: 'SerpAPI',
      needs: ['SERPAPI_API_KEY'],
      isReady: ({ vendors }) => vendors.serpapi !== undefined,
      model: () => 'search',
    },
    suggest: { title: 'YouTube’s search suggestions (unofficial; only when a brief names it)' },
    offline: { title: 'terms of our own, without figures' },
  },
  script: llms,
  audio: {
    elevenlabs: {
      title: 'ElevenLabs',
      needs: ['ELEVENLABS_API_KEY'],
      isReady: ({ vendors }) => vendors.elevenlabs !== undefined,
      model: ({ vendors }) => vendors.elevenlabs?.model,
    },
    google: {
      title: 'Google Cloud Text-to-Speech',
      needs: ['GOOGLE_TTS_API_KEY'],
      isReady: ({ vendors }) => vendors.googleSpeech !== undefined,
      model: () => 'neural2',
    },
    azure: {
      title: 'Azure Speech',
      needs: ['AZURE_SPEECH_KEY', 'AZURE_SPEECH_REGION'],
      isReady: ({ vendors }) => vendors.azureSpeech !== undefined,
      model: () => 'neural',
    },
    openai: openai('OpenAI', ({ speechModel }) => speechModel),
    offline: { title: 'the voices of this machine' },
  },
  video: {
    folder: {
      title: 'pictures and clips of one’s own',
      needs: ['FACELESS_MEDIA'],
      isReady: ({ mediaFolder }) => mediaFolder !== undefined,
    },
    pexels: {
      title: 'Pexels',
      needs: ['PEXELS_API_KEY'],
      isReady: ({ vendors }) => vendors.pexels !== undefined,
    },
    pixabay: {
      title: 'Pixabay',
      needs: ['PIXABAY_API_KEY'],
      isReady: ({ vendors }) => vendors.pixabay !== undefined,
    },
    generated: { title: 'pictures drawn here' },
    openai: openai('OpenAI (only when a brief names it)', ({ imageModel }) => imageModel),
  },
  thumbnail: {
    canvas: { title: 'drawn here' },
    openai: openai('OpenAI’s picture, our letters (only when a brief names it)', ({ imageModel }) => imageModel),
  },
  metadata: llms,
  upload: {
    folder: { title: 'a folder of this machine' },
    youtube: {
      title: 'YouTube (only when a brief names it)',
      needs: ['GOOGLE_OAUTH_CLIENT_ID', 'GOOGLE_OAUTH_CLIENT_SECRET'],
      isReady: ({ vendors }) => vendors.youtube !== undefined,
    },
    http: { title: 'an address that takes files by PUT (only when a brief names it)' },
  },
  abtest: {
    simulated: { title: 'a channel with made-up viewers (where a film went to no platform)' },
    youtube: {
      title: 'YouTube',
      needs: ['GOOGLE_OAUTH_CLIENT_ID', 'GOOGLE_OAUTH_CLIENT_SECRET'],
      isReady: ({ vendors }) => vendors.youtube !== undefined,
    },
  },
};

/** Every provider of every step, in the order they are chosen in. */
export function listProviders(config: Config): ProviderFacts[] {
  return steps.flatMap((step) => {
    const facts = providers[step].map((name): Omit<ProviderFacts, 'isDefault'> => {
      const { title, needs = [], isReady = () => true, model } = entryOf(step, name);
      const named = model?.(config);
      return { step, name, title, needs, isReady: isReady(config), ...(named !== undefined && { model: named }) };
    });
    const defaults = defaultsOf(step, facts);
    return facts.map((fact) => ({ ...fact, isDefault: defaults.includes(fact.name) }));
  });
}

function entryOf(step: Step, name: string): Entry {
  const entry = entries[step][name];
  if (!entry) throw new Error(`the provider ${name} of ${step} is in the catalogue, but nothing is known of it`);
  return entry;
}

function defaultsOf(step: Step, facts: readonly Omit<ProviderFacts, 'isDefault'>[]): string[] {
  const ready = facts.filter(({ isReady }) => isReady);
  if (step !== 'keywords') return ready.slice(0, 1).map(({ name }) => name);
  const withKey = ready.filter(({ needs }) => needs.length > 0);
  return (withKey.length > 0 ? withKey : ready.slice(-1)).map(({ name }) => name);
}

/** Those that would serve a step of a brief, as this process is configured, first choice first. */
export function servingProviders(facts: readonly ProviderFacts[], step: Step, brief: Brief): ProviderFacts[] {
  const ofStep = facts.filter((fact) => fact.step === step);
  const named = brief.providers[step];
  if (!named) return ofStep.filter(({ isDefault }) => isDefault);
  return named.flatMap((name) => ofStep.find((fact) => fact.name === name && fact.isReady) ?? []);
}

/** @throws Failure `UnknownProvider` with the variables to set, when none of those a brief names for a step can be used here */
export function checkProvidersReady(config: Config, brief: Brief): void {
  const facts = listProviders(config);
  for (const step of steps) {
    const named = brief.providers[step];
    if (!named || servingProviders(facts, step, brief).length > 0) continue;
    throw new Failure('UnknownProvider', named.map((name) => unreadySentence(step, name)).join('; '));
  }
}

/** What a person has to do for a provider of the catalogue that is not there. */
export function unreadySentence(step: Step, name: string): string {
  const needs = needsOf(step, name);
  if (needs.length === 0) return `the step ${step} has no provider '${name}' here`;
  return `the provider ${name} of the step ${step} needs ${needs.join(', ')}: set ${needs.length > 1 ? 'them' : 'it'} where the workers run`;
}

/** Variables that a provider of the step needs. */
function needsOf(step: Step, name: string): string[] {
  return entries[step][name]?.needs ?? [];
}
