// Has nothing to do and does it, until whoever started it is gone: see keepAwake of ./processes.mjs.
const startedBy = process.ppid;
while (process.ppid === startedBy) for (let n = 0; n < 1_000_000; n += 1);
