import type { Language } from '../../contracts/languages.ts';
import { tagsLength } from '../../engines/writing/tags.ts';
import { languageFault } from '../../infra/llm/language-fault.ts';
import { shownFault } from '../../infra/llm/text-faults.ts';
import type { MetadataAnswer } from './metadata-answer.ts';

const longestTitle = 100;
// Bytes: a script other than Latin has two or three a letter. Chapters, credits and hashtags want their room too.
const descriptionBytes = { least: 80, most: 2000 };
const fewestTags = 3;
const mostTagCharacters = 1000;

/** What is wrong with metadata, a clause each, for the model that is to repair it and for the person who reads why it failed. */
export function checkMetadata(answer: MetadataAnswer, language: Language): string[] {
  const { title, description, tags } = answer;
  const size = Buffer.byteLength(description, 'utf8');
  const { least, most } = descriptionBytes;
  return [
    ...(/[\p{L}\p{N}]/u.test(title) ? [] : ['the title has no words']),
    ...(title.trim().length > longestTitle ? [`the title is longer than ${longestTitle} characters`] : []),
    ...faultOf('title', title),
    ...(size < least || size > most
      ? [`the description has ${size} bytes where ${least} to ${most} were asked for`]
      : []),
    ...faultOf('description', description),
    ...(/(?:^|\s)\d{1,2}:\d{2}\b/m.test(description)
      ? ['the description has times: chapters are added to it afterwards']
      : []),
    ...(/(?:^|\s)#\p{L}/u.test(description) ? ['the description has hashtags: they have a field of their own'] : []),
    ...[languageFault(`${title}\n${description}`, language)].filter((fault) => fault !== undefined),
    ...(tags.filter((tag) => /[\p{L}\p{N}]/u.test(tag)).length < fewestTags
      ? [`there are fewer than ${fewestTags} tags`]
      : []),
    ...(tagsLength(tags) > mostTagCharacters ? ['the tags are far too long: use terms of one to four words'] : []),
  ];
}

function faultOf(field: string, text: string): string[] {
  const fault = shownFault(text);
  return fault ? [`the ${field} can't be used: ${fault}`] : [];
}
