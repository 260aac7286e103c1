import { type PictureCredit, pictureCreditSchema } from '../../../contracts/clip.ts';

/** A credit as a site gives it: names are brought to one line; one without a name or an address is the site's itself. */
export function readCredit({ what, author, source, url }: PictureCredit): PictureCredit | undefined {
  const name = author.replace(/\s+/g, ' ').trim().slice(0, 100).trim() || source;
  return pictureCreditSchema.safeParse({ what, author: name, source, url }).data;
}
