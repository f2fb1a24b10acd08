import { expect, it } from 'vitest';
import { runChaos } from './support/chaos/run-chaos.ts';
import { freshDatabase } from './support/database.ts';

// `npm run bench -- chaos` runs the long form
it('delivers every event to each subscriber once and in order, with servers killed and connections cut', async () => {
  const { uri } = freshDatabase();
  const sizes = { changes: 200, subscribers: 4, kills: 2, writers: 8 };
  const { figures, subscribers, ...verdict } = await runChaos({ uri, ...sizes });
  expect([verdict, subscribers]).toEqual([expect.objectContaining({ issues: 0 }), expect.any(Array)]);
  expect(figures).toMatchObject({ sent: 200, kills: 2 });
  expect(figures.acknowledged).toBeGreaterThan(100);
  expect(figures.events).toBeGreaterThanOrEqual(figures.acknowledged ?? 0);
  // connections were cut
  const connections = subscribers.reduce((sum, one) => sum + Number(one.connections), 0);
  expect(connections).toBeGreaterThan(subscribers.length);
}, 120_000);
