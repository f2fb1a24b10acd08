// Loaded into a server, it tells how much memory that takes whenever it is asked.
process.on('message', () => process.send(process.memoryUsage()));
