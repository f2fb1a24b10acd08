// Runs an embedded store as a process of its own, to be killed: prints its connection string, or why it was refused.
import { startEmbeddedMongodb } from '@voice-sessions/embedded-mongodb';

const [dataDir] = process.argv.slice(2);
try {
  const { uri } = await startEmbeddedMongodb({ dataDir });
  process.stdout.write(`${JSON.stringify({ uri })}\n`);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ refused: error.message })}\n`);
}
