import { attacker, flood, graphql } from './victim.mjs';

export const description = 'three clients of one user search the logs of 20,000 sessions for a text that none has';

const batches = 200;
const batchSize = 100;
const query = '{sessions(first:1,filter:{log:{contains:"nothing"}}){totalCount nodes{id}}}';

export async function prepare({ url }) {
  const sessions = Array.from({ length: batchSize }, (_, n) => ({ channel: 'Chat', displayName: `Session ${n}` }));
  const body = JSON.stringify(sessions);
  for (let batch = 0; batch < batches; batch += 1) {
    const response = await fetch(`${url}/json/reply/NewSession[]`, { method: 'POST', headers: attacker, body });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    await response.arrayBuffer();
  }
}

export const attack = ({ url }, signal) =>
  flood(signal, () =>
    graphql(url, attacker, query).then(
      () => 'searches',
      () => 'refused',
    ),
  );
