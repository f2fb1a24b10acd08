// The embedded store as a process of its own, so that all contenders can use one; ./bundle-ours.mjs bundles it.
import { startEmbeddedStore } from '../../dist/persistence/embedded/start-embedded-store.js';

startEmbeddedStore({ dataDir: process.argv[2] }).then(({ uri }) => process.send({ uri }));
