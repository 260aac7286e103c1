/** A whitespace token of the script, taken apart: `“1998,` → `“`, `1998`, `,`. */
export interface Token {
  text: string;
  lead: string;
  core: string;
  trail: string;
}

const opening = /^[\p{Ps}\p{Pi}"'*_`¿¡«]+/u;
const closing = /[\p{Pe}\p{Pf}"'*_`»،؛؟۔।॥,.;:!?…‥。｡，、､；：！？]+$/u;
// Kept out of every reading: controls, direction marks, joiners, variation selectors, private use.
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Me}\uFE00-\uFE0F]|~~+/gu;
const fullWidth = /[\uFF01-\uFF5E\u2460-\u2473]/g;
const raisedLetter = /[\u1D43-\u1D5F\u02B0-\u02B8\u02E1-\u02E3]/g;
const easternFigure = /[\u0660-\u0669\u06F0-\u06F9]/g;

export function splitToken(text: string): Token {
  const visible = text
    .replace(invisible, '')
    .replace(fullWidth, (character) => character.normalize('NFKC'))
    .replace(raisedLetter, (letter) => letter.normalize('NFKC'))
    .replace(easternFigure, (figure) => String(figure.charCodeAt(0) & 0xf))
    .normalize('NFC')
    .replace(/[’ʼ]/g, "'");
  const lead = opening.exec(visible)?.[0] ?? '';
  const body = visible.slice(lead.length);
  const trail = closing.exec(body)?.[0] ?? '';
  const core = body.slice(0, body.length - trail.length);
  const isDash = /^[-–—]+$/.test(core);
  return isDash ? { text, lead, core: '', trail: core + trail } : { text, lead, core, trail };
}

/** True when nothing of the text stands between this token and the next but white space. */
export function isBare(token: Token | undefined): boolean {
  return token !== undefined && token.trail === '';
}
