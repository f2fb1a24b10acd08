import { expect, it } from 'vitest';
import { runChaos } from '../bench/chaos-run.mjs';
import { followSessionEvents } from '../docs/examples/live-client.ts';
import { freshDatabase } from './support/database.ts';

// the long form is `npm run bench -- chaos`
it('tells every subscriber its events once and in order, with servers killed and connections cut', async () => {
  const { uri } = freshDatabase();
  const sizes = { changes: 200, subscribers: 4, kills: 2, writers: 8 };
  const { figures, subscribers, ...verdict } = await runChaos({ uri, ...sizes, follow: followSessionEvents });
  expect([verdict, subscribers]).toEqual([expect.objectContaining({ faults: 0 }), expect.any(Array)]);
  expect(figures).toMatchObject({ sent: 200, kills: 2 });
  expect(figures.acknowledged).toBeGreaterThan(100);
  expect(figures.events).toBeGreaterThanOrEqual(figures.acknowledged ?? 0);
  // it was not all quiet
  const connections = subscribers.reduce((sum, one) => sum + Number(one.connections), 0);
  expect(connections).toBeGreaterThan(subscribers.length);
}, 120_000);
