/**
 * Of V8, for every start of the server. A request allocates some 50 kB: in the 16 MB that new objects have else, what is only
 * under way survives, is taken for old, and keeps alive what comes after it.
 */
module.exports = ['--max-semi-space-size=32'];
