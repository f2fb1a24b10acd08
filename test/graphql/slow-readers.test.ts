import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { as } from '../support/graphql-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();
const headers = { 'content-type': 'application/json', ...as('user@acme.test') };
const text = 'x'.repeat(1_000);
const aliases = (letter: string) => Array.from({ length: 12 }, (_, n) => `${letter}${n}: destination`).join(' ');
const list = (letter: string) => JSON.stringify({ query: `{ sessions(first: 50) { nodes { ${aliases(letter)} } } }` });

async function send(body: string): Promise<string> {
  const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers, body });
  return dataOf(await response.text());
}

const dataOf = (answer: string): string => answer.slice(0, answer.indexOf(',"extensions"'));
const expected = (letter: string): string => {
  const node = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`${letter}${n}`, text]));
  return dataOf(JSON.stringify({ data: { sessions: { nodes: Array(50).fill(node) } }, extensions: {} }));
};

// answers are written in memory that other answers had before; these are too large for what lies between
it('who reads late has the answers that were meant for it, whatever others were answered meanwhile', async () => {
  const input = { channel: 'Voice', destination: text };
  const create = JSON.stringify({
    query: 'mutation($input: NewSession!) { newSession(input: $input) { id } }',
    variables: { input },
  });
  for (let n = 0; n < 50; n += 1) await send(create);
  const answers = 12;
  for (let n = 0; n < 4; n += 1) expect(await send(list('a'))).toBe(expected('a'));

  const late = connect(Number(new URL(app.url).port), '127.0.0.1');
  late.pause();
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const post = (more: string) =>
    `POST /graphql HTTP/1.1\r\nhost: x\r\n${lines.join('\r\n')}\r\n${more}content-length: ${list('a').length}\r\n\r\n${list('a')}`;
  late.write(post('').repeat(answers - 1) + post('connection: close\r\n'));
  for (let n = 0; n < 8; n += 1) expect(await send(list('b'))).toBe(expected('b'));

  const chunks: Buffer[] = [];
  for await (const chunk of late) chunks.push(chunk);
  const bodies = Buffer.concat(chunks).toString().split('HTTP/1.1 200 OK').slice(1);
  expect(bodies.map((whole) => dataOf(whole.slice(whole.indexOf('{'))) === expected('a'))).toEqual(
    Array(answers).fill(true),
  );
});
