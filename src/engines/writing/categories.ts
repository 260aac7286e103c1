/** YouTube's number for Education. */
export const education = '27';

/**
 * YouTube's categories that a video can be given, by number: those with `snippet.assignable` in `videoCategories.list` for
 * the region US (https://developers.google.com/youtube/v3/docs/videoCategories/list). The others are for films and shows
 * that YouTube itself sells.
 */
export const assignableCategories: readonly string[] = [
  ...['1', '2', '10', '15', '17', '19', '20'],
  ...['22', '23', '24', '25', '26', education, '28', '29'],
];
