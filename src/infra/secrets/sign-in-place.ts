/** What a sign-in on its way to the database is bound to: it can't be taken for the row of one that is kept. */
export const signInPlace = 'a sign-in on its way';
