// Sends requests at an even rate, however long responses take.
import { readEvents } from '../../dist/bench/test/support/event-stream.js';
import { deleteOlderThan, eventStream, Requests } from './requests.mjs';

const tickMs = 20;
const maxInFlight = 300;
const keptMs = 60_000;
const cleanUpMs = 10_000;

/** Requests at a rate, beside open event streams. */
export class Load {
  answered = 0;
  invalid = 0;
  events = 0;
  /** Statuses from 500 on, refusals of valid requests, and requests without a response. */
  failures = [];
  #url;
  #latencies = [];
  #requests = new Requests();
  #inFlight = new Set();
  #timers = [];
  #streams = new AbortController();

  constructor(url) {
    this.#url = url;
  }

  start(perSecond, streams) {
    for (let n = 0; n < streams; n += 1) void this.#listen();
    const began = performance.now();
    let sent = 0;
    const tick = () => {
      const due = ((performance.now() - began) / 1_000) * perSecond;
      for (; sent < due; sent += 1) {
        // beyond this the latencies would be those of the queue
        if (this.#inFlight.size < maxInFlight) this.#track(this.#requests.next());
        else this.failures.push('the server did not keep pace');
      }
    };
    const cleanUp = () => this.#track(deleteOlderThan(keptMs));
    this.#timers = [setInterval(tick, tickMs), setInterval(cleanUp, cleanUpMs)];
  }

  async stop() {
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all(this.#inFlight);
    this.#streams.abort();
  }

  /** @returns latencies in milliseconds since the last call */
  takeLatencies() {
    return this.#latencies.splice(0);
  }

  #track(request) {
    const work = this.#send(request).catch((error) => this.failures.push(String(error.cause ?? error)));
    this.#inFlight.add(work);
    void work.finally(() => this.#inFlight.delete(work));
  }

  async #send({ path, isInvalid = false, ...request }) {
    const began = performance.now();
    const response = await fetch(this.#url + path, request);
    const body = await response.text();
    this.#latencies.push(performance.now() - began);
    this.answered += 1;
    if (isInvalid) this.invalid += 1;
    if (response.status >= 500) this.failures.push(`${response.status} ${body.slice(0, 200)}`);
    else this.#requests.learn(body);
  }

  async #listen() {
    try {
      const response = await fetch(`${this.#url}${eventStream.path}`, { ...eventStream, signal: this.#streams.signal });
      for await (const event of readEvents(response)) if (event.event === 'next') this.events += 1;
      if (!this.#streams.signal.aborted) this.failures.push('an event stream ended');
    } catch (error) {
      if (!this.#streams.signal.aborted) this.failures.push(`an event stream broke: ${error.message}`);
    }
  }
}
