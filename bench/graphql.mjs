/** Headers that say who asks, by Basic. */
export function basic(userName, password) {
  return { authorization: `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}` };
}

/** Sends an operation. @returns its data @throws an Error with the `code` of what was refused; what `fetch` throws */
export async function ask(url, headers, query, variables = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(20_000),
  });
  const { data, errors } = await response.json();
  if (errors) throw Object.assign(new Error(errors[0].message), { code: errors[0].extensions?.code });
  return data;
}

/** An API key of a user: what it signs in with costs no password to check. @returns the header */
export async function keyOf(url, headers) {
  const { newApiKey } = await ask(url, headers, 'mutation { newApiKey(name: "bench") { key } }');
  return { 'X-Api-Key': newApiKey.key };
}
