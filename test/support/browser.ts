import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type GraphqlAnswer, send } from './graphql-client.ts';

/** A GraphQL client that stores the cookies of responses and sends them back, as a browser does. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  get headers(): Record<string, string> {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(this.#url + path, { ...init, headers: { ...init.headers, ...this.headers } });
    this.#keep(response.headers);
    return response;
  }

  async send<T, V>(document: TypedDocumentNode<T, V>, variables: V): Promise<GraphqlAnswer<T>> {
    const answer = await send(this.#url, document, variables, this.headers);
    this.#keep(answer.headers);
    return answer;
  }

  #keep(headers: Headers): void {
    for (const cookie of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (cookie.includes('Max-Age=0')) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
