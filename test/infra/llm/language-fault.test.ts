import { describe, expect, it } from 'vitest';
import { type Language, languageCodes } from '../../../src/contracts/languages.ts';
import { languageFault } from '../../../src/infra/llm/language-fault.ts';
import { sentencesOf } from '../../emulators/llm-texts.ts';

const texts = languageCodes.map((language) => ({ language, text: sentencesOf[language].join('\n') }));

describe('telling the language of a text', () => {
  for (const { language, text } of texts) {
    it(`knows ${language} from the twelve others`, () => {
      const taken = languageCodes.filter((wanted) => languageFault(text, wanted) === undefined);
      expect(taken).toEqual([language]);
    });

    it(`takes single sentences of ${language} for ${language}`, () => {
      for (const sentence of sentencesOf[language]) expect(languageFault(sentence, language)).toBeUndefined();
    });
  }

  it('says which language it is and which was asked for', () => {
    expect(languageFault(sentencesOf.es.join(' '), 'de')).toBe('the text is in Spanish, not in German (Deutsch)');
    expect(languageFault(sentencesOf.en.join(' '), 'ja')).toBe('the text is not in Japanese (日本語)');
  });

  it('takes no long time over a long text', () => {
    const started = performance.now();
    expect(languageFault(sentencesOf.en.join(' ').repeat(60), 'en')).toBeUndefined();
    expect(languageFault(sentencesOf.pt.join(' ').repeat(60), 'es')).toContain('in Portuguese');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('does not judge what is too short, or nothing but names', () => {
    const titles: [Language, string][] = [
      ['de', 'Apple Vision Pro'],
      ['en', 'Leonardo da Vinci, Michelangelo Buonarroti, Raffaello Sanzio, Donatello: Florence, Milan, Rome.'],
      ['fr', 'Marie Curie, Pierre Curie, Henri Becquerel : prix Nobel de physique, Stockholm, 1903.'],
      ['ja', 'iPhone 18'],
      ['it', 'Ferrari, Lamborghini, Maserati, Ducati: Maranello, Sant’Agata, Modena, Bologna.'],
    ];
    for (const [language, title] of titles) expect(languageFault(title, language)).toBeUndefined();
  });

  it('takes a text with many names and borrowed words for its own language', () => {
    const mixed: [Language, string][] = [
      [
        'de',
        'Steve Jobs gründete Apple mit Steve Wozniak in Los Altos, und das Silicon Valley lachte über die Garage.',
      ],
      ['fr', 'Le smartphone, le streaming, le marketing et le coaching : nos mots viennent de Londres et de New York.'],
      ['ja', 'OpenAIのGPTとAnthropicのClaudeはどちらも文章を書くことができる言語モデルです。'],
      ['ar', 'أطلقت شركة Apple هاتف iPhone في عام 2007، وكانت Nokia تبيع أكثر منها بكثير.'],
      ['zh', '一九八四年，Apple 发布了 Macintosh，广告只在 Super Bowl 上播放了一次。'],
    ];
    for (const [language, text] of mixed) expect(languageFault(text, language)).toBeUndefined();
  });

  it('knows Persian from Arabic and Chinese from Japanese, letters they share notwithstanding', () => {
    const persian = 'هشت‌پا سه قلب دارد و دو تا از آن‌ها فقط برای آبشش‌ها کار می‌کنند، چون خون او آبی است و گرم نیست.';
    expect(languageFault(persian, 'ar')).toBeDefined();
    expect(languageFault(sentencesOf.zh.join(''), 'ja')).toBeDefined();
    expect(languageFault(sentencesOf.ja.join(''), 'zh')).toBeDefined();
  });
});
