import { once } from 'node:events';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { createDeadline } from '../../src/http/request-deadline.ts';
import { currentDeadline, type Deadline } from '../../src/kernel/deadline.ts';

it('signals of what was answered are for others, and those that were aborted for nobody', async () => {
  const underDeadline = createDeadline(60);
  const seen: (Pick<Deadline, 'over' | 'unwanted'> & { isAborted: boolean })[] = [];
  const server = Fastify();
  server.get('/:what', ({ params }, reply) =>
    underDeadline(reply, async () => {
      const { over, unwanted } = currentDeadline() as Deadline;
      seen.push({ over, unwanted, isAborted: over.aborted || unwanted.aborted });
      if ((params as { what: string }).what === 'never') await once(unwanted, 'abort');
      return {};
    }),
  );
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  try {
    const ask = async (what: string, signal: AbortSignal | null = null) =>
      (await fetch(`${url}/${what}`, { signal })).text();
    await ask('first');
    const hangUp = new AbortController();
    const left = expect(ask('never', hangUp.signal)).rejects.toThrow();
    await expect.poll(() => seen.length).toBe(2);
    await ask('beside');
    expect(seen[1]?.unwanted.aborted).toBe(false);

    hangUp.abort();
    await left;
    await expect.poll(() => seen[1]?.unwanted.aborted).toBe(true);
    await ask('after');
    await ask('after that');
    expect(seen.map(({ isAborted }) => isAborted)).toEqual(Array(5).fill(false));
    expect(seen[2]?.unwanted.aborted).toBe(false);
    expect(new Set(seen.flatMap(({ unwanted, over }) => [unwanted, over])).size).toBeLessThan(10);
  } finally {
    await server.close();
  }
});
