import { expect, it } from 'vitest';
import { KeyedQueue } from '../../src/common/keyed-queue.ts';

/** A task that ends when the test says so. */
function gate() {
  let resolve: (value: string) => void = () => {};
  const promise = new Promise<string>((done) => {
    resolve = done;
  });
  return { task: () => promise, resolve };
}

it('runs the tasks of one key in order, and of different keys at once', async () => {
  const queue = new KeyedQueue();
  const started: string[] = [];
  const [a, b, c] = [gate(), gate(), gate()];
  const run = (key: string, name: string, { task }: ReturnType<typeof gate>) =>
    queue.run(key, (hasWaited) => {
      started.push(`${name} ${hasWaited}`);
      return task();
    });
  const results = [run('x', 'a', a), run('x', 'b', b), run('y', 'c', c)];
  expect(started).toEqual(['a false', 'c false']);
  a.resolve('A');
  expect(await results[0]).toBe('A');
  await Promise.resolve();
  expect(started).toEqual(['a false', 'c false', 'b true']);
  b.resolve('B');
  c.resolve('C');
  expect(await Promise.all(results)).toEqual(['A', 'B', 'C']);
});

it('runs a task after one that failed, and forgets keys without tasks', async () => {
  const queue = new KeyedQueue();
  const failed = queue.run('x', async () => Promise.reject(new Error('away')));
  const next = queue.run('x', async (hasWaited) => hasWaited);
  await expect(failed).rejects.toThrow('away');
  expect(await next).toBe(true);
  expect(await queue.run('x', async (hasWaited) => hasWaited)).toBe(false);
});
