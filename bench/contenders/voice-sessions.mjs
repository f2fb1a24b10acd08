// This server without a database: every read returns the result of its first call, and inserts do nothing.
import 'reflect-metadata';
import { connectMongoStore } from '../../dist/adapters/mongodb/connect-mongo-store.js';
import { serve } from '../../dist/app/compose.js';
import { loadConfig } from '../../dist/app/config.js';
import { openLog } from '../../dist/app/open-log.js';
import { createTelemetry } from '../../dist/app/telemetry.js';
import { systemClock } from '../../dist/common/time/clock.js';

const config = loadConfig(process.env);
const parts = { log: openLog(config.logLevel, false).log, clock: systemClock };

/** Wraps a repository: each method caches the result of its first call, by a key of the arguments. */
function fixed(repository, keyOf) {
  const fix = ([name, method]) => {
    const results = new Map();
    return [
      name,
      (...args) => {
        const key = keyOf(args);
        if (!results.has(key)) results.set(key, method(...args));
        return results.get(key);
      },
    ];
  };
  return Object.fromEntries(Object.entries(repository).map(fix));
}

/** All requests of a scenario are the same, so session reads need no key. */
const oneResult = (repository) => fixed(repository, () => null);
const byArguments = (repository) => fixed(repository, JSON.stringify);

const persistence = await connectMongoStore(config.store.uri);
const { sessions, sessionLists, directory } = persistence;
const withoutDatabase = {
  ...persistence,
  sessions: { ...oneResult(sessions), insert: async () => true },
  sessionLists: oneResult(sessionLists),
  directory: byArguments(directory),
};
const telemetry = await createTelemetry(config, parts.log);
const { url, accept } = await serve(config, withoutDatabase, { ...parts, telemetry }, []);
accept();
process.send({ url });
