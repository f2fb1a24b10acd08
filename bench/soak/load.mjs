// Asks a server at an even pace, however long it takes to answer: what grows then is not the load.
import { readEvents } from '../event-stream.mjs';
import { deleteOlderThan, eventStream, Requests } from './requests.mjs';

const tickMs = 20;
const mostUnderWay = 300;
const keptMs = 60_000;
const cleanUpMs = 10_000;

/** Requests at a pace, with streams of events open beside them. */
export class Load {
  answered = 0;
  badOnes = 0;
  events = 0;
  /** Answers of 500 and above, refusals of what is right, and requests without an answer. */
  failures = [];
  #url;
  #latencies = [];
  #requests = new Requests();
  #underWay = new Set();
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
        // a server that cannot follow is not to be buried: what it measures then would be the pile
        if (this.#underWay.size < mostUnderWay) this.#send(this.#requests.next());
        else this.failures.push('the server did not keep pace');
      }
    };
    const cleanUp = () => this.#send(deleteOlderThan(keptMs));
    this.#timers = [setInterval(tick, tickMs), setInterval(cleanUp, cleanUpMs)];
  }

  async stop() {
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all(this.#underWay);
    this.#streams.abort();
  }

  /** @returns milliseconds of every answer since it was last asked */
  takeLatencies() {
    return this.#latencies.splice(0);
  }

  #send(request) {
    const work = this.#ask(request).catch((error) => this.failures.push(String(error.cause ?? error)));
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
  }

  async #ask({ path, isBad = false, ...request }) {
    const began = performance.now();
    const response = await fetch(this.#url + path, request);
    const answer = await response.text();
    this.#latencies.push(performance.now() - began);
    this.answered += 1;
    if (isBad) this.badOnes += 1;
    if (response.status >= 500) this.failures.push(`${response.status} ${answer.slice(0, 200)}`);
    else this.#requests.learn(answer);
  }

  async #listen() {
    try {
      const response = await fetch(`${this.#url}${eventStream.path}`, { ...eventStream, signal: this.#streams.signal });
      for await (const event of readEvents(response)) if (event.event === 'next') this.events += 1;
      if (!this.#streams.signal.aborted) this.failures.push('a stream of events ended');
    } catch (error) {
      if (!this.#streams.signal.aborted) this.failures.push(`a stream of events broke: ${error.message}`);
    }
  }
}
