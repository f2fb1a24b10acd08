import { demoPassword } from './start-test-app.ts';

export interface RestAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly text: string;
}

/** Sends a request given as `VERB /path`. The body is sent unchanged. */
export async function call(
  url: string,
  line: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: string | FormData } = {},
): Promise<RestAnswer> {
  const [method = '', path = ''] = line.split(' ');
  const response = await fetch(url + path, {
    method,
    headers,
    redirect: 'manual',
    ...(body !== undefined && { body }),
  });
  const { status, statusText } = response;
  return { status, statusText, headers: response.headers, text: await response.text() };
}

/** Returns a JSON body with its content-type header. */
export function json(value: unknown): { headers: Record<string, string>; body: string } {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** Returns the ResponseStatus of a JSON error response. */
export function responseStatus({ text }: RestAnswer): { errorCode: string; message: string; errors: unknown[] } {
  return JSON.parse(text).responseStatus;
}

/** Credentials of a demo user for `Authenticate`. */
export const demoUser = { userName: 'user@acme.test', password: demoPassword };
