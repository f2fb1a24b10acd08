import { anonymous } from './victim.mjs';

export const description = 'three anonymous clients post bodies of 1 MB, to an unknown route and to both APIs';

const form = 'application/x-www-form-urlencoded';
const bytes = 1_000_000;
/** The requests of an attacker: path, content type and body. */
const requests = [
  ['/nope', form, 'a&'.repeat(bytes / 2)],
  ['/auth/credentials', form, 'a&'.repeat(bytes / 2)],
  ['/auth/credentials', 'application/json', '['.repeat(bytes)],
  ['/graphql', 'application/json', '['.repeat(bytes)],
  ['/graphql', 'application/json', `{"variables":[${'{},'.repeat(bytes / 3 - 10)}{}]}`],
];

export async function attack({ url }, signal) {
  const statuses = {};
  const client = async (first) => {
    for (let next = first; !signal.aborted; next += 1) {
      const [path, type, body] = requests[next % requests.length];
      const headers = { ...anonymous, 'content-type': type };
      const response = await fetch(`${url}${path}`, { method: 'POST', headers, body });
      await response.arrayBuffer();
      statuses[response.status] = (statuses[response.status] ?? 0) + 1;
    }
  };
  await Promise.all([client(0), client(2), client(4)]);
  return statuses;
}
