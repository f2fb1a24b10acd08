// The embedded store as a process of its own, so that all contenders can use one.
import { startEmbeddedStore } from '../../dist/persistence/embedded/start-embedded-store.js';

const { uri } = await startEmbeddedStore({ dataDir: process.argv[2] });
process.send({ uri });
