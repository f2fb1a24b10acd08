import autocannon from 'autocannon';

const connections = 16;
const warmUpSeconds = 2;
/** For how long requests are sampled for what they allocate. */
const sampledSeconds = 1;

export const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** What one contender answers, made comparable. @throws what it answered instead */
export async function ask({ message: { url } }, { path, method, headers, body, comparable }) {
  const response = await fetch(url + path, { method, headers, body, signal: AbortSignal.timeout(10_000) });
  const text = await response.text();
  if (!response.ok) throw new Error(`answered ${response.status}: ${text.slice(0, 300)}`);
  return comparable(text);
}

/** Asks over and over, the next as soon as one is answered. @throws when anything is refused */
export async function load({ message: { url } }, { path, method, headers, body }, until) {
  const result = await autocannon({ url: url + path, method, headers, body, connections, timeout: 10, ...until });
  const { non2xx, errors, statusCodeStats } = result;
  if (non2xx + errors > 0) throw new Error(`${errors} failed; statuses ${JSON.stringify(statusCodeStats)}`);
  if (result['2xx'] === 0) throw new Error('nothing was answered in time');
  if (result.mismatches > 0) throw new Error(`${result.mismatches} answers are not what they should be`);
  return { requests: result['2xx'], perSecond: result['2xx'] / result.duration };
}

/** What is worked on after the last answer belongs to the answers too. @returns microseconds of a core so far */
export async function cpuWhenIdle(contender) {
  for (let before = await contender.ask('cpu'), tries = 0; ; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const now = await contender.ask('cpu');
    if (now - before < 10_000 || tries === 30) return now;
    before = now;
  }
}

/** @returns kilobytes allocated for a request */
async function allocations(contender, question) {
  await contender.ask('startSampling');
  try {
    const { requests } = await load(contender, question, { duration: sampledSeconds });
    return (await contender.ask('stopSampling')) / requests / 1_000;
  } catch (error) {
    await contender.ask('stopSampling');
    throw error;
  }
}

/**
 * All contenders in turn, so that what disturbs the machine disturbs all.
 * @param extent with what an answer must be, made comparable
 * @returns for each, or the fault that ended it: requests a second of every round, microseconds of a core and kB allocated for a request
 */
export async function measure(contenders, question, { seconds, rounds, expected }) {
  const figures = new Map();
  for (let round = -1; round < rounds; round += 1) {
    for (const [who, contender] of contenders) {
      const own = figures.get(who) ?? { rates: [], cpu: [] };
      figures.set(who, own);
      if (own.fault) continue;
      try {
        if (round < 0) {
          // nobody is to win by answering otherwise once it is warm
          const verifyBody = (body) => question.comparable(body) === expected;
          await load(contender, question, { duration: warmUpSeconds, verifyBody });
          own.allocated = await allocations(contender, question);
        } else {
          const before = await cpuWhenIdle(contender);
          const { requests, perSecond } = await load(contender, question, { duration: seconds });
          own.rates.push(perSecond);
          own.cpu.push(((await cpuWhenIdle(contender)) - before) / requests);
        }
      } catch (error) {
        own.fault = error.message;
      }
    }
  }
  return figures;
}
