// Runs an embedded store as a process of its own, to be killed: prints its connection string, or why it was refused.
import { startEmbeddedStore } from '../../dist/persistence/embedded/start-embedded-store.js';

const [dataDir] = process.argv.slice(2);
try {
  const { uri } = await startEmbeddedStore({ dataDir });
  process.stdout.write(`${JSON.stringify({ uri })}\n`);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ refused: error.message })}\n`);
}
