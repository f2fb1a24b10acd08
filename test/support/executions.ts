import { as } from './graphql-client.ts';
import { call } from './rest-client.ts';

/** How an operation was executed: `compiled`, or `interpreted: ` and the reason. */
export type Executed = string;

const line = /^voice_sessions_graphql_operations_executed_total\{execution="(\w+)",reason="(\w+)"\} (\d+)$/gm;

export interface GraphqlBody {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** Sends any GraphQL request by POST. */
export async function postGraphql(
  url: string,
  body: object,
  headers: Record<string, string> = as('user@acme.test'),
): Promise<GraphqlBody> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return response.json() as Promise<GraphqlBody>;
}

/** The counters of all executions so far, as `/metrics` has them. */
export async function executionCounters(url: string): Promise<ReadonlyMap<Executed, number>> {
  const { text } = await call(url, 'GET /metrics');
  const counters = [...text.matchAll(line)].map(([, execution, reason, count]): [Executed, number] => [
    reason === 'none' ? `${execution}` : `${execution}: ${reason}`,
    Number(count),
  ]);
  return new Map(counters);
}

/** @returns how the operations that the work sends were executed, one entry for each */
export async function executionsDuring(url: string, work: () => Promise<unknown>): Promise<Executed[]> {
  const before = await executionCounters(url);
  await work();
  const after = await executionCounters(url);
  return [...after].flatMap(([executed, count]) =>
    Array.from({ length: count - (before.get(executed) ?? 0) }, () => executed),
  );
}
