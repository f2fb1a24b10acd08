// Looks at a server from outside: what the system and its own metrics say of it.
import { readdir, readFile } from 'node:fs/promises';

/** @returns memory of its own and mapped of the store's file, in MiB; the heap in use; and how many handles are open */
export async function measure(url, pid) {
  const [status, handles, metrics] = await Promise.all([
    readFile(`/proc/${pid}/status`, 'utf8'),
    readdir(`/proc/${pid}/fd`),
    fetch(`${url}/metrics`).then((response) => response.text()),
  ]);
  const kibibytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
  const heapBytes = Number(/^nodejs_heap_size_used_bytes (\S+)/m.exec(metrics)?.[1]);
  return {
    'own memory, MiB': kibibytes('RssAnon') / 1_024,
    'mapped store, MiB': kibibytes('RssFile') / 1_024,
    'heap used, MiB': heapBytes / 1_048_576,
    'open handles': handles.length,
  };
}

/** The value that this share of them is not over. */
export function quantile(values, share) {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? 0;
}

export const median = (values) => quantile(values, 0.5);
