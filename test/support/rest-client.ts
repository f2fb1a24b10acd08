import { demoPassword } from './start-test-app.ts';

export interface RestAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly text: string;
}

/** `VERB /path`, and what goes with it. The body is sent as it is. */
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

/** A JSON body with its header. */
export function json(value: unknown): { headers: Record<string, string>; body: string } {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** The ResponseStatus of a refusal in JSON. */
export function responseStatus({ text }: RestAnswer): { errorCode: string; message: string; errors: unknown[] } {
  return JSON.parse(text).responseStatus;
}

/** What `Authenticate` wants of a demo user. */
export const demoUser = { userName: 'user@acme.test', password: demoPassword };
