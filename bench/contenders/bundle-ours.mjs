import { rolldown } from 'rolldown';
import config from '../../rolldown.config.mjs';

/** This server as ./processes.mjs starts it, once it is bundled. */
export const ours = '../../dist/bench/ours.js';

/** Bundles ./ours.mjs as the build does what `npm start` runs: what is bundled runs otherwise than what is not (launch/spreads.mjs). */
export async function bundleOurs() {
  const { output, ...input } = config;
  const bundle = await rolldown({ ...input, input: { ours: new URL('./ours.mjs', import.meta.url).pathname } });
  await bundle.write({ ...output, dir: new URL('../../dist/bench', import.meta.url).pathname });
  await bundle.close();
}
