// Asks as ./open-loop.mjs says, one time after the other, and sends it how long each answer took, or why it gave up.
import { setTimeout as wait } from 'node:timers/promises';
import { LeanConnection, requestOf } from './lean-connection.mjs';
import { askFirst } from './run-first.mjs';

const connections = 64;
const settleMs = 10_000;

/** Asks by number, each of which is due some time after the one before. What is asked while no connection is free waits for one. */
class Asker {
  fault = null;
  answers = 0;
  /** Milliseconds, by number. */
  taken;
  #perSecond;
  #connections;
  #free;
  #waiting = [];
  #began = performance.now();

  constructor(url, request, { perSecond, total }) {
    this.#perSecond = perSecond;
    this.taken = new Float64Array(total);
    this.#connections = Array.from({ length: connections }, () => new LeanConnection(url, request, this));
    this.#free = [...this.#connections];
  }

  get passedMs() {
    return performance.now() - this.#began;
  }

  ask(number) {
    const free = this.#free.pop();
    if (free) free.ask(number);
    else this.#waiting.push(number);
  }

  answered(connection, number) {
    this.answers += 1;
    this.taken[number] = this.passedMs - (number / this.#perSecond) * 1_000;
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(connection);
    else connection.ask(next);
  }

  failed(error) {
    this.fault ??= error;
  }

  end() {
    for (const connection of this.#connections) connection.end();
  }
}

async function askSteadily({ url, perSecond, warmUpSeconds, seconds, ...question }) {
  const total = Math.round(perSecond * (warmUpSeconds + seconds));
  const asker = new Asker(url, requestOf(url, question), { perSecond, total });
  try {
    for (let asked = 0; asked < total && !asker.fault; ) {
      const due = Math.min(total, Math.ceil((asker.passedMs / 1_000) * perSecond));
      for (; asked < due; asked += 1) asker.ask(asked);
      await wait(1);
    }
    for (const endMs = asker.passedMs + settleMs; asker.answers < total && !asker.fault; ) {
      if (asker.passedMs > endMs) throw new Error(`${total - asker.answers} were not answered`);
      await wait(1);
    }
    if (asker.fault) throw asker.fault;
    return asker.taken.slice(Math.round(perSecond * warmUpSeconds));
  } finally {
    asker.end();
  }
}

askFirst();
process.on('disconnect', () => process.exit());
process.on('message', async (asked) => {
  try {
    process.send({ taken: await askSteadily(asked) });
  } catch (error) {
    process.send({ fault: error.message });
  }
});
