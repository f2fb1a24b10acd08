import { anonymous, flood, statusOf } from './victim.mjs';

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

export const attack = ({ url }, signal) =>
  flood(signal, (number) => {
    const [path, type, body] = requests[number % requests.length];
    return statusOf(`${url}${path}`, { method: 'POST', headers: { ...anonymous, 'content-type': type }, body });
  });
