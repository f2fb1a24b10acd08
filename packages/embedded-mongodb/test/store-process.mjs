// Runs an embedded database in its own process, which tests can kill. Prints the connection string, or the error of the
// start, and later the error with which the database thread ended.
import { startEmbeddedMongodb } from '@voice-sessions/embedded-mongodb';

const [dataDir] = process.argv.slice(2);
const print = (record) => process.stdout.write(`${JSON.stringify(record)}\n`);
try {
  const { uri, close } = await startEmbeddedMongodb({
    dataDir,
    onFailure: (error) => void close().then(() => print({ failed: error.message })),
  });
  print({ uri });
} catch (error) {
  print({ refused: error.message });
}
