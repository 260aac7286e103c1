import { z } from 'zod';

/** A variable that is a whole number of a range. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max, {
      error: `give a whole number from ${min} to ${max}`,
    })
    .transform(Number);
