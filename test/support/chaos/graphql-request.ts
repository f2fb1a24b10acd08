/** A GraphQL error of a response. */
export class GraphqlRequestError extends Error {
  readonly code: string | undefined;

  constructor(message: string, code: string | undefined) {
    super(message);
    this.code = code;
  }
}

interface Body<T> {
  readonly data: T;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

export type Headers = Readonly<Record<string, string>>;

/** Headers of Basic authentication. */
export function basic(userName: string, password: string): Headers {
  return { authorization: `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}` };
}

/** Sends an operation. @returns its data. @throws GraphqlRequestError for a refusal; what `fetch` throws */
export async function requestData<T>(url: string, headers: Headers, query: string, variables: object = {}): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(20_000),
  });
  const { data, errors } = (await response.json()) as Body<T>;
  const [error] = errors ?? [];
  if (error) throw new GraphqlRequestError(error.message, error.extensions?.code);
  return data;
}

/** Creates an API key for a user, because a request with it checks no password. @returns the header */
export async function apiKeyHeaders(url: string, headers: Headers): Promise<Headers> {
  const query = 'mutation { newApiKey(name: "bench") { key } }';
  const { newApiKey } = await requestData<{ newApiKey: { key: string } }>(url, headers, query);
  return { 'X-Api-Key': newApiKey.key };
}
