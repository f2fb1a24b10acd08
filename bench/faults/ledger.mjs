// Creates sessions, each with a key of its own, repeats what was refused or not answered, and in the end looks for
// every one of them.
import { password, pause } from './processes.mjs';

export const headers = {
  authorization: `Basic ${Buffer.from(`user@acme.test:${password}`).toString('base64')}`,
  'content-type': 'application/json',
  accept: 'application/json',
};
const patienceMs = 30_000;
const pageSize = 100;

export async function graphql(url, query, variables) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  return { status: response.status, data, errors };
}

/** Every other create goes through the other door. @returns an id, or the code of a refusal */
async function create(url, number, key) {
  const displayName = `create ${number}`;
  if (number % 2) {
    const query = 'mutation($i:NewSession!,$k:String){newSession(input:$i,idempotencyKey:$k){id}}';
    const { status, data, errors } = await graphql(url, query, { i: { channel: 'Voice', displayName }, k: key });
    return { status, id: data?.newSession.id, code: errors?.[0]?.extensions.code };
  }
  const response = await fetch(`${url}/sessions`, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': key },
    body: JSON.stringify({ displayName }),
  });
  const body = await response.json();
  const isAway = body.responseStatus?.errorCode === 'ServiceUnavailable';
  return { status: response.status, id: body.id, code: isAway ? 'UNAVAILABLE' : body.responseStatus?.errorCode };
}

export class Ledger {
  sent = 0;
  refused = 0;
  unanswered = 0;
  changed = 0;
  /** The id that was told, by the number of the create. */
  acknowledged = new Map();
  #last = 0;

  /** The number of a create that was not tried yet. */
  next() {
    this.#last += 1;
    return this.#last;
  }

  /** One request. @returns whether it was acknowledged. Throws for any answer that no fault excuses. */
  async attempt(url, number, key = `key ${number}`) {
    this.sent += 1;
    try {
      const { id, status, code } = await create(url, number, key);
      if (!id && code === 'UNAVAILABLE') this.refused += 1;
      else if (!id) throw new Error(`unexpected answer ${status} ${code}`);
      else if ((this.acknowledged.get(number) ?? id) === id) this.acknowledged.set(number, id);
      else this.changed += 1;
      return id !== undefined;
    } catch (error) {
      // fetch says so when the connection breaks, before or in the answer
      if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
      this.unanswered += 1;
      return false;
    }
  }

  /** Clients create one session after the other until they are stopped; each repeats its create until that is acknowledged. */
  start(urlOf, clients) {
    let stopped = false;
    const client = async () => {
      while (!stopped) {
        const number = this.next();
        while (!(await this.attempt(urlOf(), number)) && !stopped) await pause(50);
      }
    };
    const working = Promise.all(Array.from({ length: clients }, client));
    // whoever waits for the end gets the error
    working.catch(() => undefined);
    return async () => {
      stopped = true;
      await working;
    };
  }

  /** Waits until so many more creates are acknowledged. */
  async more(count) {
    const goal = this.acknowledged.size + count;
    const giveUp = Date.now() + patienceMs;
    while (this.acknowledged.size < goal) {
      if (Date.now() > giveUp) throw new Error(`nothing was acknowledged any more, in ${patienceMs / 1_000} s`);
      await pause(5);
    }
  }

  /** Looks for all that was acknowledged, then repeats every create and counts the sessions: there is one for each. */
  async settle(url) {
    const lost = await this.#missing(url);
    const { sent, refused, unanswered } = this;
    const acknowledged = this.acknowledged.size;
    for (let at = 1; at <= this.#last; at += 32) {
      const numbers = Array.from({ length: Math.min(32, this.#last + 1 - at) }, (_, index) => at + index);
      await Promise.all(numbers.map((number) => this.attempt(url, number)));
    }
    if (this.acknowledged.size < this.#last) throw new Error('a create was refused after the fault was over');
    const { data } = await graphql(url, '{sessions(first:0){totalCount}}');
    const doubled = data.sessions.totalCount - this.#last + this.changed;
    return { sent, acknowledged, refused, unanswered, lost, doubled };
  }

  async #missing(url) {
    const ids = [...this.acknowledged.values()];
    let missing = 0;
    for (let at = 0; at < ids.length; at += pageSize) {
      const { data } = await graphql(url, 'query($ids:[ID!]!){nodes(ids:$ids){id}}', {
        ids: ids.slice(at, at + pageSize),
      });
      missing += data.nodes.filter((node) => node === null).length;
    }
    return missing;
  }
}
