// This server as users run it, once ./bundle-ours.mjs has bundled it. With FIXED=1 the store is replaced by what it answered before,
// to see the layer alone.
import 'reflect-metadata';
import { compose, serve } from '../../dist/compose.js';
import { loadConfig } from '../../dist/config.js';
import { systemClock } from '../../dist/kernel/clock.js';
import { createObservers } from '../../dist/observe.js';
import { openLog } from '../../dist/open-log.js';
import { openPersistence } from '../../dist/persistence/open-persistence.js';

const config = loadConfig(process.env);
const parts = { log: openLog(config.logLevel, false).log, clock: systemClock };

/** A repository whose every read answers what it answered to the same question before. */
function remembering(repository) {
  const read = ([name, method]) => {
    const answers = new Map();
    return [
      name,
      (...args) => {
        const key = JSON.stringify(args);
        if (!answers.has(key)) answers.set(key, method(...args));
        return answers.get(key);
      },
    ];
  };
  return Object.fromEntries(Object.entries(repository).map(read));
}

/** A repository whose every read answers what it answered the first time, whatever it is asked: all are asked the same. */
function fixedAnswers(repository) {
  const read = ([name, method]) => {
    let answer;
    return [
      name,
      (...args) => {
        answer ??= method(...args);
        return answer;
      },
    ];
  };
  return Object.fromEntries(Object.entries(repository).map(read));
}

async function serveFixed() {
  const persistence = await openPersistence(config.store.uri);
  const { sessions, sessionLists, directory } = persistence;
  const fixed = {
    sessions: { ...fixedAnswers(sessions), insert: async () => true },
    sessionLists: fixedAnswers(sessionLists),
    directory: remembering(directory),
  };
  const observers = await createObservers(config, parts.log);
  return { url: await serve(config, { ...persistence, ...fixed }, { ...parts, observers }, []) };
}

const started = process.env.FIXED ? serveFixed() : compose(config, config.store.uri, parts, []);
started.then(({ url }) => process.send({ url }));
