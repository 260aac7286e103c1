/** Text as PostgreSQL can keep it: without NUL, and without the half characters that cutting a text by length leaves. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** JSON text for a jsonb column, with every string in it storable. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'string' ? storableText(member) : member,
  );
}
