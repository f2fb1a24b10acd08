const [name = 'compare'] = process.argv.slice(2);
if (!/^[\w-]+$/.test(name)) {
  console.error('usage: npm run bench -- [NAME]');
  process.exit(2);
}
await import(`./${name}.mjs`);
