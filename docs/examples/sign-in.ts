import { OperationError } from './operation-error.ts';

interface Answer {
  readonly data?: { readonly newApiKey: { readonly key: string } | null };
  readonly errors?: readonly object[];
}

/**
 * Signs in a program: exchanges a user's name and password for an API key that is valid for one day. A page in a
 * browser uses the mutation `signIn` and `credentials: 'include'` instead.
 * @throws OperationError
 */
export async function signIn(url: string, userName: string, password: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Basic ${btoa(`${userName}:${password}`)}` },
    body: JSON.stringify({
      query: 'mutation SignIn($expires: DateTimeISO) { newApiKey(name: "example", expires: $expires) { key } }',
      variables: { expires: new Date(Date.now() + 86_400_000) },
    }),
  });
  const { data, errors = [] } = (await response.json()) as Answer;
  if (!data?.newApiKey) throw new OperationError(errors);
  return data.newApiKey.key;
}
