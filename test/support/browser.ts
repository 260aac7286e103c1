/**
 * A person's browser on Google's page: consents, and follows back to whoever sent it there.
 * @param changed parameters of the address in place of those it has; without a value they are left out
 */
export async function consentAt(
  address: string,
  changed: Record<string, string | undefined> = {},
): Promise<{ status: number; page: string }> {
  const url = new URL(address);
  for (const [name, value] of Object.entries(changed)) {
    if (value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  const answer = await fetch(url);
  return { status: answer.status, page: await answer.text() };
}
