// Runs an embedded database as a process of its own, to be killed: prints its connection string, or the error of its
// start, and later the error with which its thread ended.
import { startEmbeddedMongodb } from '@voice-sessions/embedded-mongodb';

const [dataDir] = process.argv.slice(2);
const print = (record) => process.stdout.write(`${JSON.stringify(record)}\n`);
try {
  const { uri, close } = await startEmbeddedMongodb({
    dataDir,
    onFailure: async (error) => {
      await close();
      print({ failed: error.message });
    },
  });
  print({ uri });
} catch (error) {
  print({ refused: error.message });
}
