import { readFile } from 'node:fs/promises';

/** Tables of docs/coverage.md that follow from the comparison with the vendor's contract: head and rows, by name. */
export async function coverageTables() {
  const { operations } = JSON.parse(await readFile('test/contract/fixtures/vendor-contract.json', 'utf8'));
  const scope = JSON.parse(await readFile('test/contract/vendor-scope.json', 'utf8'));
  const reasonOf = reasonsByName(scope.outOfScope);
  const acceptedOf = (name) => scope.deviations.filter((deviation) => deviation.name === name);
  const rows = operations.map(({ name, routes }) => [
    `\`${name}\``,
    routes.map((route) => `\`${route}\``).join(', '),
    reasonOf.has(name) ? `not built: ${lowerFirst(reasonOf.get(name))}` : state(acceptedOf(name)),
  ]);
  const extensions = scope.extensions.map(({ reason, names }) => [
    names.map((name) => `\`${name}\``).join(', '),
    reason,
  ]);
  return {
    'operations of the vendor': [['operation', 'routes', 'here'], rows],
    extensions: [['operations', 'why'], extensions],
  };
}

function state(accepted) {
  const differences = accepted.flatMap((deviation) => deviation.differences.map((text) => `\`${text}\``));
  return differences.length > 0 ? `yes, except: ${differences.join(', ')}` : 'yes';
}

function lowerFirst(text) {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function reasonsByName(groups) {
  return new Map(groups.flatMap(({ reason, names }) => names.map((name) => [name, reason])));
}
