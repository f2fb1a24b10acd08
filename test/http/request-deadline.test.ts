import { once } from 'node:events';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDeadline } from '../../src/api/http/request-deadline.ts';
import { currentDeadline, type Deadline } from '../../src/common/time/deadline.ts';

const server = Fastify();
const deadlines: Deadline[] = [];
let url = '';

beforeAll(async () => {
  const register = (path: string, seconds: number, work: (deadline: Deadline) => Promise<unknown>) => {
    const underDeadline = createDeadline(seconds);
    server.get(path, (_request, reply) =>
      underDeadline(reply, async () => {
        const deadline = currentDeadline();
        if (!deadline) throw new Error('no deadline');
        deadlines.push(deadline);
        return work(deadline);
      }),
    );
  };
  register('/answered', 60, async ({ timeoutSignal, cancelSignal }) => [timeoutSignal.aborted, cancelSignal.aborted]);
  register('/waiting', 60, ({ cancelSignal }) => once(cancelSignal, 'abort'));
  register('/late', 0, async ({ timeoutSignal }) => {
    await once(timeoutSignal, 'abort');
    return JSON.stringify(timeoutSignal.reason.message);
  });
  url = await server.listen({ port: 0, host: '127.0.0.1' });
});

afterAll(() => server.close());

it('aborts neither signal when the response is sent in time', async () => {
  expect(await (await fetch(`${url}/answered`)).json()).toEqual([false, false]);
  const deadline = deadlines.at(-1);
  expect([deadline?.timeoutSignal.aborted, deadline?.cancelSignal.aborted]).toEqual([false, false]);
});

it('aborts only the signal for reads when the client disconnects', async () => {
  const client = new AbortController();
  const before = deadlines.length;
  const request = expect(fetch(`${url}/waiting`, { signal: client.signal })).rejects.toThrow();
  await expect.poll(() => deadlines.length).toBe(before + 1);
  const deadline = deadlines.at(-1);
  expect(deadline?.cancelSignal.aborted).toBe(false);
  client.abort();
  await request;
  await expect.poll(() => deadline?.cancelSignal.aborted).toBe(true);
  expect(deadline?.timeoutSignal.aborted).toBe(false);
});

it('aborts both signals at the deadline with the timeout error, including a signal first read later', async () => {
  const message = 'The request timed out after 0 s. Request less, or try again.';
  expect(await (await fetch(`${url}/late`)).json()).toBe(message);
  expect(deadlines.at(-1)?.cancelSignal.reason.message).toBe(message);
});
