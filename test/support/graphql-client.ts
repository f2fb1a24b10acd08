import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { demoPassword } from './start-test-app.ts';

export interface GraphqlError {
  readonly message: string;
  readonly extensions: {
    readonly code: string;
    readonly errors?: readonly {
      readonly fieldName: string;
      readonly errorCode: string;
      readonly message: string;
      readonly path?: readonly (string | number)[];
    }[];
  };
}

export interface GraphqlAnswer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: T | null | undefined;
  readonly errors: readonly GraphqlError[];
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
}

/** Returns the header of Basic authentication for a user. */
export function as(userName: string, password = demoPassword): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}` };
}

/** Sends one typed operation over HTTP. */
export async function send<T, V>(
  url: string,
  document: TypedDocumentNode<T, V>,
  variables: V,
  headers: Record<string, string> = as('user@acme.test'),
): Promise<GraphqlAnswer<T>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors = [], extensions } = (await response.json()) as Omit<GraphqlAnswer<T>, 'status' | 'headers'>;
  return { status: response.status, headers: response.headers, data, errors, extensions };
}

/** The data of an operation without errors: root fields, which are nullable because they can fail, have values. */
export type Succeeded<T> = { readonly [Field in keyof T]: NonNullable<T[Field]> };

/** Sends an operation that must succeed and returns its data. */
export async function dataOf<T, V>(...args: Parameters<typeof send<T, V>>): Promise<Succeeded<T>> {
  const { data, errors } = await send(...args);
  if (errors.length > 0 || !data) throw new Error(`the operation failed: ${JSON.stringify(errors)}`);
  return data as Succeeded<T>;
}
