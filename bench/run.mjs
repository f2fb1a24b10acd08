const [name = 'compare'] = process.argv.slice(2);
if (!/^[\w-]+$/.test(name)) {
  console.error('usage: npm run bench -- [NAME]');
  process.exit(2);
}
// `exit` listeners end the processes that the benchmark started
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
await import(`./${name}.mjs`);
