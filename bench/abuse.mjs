// Measures attacks of one tenant, or of an anonymous client, and what another tenant notices of them.
// Usage: npm run bench -- abuse [NAME...] [--seconds SECONDS]
// A scenario is a file in abuse/. It exports `description`, `attack(server, signal, prepared)`, which attacks until the
// signal aborts and returns figures, and optionally `env` (settings of the server) and `prepare(server)`.
import { parseArgs } from 'node:util';
import { measureVictim, withServer } from './abuse/victim.mjs';

const scenarios = {
  lists: () => import('./abuse/lists.mjs'),
  subscriptions: () => import('./abuse/subscriptions.mjs'),
  'distinct-subscriptions': () => import('./abuse/distinct-subscriptions.mjs'),
  webhooks: () => import('./abuse/webhooks.mjs'),
  bodies: () => import('./abuse/bodies.mjs'),
  search: () => import('./abuse/search.mjs'),
};

const { values: options, positionals } = parseArgs({
  args: process.argv.slice(3),
  options: { seconds: { type: 'string', default: '10' } },
  allowPositionals: true,
});
const seconds = Number(options.seconds);

/** Measures the victim alone, then during the attack. */
async function measureAttack({ attack, prepare }, server) {
  const prepared = await prepare?.(server);
  const alone = await measureVictim(server, seconds);
  const controller = new AbortController();
  const attacking = attack(server, controller.signal, prepared);
  const attacked = await measureVictim(server, seconds).finally(() => controller.abort());
  return { alone, attacked, figures: await attacking };
}

for (const name of positionals.length > 0 ? positionals : Object.keys(scenarios)) {
  const load = scenarios[name];
  if (!load) throw new Error(`unknown attack ${name}; known are ${Object.keys(scenarios).join(', ')}`);
  const scenario = await load();
  const { alone, attacked, figures } = await withServer(scenario.env ?? {}, (server) =>
    measureAttack(scenario, server),
  );
  console.log(`${name}: ${scenario.description}`);
  console.table({ 'the other tenant alone': alone, 'during the attack': attacked });
  console.table([figures]);
}
