import { attacker } from './victim.mjs';

export const description = 'three clients of one user read the longest lists as fast as they can';

const query = '{sessions(first:100){totalCount nodes{id displayName members{identity role} log{message}}}}';

export async function attack({ url }, signal) {
  const statuses = {};
  const client = async () => {
    while (!signal.aborted) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: attacker,
        body: JSON.stringify({ query }),
      });
      await response.arrayBuffer();
      statuses[response.status] = (statuses[response.status] ?? 0) + 1;
    }
  };
  await Promise.all([client(), client(), client()]);
  return statuses;
}
