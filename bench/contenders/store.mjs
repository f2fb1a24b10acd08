// The embedded database as a process of its own, so that all contenders can use one.
import { startEmbeddedMongodb } from '@voice-sessions/embedded-mongodb';

startEmbeddedMongodb({ dataDir: process.argv[2] }).then(({ uri }) => process.send({ uri }));
